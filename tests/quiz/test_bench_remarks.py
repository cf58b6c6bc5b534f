"""What the test bench tells staff to think about, and lets pass: what has no effect, what nobody is asked about."""

from dataclasses import replace

import pytest

from quiz.bench.proof import prove
from tests.quiz.scripts import BREATH, ask, flag, opposes, quiz, say, supports, treatment


@pytest.fixture
def mild():
    return treatment("MILD")


def test_a_line_against_that_nobody_is_asked_about_is_something_to_think_about(mild):
    asked_about, forgotten = opposes(mild), opposes(mild)
    lines = tuple((line.pk, line.text) for line in (asked_about, forgotten))
    named = replace(mild, lines_against=lines)

    proof = prove(quiz(ask("a", say("x", supports(mild), supports(mild)), say("y", asked_about)), treatments=[named]))

    assert proof.is_passed
    assert proof.remarks == [f"Nobody is asked about a reason against MILD: “{forgotten.text}”"]


@pytest.mark.parametrize(("count", "remarks"), [(29, 0), (30, 1)])
def test_a_question_with_more_than_thirty_answers_is_something_to_think_about(count, remarks):
    proof = prove(quiz(ask("a", *(say(f"x{number}") for number in range(count)))))

    assert proof.remarks == ["The question “What about a?” has 31 answers. That is much to read."] * remarks
    assert proof.is_passed


def remarks(*questions, **edition):
    return prove(quiz(*questions, **edition)).remarks


@pytest.mark.parametrize("dead", [{"advice": "Call us."}, {"leads_to": "c"}])
def test_what_an_emergency_says_besides_has_no_effect(dead):
    asked = ask("a", say("x")), ask("b", say("bad", red_flag=BREATH, **dead)), ask("c", say("y"))

    assert remarks(*asked) == ["“I say bad” is an emergency: its advice, reasons and next question have no effect."]


def test_a_reason_tied_to_an_emergency_has_no_effect(mild):
    lines = supports(mild), supports(mild)
    (remark,) = remarks(ask("a", say("x", *lines), say("bad", lines[0], red_flag=BREATH)), treatments=[mild])

    assert "“I say bad” is an emergency" in remark


def test_a_place_without_a_drawing_has_no_effect():
    assert remarks(ask("a", say("neck", region="neck"))) == [
        "“I say neck” has a place, but the question “What about a?” has no drawing."
    ]


def test_two_questions_with_the_same_words_are_something_to_think_about():
    asked = [replace(ask(key, say("x")), text=text) for key, text in zip("abc", ("Why?", " why?", "How?"), strict=True)]

    assert remarks(*asked) == ["2 questions have the same words: “Why?”"]


def test_an_emergency_that_some_are_not_asked_about_is_told_with_how_many():
    first = ask("a", say("on"), say("over", leads_to="c"), say("round", leads_to="c"), say("past", leads_to="d"))
    asked = first, ask("b", say("x")), ask("c", say("bad", red_flag=BREATH)), ask("d", say("y"))

    assert remarks(*asked) == [
        "On 1 of 3 ways no question asks about “You have trouble breathing” again, after the first step."
    ]


def test_an_emergency_that_each_way_asks_about_in_a_question_of_its_own_is_no_remark():
    first = ask("a", say("on", leads_to="b"), say("round", leads_to="c"))
    bad = [ask(key, say(f"bad {key}", red_flag=BREATH)) for key in "bc"]

    assert remarks(first, bad[0], bad[1]) == []


def test_an_emergency_that_all_are_asked_about_or_that_the_first_step_does_not_name_is_no_remark():
    assert remarks(ask("a", say("bad", red_flag=BREATH)), ask("b", say("x"))) == []
    first = ask("a", say("on"), say("over", leads_to="c"))
    assert remarks(first, ask("b", say("bad", red_flag=flag())), ask("c", say("x"))) == []
