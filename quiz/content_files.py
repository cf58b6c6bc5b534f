"""Reads the sample quiz from quiz/content/quiz.toml."""

from pathlib import Path

import reversion
from django.db import transaction

from publishing.content_files import read, save_checked
from quiz.models import Answer, Question, Quiz
from quiz.services import NotReady, publish
from treatments.models import CandidacyRow, RedFlag

FILE = Path(__file__).parent / "content" / "quiz.toml"
ALONE = {meaning.value: meaning for meaning in (Answer.Meaning.NONE, Answer.Meaning.NOT_SURE)}
PLAIN = ("key", "text", "hint", "advice", "region")


@transaction.atomic
def load_quiz() -> dict[str, int]:
    """Adds the sample quiz when there is no quiz at all, as one revision, and publishes it when it passes its checks.

    Returns the numbers of quizzes added and published. Where staff have reworded a treatment's list, the answer that
    spoke for the old words speaks for nothing.
    """
    if Quiz.objects.exists():
        return {"pain quizzes": 0}
    data = read(FILE)
    with reversion.create_revision():
        quiz = _add(data)
    wanted = {answer["red_flag"] for asked in data["questions"] for answer in asked["answers"] if "red_flag" in answer}
    try:
        if wanted - {flag.text for flag in RedFlag.objects.all()}:
            raise NotReady(None)  # an emergency would not be noticed
        publish(quiz)
    except NotReady:
        return {"pain quizzes (as a draft, because treatments or red flags were changed here)": 1}
    return {"pain quizzes": 1}


def _add(data: dict) -> Quiz:
    quiz = save_checked(Quiz(**{name: data[name] for name in ("title", "lead", "not_a_diagnosis")}))
    questions = {}
    for position, asked in enumerate(data["questions"], start=1):
        plain = {name: asked[name] for name in ("key", "text", "hint", "kind") if name in asked}
        questions[asked["key"]] = save_checked(Question(quiz=quiz, position=position, **plain))
    rows = {(row.treatment.slug, row.text): row for row in CandidacyRow.objects.select_related("treatment")}
    flags = {flag.text: flag for flag in RedFlag.objects.all()}
    for asked in data["questions"]:
        for position, answer in enumerate(asked["answers"], start=1):
            _add_answer(questions, asked["key"], position, answer, rows, flags)
    return quiz


def _add_answer(questions: dict, key: str, position: int, data: dict, rows: dict, flags: dict) -> None:
    answer = save_checked(
        Answer(
            question=questions[key],
            position=position,
            meaning=ALONE.get(data["key"], Answer.Meaning.SOMETHING),
            next_question=questions.get(data.get("next")),
            red_flag=flags.get(data.get("red_flag")),
            **{name: data[name] for name in PLAIN if name in data},
        )
    )
    wanted = (rows.get((tie["treatment"], tie["row"])) for tie in data.get("supports", ()))
    answer.reasons.set(filter(None, wanted))
