"""Whether the disk has room: told from an error, or asked before something large is stored."""

import errno
import os
import sqlite3
import tempfile

from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

FULL = (errno.ENOSPC, errno.EDQUOT)
POSTGRESQL_FULL = "53100"
KEPT_FREE = 8 * 1024 * 1024  # bytes; a site that stores its last byte cannot take a patient's request


def is_disk_full(error: BaseException | None) -> bool:
    """Whether this error, or what it came from, is a disk or a database without room."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        if getattr(error, "pgcode", None) == POSTGRESQL_FULL:
            return True
        error = error.__cause__
    return False


def refuse_without_room(size: int) -> None:
    """Raises ValidationError, a sentence for staff, when so many bytes do not fit beside what has to stay free."""
    if not isinstance(default_storage, FileSystemStorage):
        return  # a bucket has room
    try:
        os.makedirs(default_storage.location, exist_ok=True)
        with tempfile.TemporaryFile(dir=default_storage.location) as trial:
            os.posix_fallocate(trial.fileno(), 0, size + KEPT_FREE)
    except OSError as error:
        if not is_disk_full(error):
            raise
        raise ValidationError(
            _("The site's disk is full, so this file was not stored. Tell whoever looks after the site, and try later.")
        ) from None
