"""Editions that staff should look at: drafts to finish, and a published quiz that content has changed under."""

from quiz.bench.proof import prove
from quiz.current import current_script
from quiz.models import Quiz


def failing(quizzes) -> list[Quiz]:
    """The published quiz, when it would not pass its checks any more, such as after a treatment was added."""
    script = current_script()
    if script is None or prove(script).is_passed:
        return []
    return list(quizzes.filter(pk=script.edition))
