"""What a backup or a restore has in hand until it ends: who is killed leaves it, and the next one clears it away.

Each thing in hand is locked by its process. The kernel gives the lock back however the process ends, so what nobody has
locked is abandoned. Where a file system knows no locks, everything stays.
"""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def working_folder(prefix: str, place: Path | None = None) -> Iterator[Path]:
    """A folder for a site in clear, gone at the end. What others who were killed left in this place goes first."""
    if place:
        place.mkdir(parents=True, exist_ok=True)
    for left in Path(place or tempfile.gettempdir()).glob(f"{prefix}*"):
        clear_abandoned(left)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place) as folder:
        descriptor = os.open(folder, os.O_RDONLY)
        _lock(descriptor)
        try:
            yield Path(folder)
        finally:
            os.close(descriptor)


def new_file(path: Path) -> int:
    """Opens a new file that only its owner may read, after one that was abandoned under its name is gone."""
    clear_abandoned(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    _lock(descriptor)
    if os.fstat(descriptor).st_nlink == 0:  # somebody took it for abandoned before it was locked
        os.close(descriptor)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), f"{path}")
    return descriptor


def clear_abandoned(path: Path):
    """Deletes the file or folder when nobody has it in hand."""
    with suppress(OSError):  # not there, in somebody's hand, or not ours
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        finally:
            os.close(descriptor)


def _lock(descriptor: int):
    """Until it is closed. Who looks whether it is abandoned has it for a moment only."""
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
