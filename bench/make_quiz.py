"""`python -m bench.make_quiz 506`: a quiz of so many questions and treatments, and what a patient posts in it.

Prints JSON: the seconds of the proof, and for each kind of step its form as it is posted and its number of queries.
The first question leads into one of many ways of eight, and all end in the last question: a patient answers ten.
"""

import json
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402 - Django has to know its settings first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.page import PAGE  # noqa: E402
from publishing.content_version import clock  # noqa: E402
from quiz.models import Answer, Question, Quiz  # noqa: E402
from quiz.services import publish  # noqa: E402
from quiz.state import State  # noqa: E402
from treatments.models import CandidacyRow, Treatment  # noqa: E402

WAY = 8
ADDRESS = "/pain-quiz/"


def treatments(number: int) -> list[list[CandidacyRow]]:
    """So many public treatments and no others, each with two lines that speak for it."""
    model = Treatment.objects.get(slug=PAGE.split("/")[2])
    return [lines_of(model, each) for each in range(number)]


def lines_of(model: Treatment, number: int) -> list[CandidacyRow]:
    treatment = Treatment.objects.create(
        slug=f"bench-{number}",
        title=f"Treatment {number}",
        short_title=f"T {number}",
        group=model.group,
        summary=model.summary,
        publish_from=timezone.now(),
    )
    treatment.risks.create(frequency="common", text="Soreness")
    treatment.urgency_cards.create(urgency="today", signs="you have a fever")
    return [treatment.candidacy_rows.create(kind="could", text=f"you {verb}") for verb in ("ache", "hurt")]


def quiz(number: int) -> Quiz:
    """Published and proven."""
    Quiz.objects.all().delete()
    Treatment.objects.update(publish_from=None)
    lines = treatments(number)
    made = Quiz.objects.create(title="Bench", lead="Bench", not_a_diagnosis="Bench")
    questions = [question(made, each) for each in range(number)]
    for place, (asked, speaking) in enumerate(zip(questions, lines, strict=True)):
        if place == 0:
            for way, start in enumerate(questions[1:-1:WAY]):
                answer(asked, f"way-{way}", start, lines[0] if way == 0 else [])
        else:
            ends = questions[-1] if asked.kind == "one" and place < number - 1 else None
            answer(asked, "both", ends, speaking)
            answer(asked, "one", ends, speaking[:1])
            answer(asked, "none", ends, [], meaning="none")
        answer(
            asked, "not-sure", questions[-1] if asked.kind == "one" and 0 < place < number - 1 else None, [], "not-sure"
        )
    return made


def question(made: Quiz, place: int) -> Question:
    """The first one and the last of each way lead elsewhere, so they take one answer."""
    leads_on = place == 0 or place % WAY == 0
    kind = "one" if leads_on else "several"
    return Question.objects.create(quiz=made, key=f"q{place}", text=f"Question {place}?", kind=kind, position=place)


def answer(asked: Question, key: str, leads_to: Question | None, lines: list, meaning: str = "something"):
    made = Answer.objects.create(
        question=asked, key=key, text=f"Answer {key}", next_question=leads_to, meaning=meaning,
        position=asked.answers.count(),
    )  # fmt: skip
    made.reasons.set(lines)


def steps(edition: int, number: int) -> dict[str, dict]:
    """What is posted to get a question, and to get the result."""
    way = {"q0": ("way-0",), **{f"q{place}": ("both",) for place in range(1, WAY + 1)}, f"q{number - 1}": ("both",)}
    early = {"q0": way["q0"], "q1": way["q1"]}
    return {
        "a question": {"state": State(edition, early, "q2").sealed, "answer": "both", "go": "next"},
        "the result": {"state": State(edition, way, f"q{number - 1}").sealed, "answer": "both", "go": "next"},
    }


def queries(form: dict) -> int:
    """Of the second time, when the quiz is in memory; without looks at the content version."""
    client = Client(headers={"host": "localhost"})
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            response = client.post(ADDRESS, form)
        assert response.status_code == 200
    return len(captured)


def main(number: int):
    made = quiz(number)
    began = time.perf_counter()
    publish(made)
    proof = time.perf_counter() - began
    clock.seconds_between_looks = float("inf")
    clock.forget()
    posted = steps(made.pk, number)
    counts = {kind: queries(form) for kind, form in posted.items()}
    print(json.dumps({"proof_seconds": round(proof, 2), "steps": posted, "queries": counts}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
