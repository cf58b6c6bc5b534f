"""Opens a sealed file and unpacks it into a folder; trusts nothing in it until the manifest has been checked."""

import hashlib
import os
import tarfile
import threading
from pathlib import Path, PurePosixPath

import pyrage

from clinic_site.backups.archive import PIECE
from clinic_site.backups.refusals import Refused

UNREADABLE = "{path} cannot be opened: it is cut off, was altered, or is no backup."
OTHER_KEY = "{path} was sealed for another key than the one given, or is no backup."


def unpack(path: Path, identities: list, folder: Path) -> dict[str, dict]:
    """Every file of the backup lies in `folder` when this returns; its size and SHA-256 by name."""
    out, into = os.pipe()
    opened = Opened(path, identities, into)
    opened.start()
    found: dict[str, dict] = {}
    try:
        with os.fdopen(out, "rb") as plain, tarfile.open(fileobj=plain, mode="r|") as archive:
            for member in archive:
                found[member.name] = _write(archive, member, folder)
            _drain(plain)
    except tarfile.TarError as error:
        opened.join()
        raise opened.error or Refused(UNREADABLE.format(path=path)) from error
    opened.join()
    if opened.error:
        raise opened.error
    return found


class Opened(threading.Thread):
    """Decrypts into a pipe, beside whoever reads from its other end."""

    def __init__(self, path: Path, identities: list, into: int):
        super().__init__(daemon=True)
        self.error: Refused | None = None
        self._path, self._identities, self._into = path, identities, into

    def run(self):
        try:
            with os.fdopen(self._into, "wb") as into, open(self._path, "rb") as sealed:
                pyrage.decrypt_io(sealed, into, self._identities)
        except pyrage.DecryptError as error:
            is_other = "No matching keys" in str(error)
            self.error = Refused((OTHER_KEY if is_other else UNREADABLE).format(path=self._path))
        except OSError as error:
            sentence = f"{self._path}: {error.strerror}." if error.strerror else UNREADABLE.format(path=self._path)
            self.error = Refused(sentence)


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> dict:
    name = PurePosixPath(member.name)
    if not member.isreg() or name.is_absolute() or ".." in name.parts or "\0" in member.name:
        raise Refused(f"The backup holds {member.name!r}, which no backup of this site does.")
    target = folder / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, content = hashlib.sha256(), archive.extractfile(member)
    with open(target, "wb") as file:
        while piece := content.read(PIECE):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return {"size": member.size, "sha256": digest.hexdigest()}


def _drain(plain):
    """Reads to the very end: only there does the seal prove that nothing is missing."""
    while plain.read(PIECE):
        pass
