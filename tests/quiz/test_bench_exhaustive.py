"""The test bench against small quizzes taken in every possible way: it says neither too much nor too little."""

from math import log10

from hypothesis import assume, event, given, settings

from quiz.bench.proof import prove
from quiz.scoring import outcome_of
from quiz.walking import walk
from tests.quiz.drawn import quizzes
from tests.quiz.exhaustive import loops_from, reached, suggested, takings
from tests.quiz.scripts import UNSURE

LOOP = "leads back to"


def proven(script):
    """The proof of a quiz that ends."""
    proof = prove(script)
    assume(not any(LOOP in fault.sentence for fault in proof.faults))
    return proof


@given(quizzes(loops=True))
def test_a_quiz_is_said_to_loop_when_somebody_could_be_asked_twice(script):
    says_so = any(LOOP in fault.sentence for fault in prove(script).faults)

    assert says_so == any(loops_from(script, key) for key in script.questions)


@given(quizzes(loops=True))
def test_the_questions_nobody_can_come_to_are_named(script):
    proof = proven(script)

    named = {fault.question for fault in proof.faults if "lead to the question" in fault.sentence}
    assert named == set(script.questions) - reached(script)


@given(quizzes(loops=True))
def test_an_emergency_is_reached_where_its_question_is(script):
    proof = proven(script)

    flagged = {
        f"{key}/{choice.key}": key in reached(script)
        for key, asked in script.questions.items()
        for choice in asked.choices.values()
        if choice.red_flag
    }
    assert proof.flags == flagged


@settings(max_examples=200)
@given(quizzes(most_treatments=5))
def test_every_example_can_be_given_and_suggests_its_treatment(script):
    proof = prove(script)

    for pk, said in proof.examples.items():
        way = walk(script, said)
        assert said in list(takings(script, script.first))
        assert pk in {option.treatment.pk for option in outcome_of(script, way.choices).options}


@settings(max_examples=200)
@given(quizzes(most_treatments=5))
def test_a_treatment_that_no_answers_suggest_is_always_a_fault(script):
    possible = suggested(script)

    faults = map(str, prove(script).faults)
    named = {fault for fault in faults if fault.startswith("We found no answers that suggest")}

    impossible = [named.title for pk, named in script.treatments.items() if pk not in possible]
    assert {f"We found no answers that suggest {title}." for title in impossible} <= named


@settings(max_examples=200)
@given(quizzes(against=False))
def test_where_nothing_speaks_against_three_treatments_none_is_missed(script):
    possible = suggested(script)

    found = set(prove(script).examples)

    event(f"{len(possible)} of {len(script.treatments)} can be suggested")
    assert found == possible


@given(quizzes(loops=True))
def test_the_figures_are_those_of_all_ways(script):
    figures = proven(script).figures

    sets = list(takings(script, script.first))
    ways = {tuple(said) for said in sets}
    assert figures["different ways"] == str(len(ways))
    assert figures["questions on the longest way"] == str(max(map(len, ways)))
    assert figures["questions on the shortest way"] == str(min(map(len, ways)))
    assert figures["different sets of answers"] == f"about 10 to the power of {int(log10(len(sets)))}"


@given(quizzes())
def test_what_can_still_come_is_counted_from_every_question(script):
    longest = {key: max(len(said) for said in takings(script, key)) for key in script.questions}

    assert script.longest_from == {"": 0, **longest}


@given(quizzes(loops=True))
def test_who_is_not_sure_of_anything_comes_to_the_end_of_every_proven_quiz(script):
    proven(script)

    way = walk(script, {key: (UNSURE.key,) for key in script.questions})

    assert way.is_complete
    assert outcome_of(script, way.choices).options == []
