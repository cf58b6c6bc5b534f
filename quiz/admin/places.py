"""Where the desk speaks of an edition, a question or an answer, and what stands above each."""

from collections.abc import Iterable

from django.urls import reverse

from quiz.bench.fault import Fault
from quiz.models import Answer, Question, Quiz

LIST = "admin:quiz_quiz_changelist"


def edition_of(row: Quiz | Question | Answer) -> Quiz:
    """The edition that a row belongs to."""
    if isinstance(row, Quiz):
        return row
    return row.quiz if isinstance(row, Question) else row.question.quiz


def above(row: Question | Answer) -> list[Quiz | Question]:
    """What the row belongs to, the edition first."""
    return [row.quiz] if isinstance(row, Question) else [row.question.quiz, row.question]


def page_of(row: Quiz | Question | Answer) -> str:
    """Where it is changed, or looked at."""
    return reverse(f"admin:quiz_{row._meta.model_name}_change", args=[row.pk])


def bench_of(quiz: Quiz) -> str:
    """Where the test bench speaks of this edition."""
    return reverse("admin:quiz_quiz_bench", args=[quiz.pk])


def preview_of(quiz: Quiz) -> str:
    """Where staff take this edition as a patient would."""
    return reverse("admin:quiz_quiz_preview", args=[quiz.pk])


def where_to_mend(quiz: Quiz, faults: Iterable[Fault]) -> list[tuple[Fault, str]]:
    """Each fault with the page of the question or answer that it speaks of; empty where it speaks of neither."""
    places = {("", ""): ""}
    for question in quiz.questions.all():
        places[question.key, ""] = page_of(question)
        places |= {(question.key, answer.key): page_of(answer) for answer in question.answers.all()}
    return [(fault, places[fault.question, fault.answer]) for fault in faults]
