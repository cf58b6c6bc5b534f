"""A tar archive as a stream of pieces, made while it is read; remembers what went in."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from clinic_site.backups.refusals import Refused

PIECE = 1024 * 1024
END = bytes(2 * tarfile.BLOCKSIZE)


class Archive:
    """The files put in so far, each with its size and SHA-256. A file put in again counts as it was last."""

    def __init__(self):
        self.files: dict[str, dict] = {}

    def file(self, name: str, path: Path) -> Iterator[bytes]:
        """One file from the disk; nothing when it was deleted meanwhile."""
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return
        with open(descriptor, "rb") as file:
            size = os.fstat(descriptor).st_size
            yield from self._member(name, size, _pieces(file, size, path))

    def text(self, name: str, text: str) -> Iterator[bytes]:
        content = text.encode()
        yield from self._member(name, len(content), [content])

    def _member(self, name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
        header = tarfile.TarInfo(name)
        header.size, header.mode = size, 0o600
        yield header.tobuf(tarfile.PAX_FORMAT)
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            yield piece
        yield bytes(-size % tarfile.BLOCKSIZE)
        self.files[name] = {"size": size, "sha256": digest.hexdigest()}


def _pieces(file, size: int, path: Path) -> Iterator[bytes]:
    """Exactly so many bytes: the header before them has promised it."""
    left = size
    while left:
        piece = file.read(min(PIECE, left))
        if not piece:
            raise Refused(f"{path} became shorter while it was read. Try again.")
        left -= len(piece)
        yield piece


class Pulled(io.RawIOBase):
    """Pieces as a file to be read from; keeps the error that ended it, because what reads here may not."""

    def __init__(self, pieces: Iterable[bytes]):
        self.error: Exception | None = None
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            try:
                self._rest = memoryview(next(self._pieces))
            except StopIteration:
                return b""
            except Exception as error:
                self.error = error
                raise
        size = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)
