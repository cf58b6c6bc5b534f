"""Uploaded files: which there are, how they get into a backup while people upload, and how they come back."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from clinic_site.backups.sealing import remember

STAGE = ".restoring-"  # what a restore unpacks into; never part of a backup

State = tuple[int, int]


def folder() -> Path | None:
    """Where uploads lie; None where a service keeps them, which then keeps its own earlier versions."""
    return Path(default_storage.location) if isinstance(default_storage, FileSystemStorage) else None


def files(root: Path) -> dict[str, State]:
    """Size and time of every upload, by its path below `root`."""
    found = {}
    for path in _paths(root):
        try:
            state = path.stat()
        except FileNotFoundError:
            continue  # deleted while we looked
        found[path.relative_to(root).as_posix()] = (state.st_size, state.st_mtime_ns)
    return found


def _paths(root: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(STAGE))
        yield from (Path(here) / name for name in sorted(names))


def is_empty(root: Path) -> bool:
    return next(_paths(root), None) is None


def put(staged: Path, root: Path):
    """Moves every unpacked file to its place, each at once; what was there under the same name goes."""
    for name in files(staged):
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        os.chmod(staged / name, 0o644)
        os.replace(staged / name, target)
    for place in sorted({(root / name).parent for name in files(root)}):
        remember(place)


def remove_others(wanted: set[str], root: Path) -> int:
    """Deletes uploads that are not among these; returns how many."""
    others = [name for name in files(root) if name not in wanted]
    for name in others:
        (root / name).unlink(missing_ok=True)
    return len(others)
