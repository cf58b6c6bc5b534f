"""What was read from the database and is still at hand: content until it changes, the last reading while it is away."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError
from django.db import Error as AnyDatabaseError

from publishing.content_version import Version, clock

logger = logging.getLogger(__name__)
Read = TypeVar("Read")


def is_database_away(error: BaseException | None) -> bool:
    """Whether it says that the database does not answer; its other errors are mistakes of ours.

    A server that ends in the middle of an answer makes psycopg2 raise the plain DatabaseError, which has no other use.
    """
    return isinstance(error, (OperationalError, InterfaceError)) or type(error) is DatabaseError


@dataclass(frozen=True)
class Reading(Generic[Read]):
    """What a function read, and the version of all content that was in force before it began."""

    found: Read
    version: Version | None


_last: dict[Callable, Reading] = {}


def read_once(read: Callable[[], Read]) -> Read:
    """What the function reads of content, read again only after any content has changed.

    Many requests get the same object at the same time: nobody may change it. While the database does not answer, it
    is what was read last; raises the database's error when there is nothing to remember.
    """
    last = _last.get(read)
    version = clock.version()
    if last is not None and version is not None and last.version == version:
        return last.found
    return _read(read, version)


def read_or_remembered(read: Callable[[], Read]) -> Read:
    """What the function reads now; while the database does not answer, what it read last in this process.

    Raises the database's error when there is nothing to remember.
    """
    return _read(read, None)


def _read(read: Callable[[], Read], version: Version | None) -> Read:
    try:
        found = read()
    except AnyDatabaseError as error:
        if read not in _last or not is_database_away(error):
            raise
        logger.warning("%s answers from memory: %s.", read.__name__, type(error).__name__)
        if version is not None:
            clock.doubt()  # whoever is told this may keep it as if it were of that version
        return _last[read].found
    _last[read] = Reading(found, version)
    return found


def last_read(read: Callable[[], Read]) -> Read | None:
    """What the function read last in this process, if it ever did; asks nothing."""
    return _last[read].found if read in _last else None


def forget() -> None:
    """For tests."""
    _last.clear()
