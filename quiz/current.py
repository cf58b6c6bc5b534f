"""The quiz that patients take now, kept in this process until any content changes."""

from publishing.remembered import read_once
from quiz.models import Quiz
from quiz.script import Script, script_of


def current_script() -> Script | None:
    """The published edition; None when there is none. Asks the database only after content has changed.

    While the database does not answer, it is the one that was read last.
    """
    return read_once(published_script)


def published_script() -> Script | None:
    """Read from the database, in eight queries whatever the number of questions and treatments."""
    quiz = Quiz.objects.published().with_content().first()
    return script_of(quiz) if quiz else None
