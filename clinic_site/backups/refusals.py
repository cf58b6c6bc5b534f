"""Why a backup or a restore is not done, as sentences for the person at the terminal."""

import sqlite3
from contextlib import contextmanager

from publishing.disk_room import is_disk_full


class Refused(Exception):
    """Nothing was changed; the text says what is wrong and what to do."""


@contextmanager
def full_disk_in_words(where: str):
    """A disk that is full is no riddle: the sentence says which one."""
    try:
        yield
    except OSError as error:
        if not is_disk_full(error):
            raise Refused(f"{where}: {error.strerror or error}.") from error
        raise Refused(f"The disk of {where} is full. Nothing half-written was left behind.") from error
    except sqlite3.OperationalError as error:
        if not is_disk_full(error):
            raise Refused(f"SQLite refuses: {error}.") from error
        raise Refused(f"The disk of {where} is full. Nothing half-written was left behind.") from error
