"""What would change for patients: the same answers through two editions, and what was reworded between them."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.bench import comparing
from quiz.bench.comparing import Change, compare, random_walk
from quiz.bench.proof import prove
from quiz.walking import walk
from tests.quiz.drawn import quizzes
from tests.quiz.exhaustive import picks
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
FIRST, SECOND, THIRD = supports(MILD), supports(MILD), supports(MILD)
STIFF = say("stiff", FIRST, SECOND)
PUBLISHED = quiz(
    ask("where", STIFF, say("weak", supports(SPACER), supports(SPACER)), say("fine")),
    ask("tried", say("rest", FIRST, THIRD), say("nothing"), kind=SEVERAL),
    treatments=[MILD, SPACER],
)


CARD = f"Emergency card: {BREATH.text}"


def difference(after, before=PUBLISHED):
    return compare(before, after, (prove(before), prove(after)))


def changes_for(found, *answers):
    return [each for each in found.examples if each.answers == list(answers)]


def test_a_copy_changes_nothing():
    found = difference(replace(PUBLISHED, edition=2, title="Another title"))

    assert found.compared > 2 * comparing.RANDOM_WALKS
    assert (found.changed, found.examples) == (0, [])
    assert [part.name for part in found.parts] == ["The quiz as a whole"]
    assert found.gained == found.lost == Counter()


def test_a_reason_taken_away_shows_as_lost_with_an_example_in_words():
    found = difference(with_choice(PUBLISHED, "where", replace(STIFF, reasons=(FIRST,))))

    assert found.changed == found.lost["MILD"] > 0
    assert (set(found.lost), set(found.gained)) == ({"MILD"}, {"Nothing fits"})
    assert changes_for(found, "I say stiff")[0] == Change(["I say stiff"], before="MILD", after="Nothing fits")


def test_a_reason_added_shows_as_gained():
    found = difference(with_choice(PUBLISHED, "where", say("fine", supports(SPACER), supports(SPACER))))

    assert found.changed == found.gained["Spacer"] > 0
    assert set(found.lost) == {"Nothing fits"}


def test_a_new_reason_against_shows_as_lost():
    found = difference(with_choice(PUBLISHED, "tried", say("nothing", opposes(MILD, rules_out=True))))

    assert (found.changed > 0, set(found.lost), set(found.gained)) == (
        True,
        {"MILD"},
        {"Left out: MILD", "Nothing fits"},
    )


def test_an_answer_that_became_an_emergency_shows_the_card():
    found = difference(with_choice(PUBLISHED, "where", replace(STIFF, red_flag=BREATH)))

    assert Change(["I say stiff"], before="MILD", after=CARD) in found.examples
    assert (found.gained[CARD] > 0, found.lost["MILD"] > 0) == (True, True)


def test_an_emergency_that_is_none_any_more_shows_the_card_as_lost():
    before = with_choice(PUBLISHED, "where", replace(STIFF, red_flag=BREATH))

    found = difference(PUBLISHED, before=before)

    assert found.lost[CARD] > 0
    assert Change(["I say stiff"], before=CARD, after="MILD") in found.examples


def test_another_order_of_the_same_suggestions_is_a_change():
    before = quiz(
        ask("a", say("x", *(supports(each) for each in (MILD, SPACER) for _twice in range(2)))),
        treatments=[MILD, SPACER],
    )
    named = {MILD.pk: replace(MILD, rank=SPACER.rank + 1), SPACER.pk: SPACER}

    found = difference(replace(before, treatments=named), before=before)

    assert found.examples[0] == Change(["I say x"], before="MILD; Spacer", after="Spacer; MILD")
    assert found.gained == found.lost == Counter()


def test_an_answer_that_is_gone_counts_as_not_sure():
    found = difference(without_choice(PUBLISHED, "where", "weak"))

    assert set(found.lost) == {"Spacer"}
    assert Change(["I say weak"], before="Spacer", after="Nothing fits") in found.examples


def test_a_question_that_takes_one_answer_now_hears_the_first_only():
    before = quiz(ask("a", say("x", FIRST), say("y", SECOND), kind=SEVERAL), treatments=[MILD])
    after = quiz(ask("a", say("x", FIRST), say("y", SECOND)), ask("b", STIFF), treatments=[MILD])

    found = difference(after, before=before)

    assert Change(["I say x", "I say y"], before="MILD", after="Nothing fits") in found.examples


def test_what_two_answers_only_suggest_together_is_compared_even_without_chance(monkeypatch):
    monkeypatch.setattr(comparing, "RANDOM_WALKS", 0)
    before = quiz(ask("a", say("x", FIRST)), ask("b", say("y", SECOND)), ask("c", STIFF), treatments=[MILD])
    after = with_choice(before, "b", say("y", THIRD, opposes(MILD)))

    found = difference(after, before=before)

    assert Change(["I say x", "I say y"], before="MILD", after="Nothing fits; Left out: MILD") in found.examples


def test_no_more_examples_are_told_than_wanted():
    after = with_choice(PUBLISHED, "where", replace(STIFF, reasons=(FIRST,)))

    found = compare(PUBLISHED, after, (prove(PUBLISHED), prove(after)), most_examples=2)

    assert len(found.examples) == 2 < found.changed


def test_the_same_editions_are_always_compared_by_the_same_answers():
    after = with_choice(PUBLISHED, "where", replace(STIFF, reasons=(FIRST,)))

    assert difference(after) == difference(after)


# --- Any two editions -------------------------------------------------------------------------------------------------


@given(quizzes(), st.randoms(use_true_random=False))
def test_answers_drawn_by_chance_can_be_given_and_come_to_the_end(script, rng):
    said = random_walk(script, rng)

    way = walk(script, said)
    assert way.is_complete
    assert way.keys == list(said)
    assert all(set(picked) in [set(each) for each in picks(script.questions[key])] for key, picked in said.items())


def test_answers_drawn_by_chance_seldom_are_an_emergency_but_some_are():
    script = quiz(ask("a", say("bad", red_flag=BREATH), say("fine")))
    rng = random.Random(1)

    drawn = [random_walk(script, rng)["a"] for _number in range(2000)]

    assert 0 < drawn.count(("bad",)) < 200


@pytest.fixture(scope="module")
def few_walks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparing, "RANDOM_WALKS", 15)
        yield


@settings(max_examples=60)
@given(quizzes(), quizzes())
def test_what_one_edition_gains_over_the_other_the_other_loses(few_walks, one, other):
    proofs = prove(one), prove(other)
    assume(not any("leads back" in fault.sentence for proof in proofs for fault in proof.faults))

    there, back = compare(one, other, proofs), compare(other, one, proofs[::-1])

    assert (there.compared, there.changed) == (back.compared, back.changed)
    assert (there.gained, there.lost) == (back.lost, back.gained)


@settings(max_examples=60)
@given(quizzes())
def test_no_edition_differs_from_itself(few_walks, script):
    proof = prove(script)

    assert compare(script, script, (proof, proof)).changed == 0
