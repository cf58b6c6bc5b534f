"""The sample quiz is proven: it misses no treatment and no emergency."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from quiz.bench.proof import prove
from quiz.bench.report import Report
from quiz.bench.ways import Ways
from quiz.models import Quiz
from quiz.scoring import outcome_of
from quiz.script import script_of
from quiz.state import LONGEST, State, opened
from quiz.walking import walk
from tests.quiz.scripts import with_choice
from treatments.models import RedFlag, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def script(loaded_content, django_db_blocker):
    with django_db_blocker.unblock():
        return script_of(Quiz.objects.published().with_content().get())


@pytest.fixture(scope="module")
def proof(script):
    return prove(script)


def test_it_has_no_fault(proof):
    assert proof.faults == []


def test_one_wrong_answer_that_leads_back_is_the_only_fault_and_named_in_its_words(script):
    wrong = replace(script.questions["how-long"].choices["under-6-weeks"], leads_to="travels")

    (fault,) = prove(with_choice(script, "how-long", wrong)).faults

    assert str(fault) == (
        "“Less than six weeks” in “How long have you had this pain?” leads back to “Does the pain travel from there?”. "
        "Somebody could be asked for ever."
    )
    assert (fault.question, fault.answer) == ("how-long", "under-6-weeks")


def test_every_public_treatment_has_answers_that_really_suggest_it(script, proof):
    assert set(proof.examples) == set(Treatment.objects.published().values_list("pk", flat=True))
    for pk, said in proof.examples.items():
        way = walk(script, said)
        assert way.is_complete
        assert not way.red_flags
        assert pk in {option.treatment.pk for option in outcome_of(script, way.choices).options}


def test_the_answers_shown_for_each_treatment_suggest_it_with_not_sure_to_all_the_rest(script, proof):
    shown = dict(Report(script, proof).examples)

    assert set(shown) > {named.title for named in script.treatments.values()}
    for named in script.treatments.values():
        way = walk(script, answers_as_shown(script, shown[named.title]))
        assert way.is_complete
        assert named in [option.treatment for option in outcome_of(script, way.choices).options]


def answers_as_shown(script, words):
    """What somebody answers who follows the words of an example, and is not sure of anything else."""
    places = [place_of(script, word) for word in words]
    said = {key: tuple(picked for place, picked in places if place == key) for key in script.questions}
    return {key: said[key] or (asked.not_sure.key,) for key, asked in script.questions.items()}


def place_of(script, word):
    """The only answer with these words."""
    (place,) = [
        (key, choice.key)
        for key, asked in script.questions.items()
        for choice in asked.choices.values()
        if choice.text == word
    ]
    return place


def test_every_answer_that_is_an_emergency_was_reached_by_walking(script, proof):
    flagged = {
        f"{key}/{choice.key}": choice.red_flag
        for key, asked in script.questions.items()
        for choice in asked.choices.values()
        if choice.red_flag
    }

    assert proof.flags == dict.fromkeys(flagged, True)
    assert {"where/chest", "feel/sudden-weakness", "health/fever-and-back-pain"} <= set(flagged)
    for place, red_flag in flagged.items():
        key, picked = place.split("/")
        before = Ways(script).through_to(key)
        assert walk(script, {**before, key: (picked,)}).red_flags == [red_flag]


def test_the_first_step_asks_about_the_whole_shared_list(script):
    assert script.red_flags == tuple(RedFlag.objects.all())


def test_the_figures_are_those_of_the_file(script, proof):
    figures = proof.figures

    assert figures["questions"] == "12"
    assert int(figures["answers"]) == sum(len(asked.choices) for asked in script.questions.values()) > 100
    assert int(figures["reasons tied to answers"]) > 200
    assert 1 < int(figures["different ways"]) < 100
    assert int(figures["questions on the shortest way"]) < int(figures["questions on the longest way"]) <= 12


def test_nobody_who_names_an_infection_is_sent_to_a_shot_into_a_joint(script, proof):
    pk = next(pk for pk, named in script.treatments.items() if named.slug == "joint-injection")
    example = proof.examples[pk]

    answers = {**example, "health": ("infection",)}

    outcome = outcome_of(script, walk(script, answers).choices)
    assert pk not in {option.treatment.pk for option in outcome.options}
    assert pk in {option.treatment.pk for option in outcome.left_out}


def test_all_answers_at_once_fit_into_the_form(script):
    said = {
        key: tuple(asked.choices)[: None if asked.kind.takes_several else 1] for key, asked in script.questions.items()
    }
    state = State(script.edition, said, script.first)

    assert len(state.sealed) < LONGEST / 2
    assert opened(state.sealed, script)[0] == state


def test_the_proof_does_not_depend_on_the_language(script, proof):
    with override("de"):
        assert prove(script).examples == proof.examples


def test_proving_asks_no_database(script, django_assert_num_queries):
    with django_assert_num_queries(0):
        prove(script)
