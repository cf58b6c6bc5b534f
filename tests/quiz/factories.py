"""Makes quizzes for tests that pass their checks; every field can be changed by name."""

from django.utils import timezone

from quiz.models import Answer, Question, Quiz
from tests.factories import make_red_flag, numbers
from treatments.models import CandidacyRow, RedFlag, Treatment

SOMETHING, NONE, NOT_SURE = Answer.Meaning.SOMETHING, Answer.Meaning.NONE, Answer.Meaning.NOT_SURE


def make_quiz(*, questions: int = 2, status: str = "draft", **changes) -> Quiz:
    """An edition with that many questions q1, q2, …, each with the answers “yes” and “not-sure”."""
    if not RedFlag.objects.exists():
        make_red_flag()
    moment = None if status == "draft" else timezone.now()
    fields = {"title": "Pain quiz", "lead": "A few questions.", "not_a_diagnosis": "We cannot see you."}
    made = Quiz.objects.create(**{**fields, "status": status, "published_at": moment, **changes})
    for number in range(1, questions + 1):
        make_question(made, f"q{number}", position=number)
    return made


def make_question(quiz: Quiz, key: str, **changes) -> Question:
    """A question with the answers that each question needs."""
    fields = {"text": f"What about {key}?", "position": next(numbers)}
    question = Question.objects.create(quiz=quiz, key=key, **{**fields, **changes})
    make_answer(question, "yes", position=1)
    make_answer(question, "not-sure", text="I’m not sure", meaning=NOT_SURE, position=9)
    return question


def make_answer(question: Question, key: str, *, reasons=(), **changes) -> Answer:
    """One more answer."""
    fields = {"text": f"I say {key}", "position": 5}
    answer = Answer.objects.create(question=question, key=key, **{**fields, **changes})
    answer.reasons.set(reasons)
    return answer


def make_line(treatment: Treatment, kind: str = "could", **changes) -> CandidacyRow:
    """A line of a treatment's list: for it (“could”) or against it (“usually_not”)."""
    number = next(numbers)
    fields = {"text": f"you have sign {number}", "position": number}
    return CandidacyRow.objects.create(treatment=treatment, kind=kind, **{**fields, **changes})
