"""What was last read from the database, for pages that have to be shown when it does not answer."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError

DATABASE_AWAY = (OperationalError, InterfaceError)  # other errors of a database are mistakes of ours

logger = logging.getLogger(__name__)
_last: dict[Callable, object] = {}
Read = TypeVar("Read")


def read_or_remembered(read: Callable[[], Read]) -> Read:
    """What the function reads now; while the database does not answer, what it read last in this process.

    Raises the database's error when there is nothing to remember.
    """
    try:
        _last[read] = found = read()
    except DATABASE_AWAY as error:
        if read not in _last:
            raise
        logger.warning("%s answers from memory: %s.", read.__name__, type(error).__name__)
        return _last[read]
    return found


def last_read(read: Callable[[], Read]) -> Read | None:
    """What the function read last in this process, if it ever did; asks nothing."""
    return _last.get(read)


def forget() -> None:
    """For tests."""
    _last.clear()
