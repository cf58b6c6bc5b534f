"""Who may open a backup: public keys seal it, on the site's machine; a private key, kept elsewhere, opens it."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from clinic_site.backups.refusals import Refused, full_disk_in_words
from clinic_site.backups.sealing import remember

HOW_TO_SET = (
    "BACKUP_RECIPIENTS is not set: nobody could open the backup. On a computer of yours, run: "
    "make backup-key FILE=clinic-backup.key. It prints what to put here; its file never comes to this machine."
)
CANNOT_BE_ASKED = (errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP)


def recipients(listed: list[str]) -> list[Recipient]:
    """The public keys; any one of their private keys opens the backup."""
    if not listed:
        raise Refused(HOW_TO_SET)
    try:
        return [Recipient.from_str(text) for text in listed]
    except pyrage.RecipientError:
        raise Refused("BACKUP_RECIPIENTS must be public keys that begin with age1, separated by commas.") from None


def identities(path: Path) -> list[Identity]:
    """The private keys of a key file, as `make_backup_key` and the program age-keygen write it."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
        found = [Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except OSError as error:
        raise Refused(f"The key file {path} cannot be read: {error.strerror}.") from error
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = []
    if not found:
        raise Refused(f"{path} is no key file; it needs a line that begins with AGE-SECRET-KEY-1.")
    return found


def make(path: Path) -> str:
    """Writes a new private key that only its owner may read, on the disk for good, and returns the public key."""
    identity = Identity.generate()
    public = str(identity.to_public())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(f"{path} cannot be made: {error.strerror}. A key is never written over another.") from error
    try:
        with full_disk_in_words(f"{path}"):
            with open(descriptor, "w") as file:
                file.write(f"# public key: {public}\n{identity}\n")
                file.flush()
                os.fsync(file.fileno())
            _remember_name(path)
    except BaseException:
        with suppress(OSError):
            path.unlink()  # half a key would pass for one that must not be written over
        raise
    return public


def _remember_name(path: Path):
    """Where the file system lets it: a shared or closed folder is no reason to do without the key."""
    try:
        remember(path.parent)
    except OSError as error:
        if error.errno not in CANNOT_BE_ASKED:
            raise
