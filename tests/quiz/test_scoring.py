"""From answers to suggestions: what counts, what does not, and in which order."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.scoring import MOST_OPTIONS, outcome_of
from quiz.walking import walk
from tests.quiz.drawn import answered, with_reasons
from tests.quiz.scripts import opposes, quiz, say, supports, treatment


@pytest.fixture
def mild():
    return treatment("MILD", rank=1)


@pytest.fixture
def spacer():
    return treatment("Spacer", rank=2)


def said(*choices, of):
    return outcome_of(quiz(treatments=of), list(choices))


def titles(options):
    return [option.treatment.title for option in options]


def for_times(named, times):
    return [supports(named) for _number in range(times)]


def test_nothing_said_suggests_nothing(mild):
    outcome = said(of=[mild])

    assert (outcome.options, outcome.left_out) == ([], [])


def test_two_reasons_for_it_suggest_a_treatment(mild):
    outcome = said(say("one", supports(mild)), say("two", supports(mild)), of=[mild])

    assert titles(outcome.options) == ["MILD"]


def test_one_reason_alone_suggests_nothing_and_leaves_nothing_out(mild):
    outcome = said(say("one", supports(mild)), of=[mild])

    assert (outcome.options, outcome.left_out) == ([], [])


def test_one_answer_can_give_both_reasons(mild):
    assert titles(said(say("both", *for_times(mild, 2)), of=[mild]).options) == ["MILD"]


def test_the_same_line_counts_once_however_often_it_is_said(mild):
    line = supports(mild)

    outcome = said(say("one", line), say("two", line), say("three", line), of=[mild])

    assert outcome.options == []


def test_a_line_that_counts_once_is_shown_with_the_answer_that_came_first(mild):
    line = supports(mild)
    first = say("first", line)

    (option,) = said(first, say("second", line, supports(mild)), of=[mild]).options

    assert option.reasons_for[0].said == first
    assert len(option.reasons_for) == 2


def test_a_line_against_counts_once_too(mild):
    line = opposes(mild)

    outcome = said(say("for", *for_times(mild, 3)), say("one", line), say("two", line), of=[mild])

    assert titles(outcome.options) == ["MILD"]


def test_a_reason_against_weighs_as_much_as_two_for(mild):
    against = say("against", opposes(mild))

    two, three = (said(say("for", *for_times(mild, times)), against, of=[mild]) for times in (2, 3))

    assert (titles(two.options), titles(two.left_out)) == ([], ["MILD"])
    assert (titles(three.options), titles(three.left_out)) == (["MILD"], [])


def test_what_rules_a_treatment_out_wins_over_everything(mild):
    outcome = said(say("for", *for_times(mild, 30)), say("never", opposes(mild, rules_out=True)), of=[mild])

    assert (titles(outcome.options), titles(outcome.left_out)) == ([], ["MILD"])


def test_what_rules_one_treatment_out_leaves_another_alone(mild, spacer):
    never = say("never", opposes(mild, rules_out=True))

    outcome = said(say("for", *for_times(mild, 2), *for_times(spacer, 2)), never, of=[mild, spacer])

    assert (titles(outcome.options), titles(outcome.left_out)) == (["Spacer"], ["MILD"])


def test_a_treatment_only_spoken_against_is_not_mentioned(mild):
    outcome = said(say("never", opposes(mild, rules_out=True)), say("for", supports(mild)), of=[mild])

    assert (outcome.options, outcome.left_out) == ([], [])


def test_the_better_supported_comes_first(mild, spacer):
    outcome = said(say("for", *for_times(mild, 2), *for_times(spacer, 3)), of=[mild, spacer])

    assert titles(outcome.options) == ["Spacer", "MILD"]


def test_among_equals_the_one_with_less_against_it_comes_first(mild, spacer):
    choices = say("for", *for_times(mild, 4), *for_times(spacer, 2)), say("against", opposes(mild))

    assert titles(said(*choices, of=[mild, spacer]).options) == ["Spacer", "MILD"]


def test_among_equals_the_smaller_procedure_comes_first_whatever_was_said_first(mild, spacer):
    choices = say("spacer", *for_times(spacer, 2)), say("mild", *for_times(mild, 2))

    assert titles(said(*choices, of=[spacer, mild]).options) == ["MILD", "Spacer"]


def test_among_equals_the_one_with_fewer_lines_against_it_comes_first_wherever_it_stands_in_the_list():
    spacer, mild = treatment("Spacer", rank=1, against=3), treatment("MILD", rank=2, against=2)
    choices = say("spacer", *for_times(spacer, 2)), say("mild", *for_times(mild, 2))

    assert titles(said(*choices, of=[spacer, mild]).options) == ["MILD", "Spacer"]


def test_the_three_best_are_suggested_and_the_fourth_is_not_said_to_be_left_out():
    named = [treatment(f"T{rank}", rank=rank) for rank in range(4)]

    outcome = said(*(say(each.slug, *for_times(each, 2)) for each in named), of=named)

    assert titles(outcome.options) == ["T0", "T1", "T2"]
    assert outcome.left_out == []


def test_no_more_than_three_are_said_to_be_left_out():
    named = [treatment(f"T{rank}", rank=rank) for rank in range(5)]

    outcome = said(*(say(each.slug, *for_times(each, 2), opposes(each)) for each in named), of=named)

    assert titles(outcome.left_out) == ["T0", "T1", "T2"]


def test_a_treatment_left_out_makes_room_for_the_fourth():
    named = [treatment(f"T{rank}", rank=rank) for rank in range(4)]
    choices = [say(each.slug, *for_times(each, 2)) for each in named]

    outcome = said(*choices, say("never", opposes(named[0], rules_out=True)), of=named)

    assert titles(outcome.options) == ["T1", "T2", "T3"]


# --- Whatever is answered ---------------------------------------------------------------------------------------------

FIVE = {"most_treatments": 5}


def outcome_for(script, answers):
    return outcome_of(script, walk(script, answers).choices)


def place(outcome, pk):
    """The place of a treatment among the suggestions; the end when it is none."""
    pks = [option.treatment.pk for option in outcome.options]
    return pks.index(pk) if pk in pks else MOST_OPTIONS


@given(answered(**FIVE))
def test_there_are_never_more_than_three_suggestions_and_each_has_two_reasons(drawn):
    outcome = outcome_for(*drawn)

    assert len(outcome.options) <= 3
    assert len(outcome.left_out) <= 3
    assert all(len({because.reason.pk for because in option.reasons_for}) >= 2 for option in outcome.options)


@given(answered(**FIVE))
def test_a_treatment_that_was_ruled_out_is_never_suggested(drawn):
    script, said = drawn

    spoken = [reason for choice in walk(script, said).choices for reason in choice.reasons]
    ruled_out = {reason.treatment for reason in spoken if reason.rules_out}
    assert not ruled_out & {option.treatment.pk for option in outcome_for(script, said).options}


@given(answered(**FIVE))
def test_nothing_is_both_suggested_and_left_out(drawn):
    outcome = outcome_for(*drawn)

    suggested = {option.treatment.pk for option in outcome.options}
    assert not suggested & {option.treatment.pk for option in outcome.left_out}


@given(answered(**FIVE), st.data())
def test_one_more_reason_against_never_lifts_a_treatment(drawn, data):
    script, said = drawn
    way = walk(script, said)
    assume(way.choices)
    step = data.draw(st.sampled_from([step for step in way.steps if step.choices]))
    choice = data.draw(st.sampled_from(step.choices))
    named = data.draw(st.sampled_from(list(script.treatments.values())))

    after = with_reasons(script, step.asked.key, choice.key, opposes(named))

    assert place(outcome_for(after, said), named.pk) >= place(outcome_for(script, said), named.pk)


@given(answered(**FIVE), st.data())
def test_answers_off_the_way_never_change_the_outcome(drawn, data):
    script, said = drawn
    way = walk(script, said)
    off = [key for key in script.questions if key not in way.keys and key != way.next]
    other = {key: (data.draw(st.sampled_from(list(script.questions[key].choices))),) for key in off}

    before, after = outcome_for(script, said), outcome_for(script, {**said, **other})

    assert before == after


@given(answered(**FIVE), st.randoms())
def test_the_order_in_which_answers_are_ticked_never_changes_what_is_suggested(drawn, chance):
    script, said = drawn
    shuffled = {key: tuple(chance.sample(picked, len(picked))) for key, picked in said.items()}

    before, after = outcome_for(script, said), outcome_for(script, shuffled)

    assert titles(before.options) == titles(after.options)
    assert titles(before.left_out) == titles(after.left_out)


@given(answered(**FIVE))
def test_the_name_of_a_treatment_never_decides_its_place(drawn):
    script, said = drawn
    renamed = replace(
        script, treatments={pk: replace(named, title=f"A{9 - pk}") for pk, named in script.treatments.items()}
    )

    before, after = outcome_for(script, said), outcome_for(renamed, said)

    assert [option.treatment.pk for option in before.options] == [option.treatment.pk for option in after.options]
