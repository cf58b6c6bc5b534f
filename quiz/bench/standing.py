"""Editions that staff should look at: a published quiz that content has changed under."""

from django.db.models import QuerySet

from quiz.bench.proof import prove
from quiz.bench.remarks import unasked
from quiz.current import current_script
from quiz.models import Quiz


def failing(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """The published quiz, when it would not pass its checks any more, such as after a treatment was added."""
    script = current_script()
    if script is None or prove(script).is_passed:
        return quizzes.none()
    return quizzes.filter(pk=script.edition)


def asking_too_little(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """The published quiz, when no answer brings up a line that rules a public treatment out, such as a new one."""
    script = current_script()
    if script is None or not any(pk in named.ruling_out for named, pk, _line in unasked(script)):
        return quizzes.none()
    return quizzes.filter(pk=script.edition)
