"""Why a backup or a restore is not done, as sentences for the person at the terminal."""

import errno
import sqlite3
from contextlib import contextmanager


class Refused(Exception):
    """Nothing was changed; the text says what is wrong and what to do."""


@contextmanager
def full_disk_in_words(where: str):
    """A disk that is full is no riddle: the sentence says which one."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(f"{where}: {error.strerror or error}.") from error
        raise Refused(f"The disk of {where} is full. Nothing half-written was left behind.") from error
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
            raise Refused(f"SQLite refuses: {error}.") from error
        raise Refused(f"The disk of {where} is full. Nothing half-written was left behind.") from error
