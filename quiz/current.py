"""The quiz that patients take now, kept in this process until any content changes."""

import threading

from publishing.content_version import clock
from publishing.remembered import read_or_remembered
from quiz.models import Quiz
from quiz.script import Script, script_of

_lock = threading.Lock()
_kept: dict[str, object] = {}


def current_script() -> Script | None:
    """The published edition; None when there is none. Asks the database only after content has changed.

    While the database does not answer, it is the one that was read last.
    """
    version = clock.version()
    with _lock:
        if version is not None and _kept.get("version") == version:
            return _kept["script"]
    script = read_or_remembered(published_script)
    with _lock:
        _kept.update(version=version, script=script)
    return script


def published_script() -> Script | None:
    """Read from the database, in eight queries whatever the number of questions and treatments."""
    quiz = Quiz.objects.published().with_content().first()
    return script_of(quiz) if quiz else None


def forget() -> None:
    """For tests."""
    _kept.clear()
