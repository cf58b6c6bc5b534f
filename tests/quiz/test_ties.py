"""A reason that an answer gained or lost is shown with answers to which it matters, where there are any."""

from dataclasses import replace

import pytest

from quiz.bench import comparing
from quiz.bench.comparing import Change, compare
from quiz.bench.proof import prove
from quiz.bench.ties import changed_ties
from tests.quiz.scripts import (
    BREATH,
    SEVERAL,
    ask,
    opposes,
    quiz,
    say,
    supports,
    treatment,
    with_choice,
    without_choice,
)

MILD, SPACER = treatment("MILD"), treatment("Spacer")
LEGS = say("legs", supports(MILD), supports(MILD))
PUBLISHED = quiz(
    ask("where", LEGS, say("back", supports(SPACER), supports(SPACER))),
    ask("tried", *(say(key, supports(MILD)) for key in ("rest", "pills", "shots")), say("ice"), kind=SEVERAL),
    ask("health", say("fever"), say("fine"), say("bad", red_flag=BREATH)),
    treatments=[MILD, SPACER],
)


def with_reason(key, picked, *reasons, script=PUBLISHED):
    """The same edition where one answer has these reasons too."""
    choice = script.questions[key].choices[picked]
    return with_choice(script, key, replace(choice, reasons=(*choice.reasons, *reasons)))


def places(before, after):
    return [(tie.key, tie.picked, tie.reason) for tie in changed_ties(before, after)]


# --- What was tied or taken away --------------------------------------------------------------------------------------


def test_reasons_that_came_and_went_are_ties_in_whichever_edition_has_them():
    line = opposes(MILD)
    after = with_reason("health", "fever", line)

    (came,), (went,) = changed_ties(PUBLISHED, after), changed_ties(after, PUBLISHED)

    assert came == went
    assert (came.key, came.picked, came.reason) == ("health", "fever", line)
    assert (came.script, came.without) == (after, PUBLISHED)


def test_an_answer_that_is_gone_takes_its_ties_with_it():
    assert places(PUBLISHED, without_choice(PUBLISHED, "where", "legs")) == [
        ("where", "legs", reason) for reason in LEGS.reasons
    ]


def test_words_are_no_tie_and_an_emergency_has_none():
    after = with_reason("health", "bad", opposes(MILD))

    assert places(PUBLISHED, after) == []
    assert places(PUBLISHED, with_choice(PUBLISHED, "where", replace(LEGS, text="My legs"))) == []


def test_a_tie_matters_to_answers_that_come_to_something_else_with_it():
    (tie,) = changed_ties(PUBLISHED, with_reason("health", "fever", opposes(MILD, rules_out=True)))

    assert tie.matters_to({"where": ("legs",), "health": ("fever",)})
    assert not tie.matters_to({"where": ("legs",), "health": ("fine",)})
    assert not tie.matters_to({"where": ("back",), "health": ("fever",)})


# --- Searched for by itself -------------------------------------------------------------------------------------------


@pytest.fixture
def only_the_search(monkeypatch):
    """No other answers are walked than those that are searched for a tie."""
    monkeypatch.setattr(comparing, "_walks", lambda *_editions: [])


def difference(after, before=PUBLISHED):
    return compare(before, after, (prove(before), prove(after)))


def test_the_fewest_answers_to_which_it_matters_are_shown(only_the_search):
    found = difference(with_reason("health", "fever", opposes(SPACER, rules_out=True)))

    answers = ["I say back", "I say fever"]
    assert found.examples == [Change(answers, before="Spacer", after="Nothing fits; Left out: Spacer")]


@pytest.mark.parametrize("line", [supports(MILD), opposes(MILD), opposes(MILD, rules_out=True), supports(SPACER)])
@pytest.mark.parametrize(
    ("key", "picked"), [("tried", "rest"), ("tried", "ice"), ("health", "fever"), ("where", "back")]
)
def test_a_line_that_came_or_went_is_found_wherever_it_can_matter(only_the_search, line, key, picked):
    after = with_reason(key, picked, line)

    came, went = difference(after), difference(PUBLISHED, before=after)

    assert (came.changed, went.changed) == (1, 1)
    assert f"I say {picked}" in came.examples[0].answers
    assert (came.examples[0].before, came.examples[0].after) == (went.examples[0].after, went.examples[0].before)


def test_each_of_two_ties_is_shown(only_the_search):
    after = with_reason("health", "fever", opposes(MILD, rules_out=True), opposes(SPACER, rules_out=True))

    assert {example.before for example in difference(after).examples} == {"MILD", "Spacer"}


def test_a_tie_that_other_answers_showed_is_not_searched_for():
    after = with_reason("where", "legs", opposes(MILD, rules_out=True))
    walked = [*comparing._walks(PUBLISHED, after, (prove(PUBLISHED), prove(after)))]

    assert difference(after).compared == len(walked)


def test_a_tie_that_can_never_matter_is_shown_with_nothing(only_the_search):
    hidden = treatment("Hidden")
    named = replace(PUBLISHED, treatments={**PUBLISHED.treatments, hidden.pk: hidden})

    found = compare(named, with_reason("health", "fever", opposes(hidden), script=named), (prove(named), prove(named)))

    assert (found.changed, found.examples) == (0, [])
