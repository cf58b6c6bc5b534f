"""A file for each process that counts, so that any of them can tell what all have counted.

A slot is taken by a lock that the kernel gives back however the process ends. Who takes it next goes on counting from
what is there: totals never fall, and there are never more files than processes at once.
"""

import fcntl
import json
import os
from pathlib import Path

from clinic_site.replacing import appearing

MOST = 256


class Slot:
    """A numbered file in the folder, of this process alone while it lives."""

    def __init__(self, folder: Path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(MOST):
            self._lock = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(self._lock)
            else:
                self._path = folder / f"{number}.json"
                return
        raise OSError(f"{folder}: {MOST} processes count already.")

    def load(self) -> dict:
        return _read(self._path)

    def save(self, saved: dict):
        """Whole or not at all; the machine's own crash may lose it, a kill may not."""
        with appearing(self._path, self._path.with_suffix(".part")) as part:
            part.write_text(json.dumps(saved))

    def give_back(self):
        os.close(self._lock)


def all_saved(folder: Path) -> list[dict]:
    """What each process saved last, those that have ended included."""
    return [_read(path) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
