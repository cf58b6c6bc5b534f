"""The site whose processes end by `kill -9` at a named point of storing a request, or of sending a mail.

gunicorn serves `application`; `python -m scripts.faults.killed_at` is the worker. The point (see named_points.py)
stands in the file FAULT_POINTS, so it can change while the site runs; a process ends there once it has done two whole.
"""

import os
import signal
import sys
from http import HTTPStatus
from pathlib import Path
from threading import local

from django.core.management import execute_from_command_line
from django.db.backends.base.base import BaseDatabaseWrapper

from clinic_site.wsgi import application as _sound_application  # Django is set up from now on

# isort: split
from appointments.services import outbox, submissions

SPARED = 2  # requests or mails that a process does whole before; or none would ever be done

_file = Path(os.environ["FAULT_POINTS"])
_whole: list[str] = []
_doing = local()
_insert_once, _store_request = submissions._insert_once, submissions._store_request
_commit, _finish = BaseDatabaseWrapper._commit, outbox._finish


def reach(point: str):
    """Ends this process when that is the point, and this the time."""
    if _file.read_text() == point and len(_whole) >= SPARED:
        with _file.with_suffix(".deaths").open("a") as deaths:
            deaths.write(f"{point}\n")
        os.kill(os.getpid(), signal.SIGKILL)


def store_request(request, wordings):
    _doing.is_storing = True
    try:
        return _store_request(request, wordings)
    finally:
        _doing.is_storing = False


def insert_once(sending, *arguments):
    reach("before insert")
    stored = _insert_once(sending, *arguments)
    reach("after insert")
    return stored


def commit(connection):
    is_storing = getattr(_doing, "is_storing", False)
    if is_storing:
        reach("before commit")
    _commit(connection)
    if is_storing:
        reach("after commit")


def finish(row, **changes):
    if changes.get("state") == outbox.OutgoingMail.State.SENT:
        reach("a mail is sent and not noted")
    is_noted = _finish(row, **changes)
    _whole.append("a mail")
    return is_noted


def application(environ, start_response):
    answer = _sound_application(environ, start_response)
    if environ["REQUEST_METHOD"] == "POST" and answer.status_code == HTTPStatus.SEE_OTHER:
        reach("before the response")
        _whole.append("a request")
    return answer


submissions._store_request, submissions._insert_once = store_request, insert_once
BaseDatabaseWrapper._commit, outbox._finish = commit, finish

if __name__ == "__main__":
    execute_from_command_line([sys.argv[0], "work"])
