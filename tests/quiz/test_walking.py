"""The way through the quiz: each answer leads on, and what lies off the way does not count."""

import pytest
from hypothesis import given

from quiz.walking import walk
from tests.quiz.drawn import answered, quizzes
from tests.quiz.scripts import BREATH, SEVERAL, ask, flag, quiz, say

BRANCHING = quiz(
    ask("where", say("back"), say("knee", leads_to="joint")),
    ask("travels", say("leg"), say("stays")),
    ask("joint", say("swollen"), say("hot", red_flag=BREATH), kind=SEVERAL),
)


def keys(said, script=BRANCHING):
    return walk(script, said).keys


def test_the_first_question_comes_first():
    way = walk(BRANCHING, {})

    assert (way.keys, way.next, way.is_complete) == ([], "where", False)


def test_a_quiz_without_questions_is_at_its_end():
    way = walk(quiz(), {"where": ("back",)})

    assert (way.keys, way.is_complete) == ([], True)


def test_an_answer_goes_on_with_the_next_question_in_order():
    assert walk(BRANCHING, {"where": ("back",)}).next == "travels"


def test_an_answer_that_leads_away_passes_questions_over():
    assert walk(BRANCHING, {"where": ("knee",)}).next == "joint"


def test_the_way_ends_after_the_last_question():
    way = walk(BRANCHING, {"where": ("knee",), "joint": ("swollen",)})

    assert way.is_complete
    assert way.keys == ["where", "joint"]


def test_a_gap_stops_the_way():
    way = walk(BRANCHING, {"where": ("back",), "joint": ("swollen",)})

    assert (way.keys, way.next) == (["where"], "travels")


def test_an_answer_off_the_way_does_not_count():
    said = {"where": ("knee",), "travels": ("leg",), "joint": ("none",)}

    assert keys(said) == ["where", "joint"]


def test_an_emergency_off_the_way_does_not_count():
    script = quiz(
        ask("a", say("on", leads_to="c"), say("down")), ask("b", say("bad", red_flag=BREATH)), ask("c", say("x"))
    )

    assert walk(script, {"a": ("on",), "b": ("bad",)}).red_flags == []
    assert walk(script, {"a": ("down",), "b": ("bad",)}).red_flags == [BREATH]


def test_an_answer_the_question_does_not_have_is_a_mistake():
    with pytest.raises(KeyError):
        walk(BRANCHING, {"where": ("moon",)})


def test_a_loop_is_walked_once_only():
    script = quiz(ask("a", say("on")), ask("b", say("back", leads_to="a")))

    way = walk(script, {"a": ("on",), "b": ("back",)})

    assert (way.keys, way.next) == (["a", "b"], "a")
    assert not way.is_complete


def test_of_several_answers_the_first_that_leads_away_decides():
    script = quiz(
        ask("a", say("stay"), say("last", leads_to="c"), say("other", leads_to="b"), kind=SEVERAL),
        ask("b", say("x")),
        ask("c", say("x")),
    )

    assert walk(script, {"a": ("stay", "last", "other")}).next == "c"


def test_each_sign_of_an_emergency_is_told_once_and_the_first_question_named():
    weak = flag()
    script = quiz(
        ask("a", say("fine")),
        ask("b", say("breath", red_flag=BREATH), say("weak", red_flag=weak), kind=SEVERAL),
        ask("c", say("again", red_flag=BREATH)),
    )

    way = walk(script, {"a": ("fine",), "b": ("weak", "breath"), "c": ("again",)})

    assert way.red_flags == [weak, BREATH]
    assert way.flagged == "b"


def test_a_way_without_emergency_names_no_question():
    assert walk(BRANCHING, {"where": ("back",)}).flagged == ""


def test_each_question_knows_its_number_and_its_neighbours():
    way = walk(BRANCHING, {"where": ("back",), "travels": ("leg",)})

    assert [way.number_before(key) for key in ("where", "travels", "joint")] == [0, 1, 2]
    assert [way.before(key) for key in ("where", "travels", "joint")] == ["", "where", "travels"]
    assert [way.after(key) for key in ("where", "travels")] == ["travels", "joint"]


def test_after_the_last_question_comes_the_result():
    way = walk(BRANCHING, {"where": ("knee",), "joint": ("none",)})

    assert way.after("joint") == ""
    assert way.after("travels") == ""


@given(answered(loops=True))
def test_every_way_ends_and_asks_nothing_twice(drawn):
    script, said = drawn

    way = walk(script, said)

    assert len(way.keys) == len(set(way.keys)) <= len(script.questions)
    assert set(way.keys) <= set(said)
    assert way.next not in said or way.next in way.keys


@given(answered())
def test_a_way_in_a_quiz_without_loops_stops_only_where_an_answer_is_missing(drawn):
    script, said = drawn

    way = walk(script, said)

    assert way.is_complete or way.next not in said


@given(answered(loops=True))
def test_each_step_stands_where_the_one_before_led(drawn):
    script, said = drawn

    way = walk(script, said)

    led_to = [script.first, *(step.asked.next_after(said[step.asked.key]) for step in way.steps)]
    assert led_to == [*way.keys, way.next]


@given(answered(loops=True))
def test_answers_off_the_way_change_nothing(drawn):
    script, said = drawn
    way = walk(script, said)

    alone = walk(script, {key: said[key] for key in way.keys})

    assert alone == way


@given(quizzes(loops=True))
def test_counting_what_can_still_come_ends_even_in_a_loop(script):
    counts = script.longest_from

    assert set(counts) == {"", *script.questions}
    assert all(counts[key] >= 1 for key in script.questions)
