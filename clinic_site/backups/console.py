"""How the commands about backups end when they cannot do their work."""

import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error as DatabaseUnavailable

from clinic_site.backups.refusals import Refused


@contextmanager
def ended_by_a_sentence() -> Iterator[None]:
    """Refusals and databases that are away become one sentence; SIGTERM cleans up as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    except Refused as refused:
        raise CommandError(f"{refused}") from refused
    except (DatabaseUnavailable, sqlite3.Error) as error:
        raise CommandError(f"The database does not answer: {error}".strip()) from error
    finally:
        signal.signal(signal.SIGTERM, before)
