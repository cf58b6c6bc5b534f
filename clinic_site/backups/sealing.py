"""Writes a sealed file: the whole file appears at once under its name, or nothing does."""

import os
from collections.abc import Iterable
from pathlib import Path

import pyrage

from clinic_site.backups.archive import Pulled
from clinic_site.backups.working import new_file
from clinic_site.replacing import appearing


class Kept:
    """A file to be written to that keeps the error of its disk, because what writes here would lose its number."""

    def __init__(self, file):
        self.error: OSError | None = None
        self._file = file

    def write(self, piece: bytes) -> int:
        try:
            return self._file.write(piece)
        except OSError as error:
            self.error = error
            raise

    def flush(self):
        self._file.flush()


def part_of(path: Path) -> Path:
    """Where it is written until it is whole."""
    return path.with_name(f".{path.name}.part")


def seal(pieces: Iterable[bytes], path: Path, recipients: list):
    """Encrypts the pieces into a new file that only its owner may read, and that survives a power cut."""
    part = part_of(path)
    descriptor = new_file(part)
    with appearing(path, part), open(descriptor, "wb") as file:
        _encrypt(Pulled(pieces), Kept(file), recipients)
        file.flush()
        os.fsync(file.fileno())
    remember(path.parent)


def _encrypt(source: Pulled, target: Kept, recipients: list):
    try:
        pyrage.encrypt_io(source, target, recipients)
    except (OSError, pyrage.EncryptError) as error:
        raise source.error or target.error or error from None


def remember(folder: Path):
    """The names in this folder are on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
