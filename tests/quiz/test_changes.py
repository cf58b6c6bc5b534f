"""Whatever differs between two editions is told in a sentence, and a line that rules out is missed on the walks too."""

import random
from dataclasses import replace

import pytest

from quiz.bench import comparing
from quiz.bench.changes import changed_parts
from quiz.bench.comparing import compare
from quiz.bench.outcomes import outcome_in_words
from quiz.bench.proof import prove
from quiz.models import Quiz
from quiz.script import Reason, script_of
from tests.quiz.scripts import (
    BREATH,
    ONE,
    PLACE,
    SEVERAL,
    ask,
    flag,
    opposes,
    quiz,
    say,
    supports,
    treatment,
    with_choice,
    without_choice,
)

MILD = treatment("MILD")
FOR, AGAINST, NEVER = supports(MILD), opposes(MILD), opposes(MILD, rules_out=True)
NECK = say("neck", FOR, supports(MILD), text="My neck", region="neck", hint="At the top.")
BAD = say("bad", text="Badly", red_flag=BREATH, advice="Call us today.")
PUBLISHED = quiz(
    ask("where", NECK, say("foot", text="My foot"), kind=PLACE),
    ask("tried", say("rest"), BAD),
    ask("last", say("x"), kind=SEVERAL),
    treatments=[MILD],
)
WEAK = flag("You have sudden weakness")


def told(after, before=PUBLISHED):
    return {part.name: part.changes for part in changed_parts(before, after)}


def asked(key, **changes):
    """The same edition with one question changed."""
    return replace(PUBLISHED, questions={**PUBLISHED.questions, key: replace(PUBLISHED.questions[key], **changes)})


def reordered(*keys):
    return replace(PUBLISHED, questions={key: PUBLISHED.questions[key] for key in keys})


def test_a_copy_differs_in_nothing():
    assert told(replace(PUBLISHED, edition=2)) == {}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reasons": (*NECK.reasons, AGAINST)}, f"Now a reason against MILD: “{AGAINST.text}”"),
        ({"reasons": (*NECK.reasons, NEVER)}, f"Now rules out MILD: “{NEVER.text}”"),
        ({"reasons": NECK.reasons[1:]}, f"No longer a reason for MILD: “{FOR.text}”"),
        ({"text": "50 % of my neck"}, "Words: “My neck” → “50 % of my neck”"),
        ({"hint": ""}, "Hint, gone: “At the top.”"),
        ({"advice": "Call us."}, "Advice, new: “Call us.”"),
        ({"region": ""}, "Place on the drawing, gone: “Back: neck”"),
        ({"region": "chest"}, "Place on the drawing: “Back: neck” → “Front: chest”"),
        ({"leads_to": "last"}, "Goes on with, new: “last”"),
        ({"red_flag": WEAK}, "Sign of an emergency, new: “You have sudden weakness”"),
        ({"meaning": "none"}, "Stands alone, new: “None of these”"),
    ],
)
def test_what_changed_about_an_answer_is_told(changes, sentence):
    after = with_choice(PUBLISHED, "where", replace(NECK, **changes))

    (found,) = told(after).values()
    assert found == [sentence]


def test_another_sign_behind_an_emergency_and_advice_taken_away_are_told():
    after = with_choice(PUBLISHED, "tried", replace(BAD, red_flag=WEAK, advice=""))

    assert told(after) == {
        "tried/bad: Badly": [
            "Advice, gone: “Call us today.”",
            f"Sign of an emergency: “{BREATH.text}” → “{WEAK.text}”",
        ]
    }


def test_a_line_that_no_longer_rules_out_is_told_as_both():
    before = with_choice(PUBLISHED, "tried", say("rest", NEVER))
    after = with_choice(PUBLISHED, "tried", say("rest", replace(NEVER, rules_out=False)))

    assert told(after, before) == {
        "tried/rest: I say rest": [
            f"Now a reason against MILD: “{NEVER.text}”",
            f"No longer rules out MILD: “{NEVER.text}”",
        ]
    }


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (asked("tried", text="What was tried?"), "Words: “What about tried?” → “What was tried?”"),
        (asked("tried", hint="Choose one."), "Hint, new: “Choose one.”"),
        (
            asked("where", kind=ONE),
            "Kind: “One place, on the drawing of the body or in the list” → “One answer”",
        ),
        (reordered("tried", "where", "last"), "Order of the questions: “where, tried, last” → “tried, where, last”"),
        (
            asked("tried", choices=dict(reversed(PUBLISHED.questions["tried"].choices.items()))),
            "Order of the answers: “rest, bad, not-sure” → “not-sure, bad, rest”",
        ),
        (replace(PUBLISHED, title="Quiz"), "Title: “Pain quiz” → “Quiz”"),
        (replace(PUBLISHED, lead="First."), "First words: “A few questions.” → “First.”"),
        (
            replace(PUBLISHED, not_a_diagnosis="It is one."),
            "What the quiz cannot know: “We cannot see you.” → “It is one.”",
        ),
    ],
)
def test_what_changed_about_a_question_or_the_whole_is_told(after, sentence):
    (found,) = told(after).values()
    assert found == [sentence]


def test_a_question_that_came_is_told_with_its_answers_and_what_they_say():
    after = quiz(*PUBLISHED.questions.values(), ask("sleep", say("badly", AGAINST)), treatments=[MILD])

    assert told(after) == {
        "sleep: What about sleep?": [
            "This question is new. It stands after “What about last?”.",
            "Kind, new: “One answer”",
        ],
        "sleep/badly: I say badly": [
            "This answer is new.",
            f"Now a reason against MILD: “{AGAINST.text}”",
        ],
        "sleep/not-sure: I’m not sure": ["This answer is new.", "Stands alone, new: “I’m not sure”"],
    }


def test_where_a_question_that_came_stands_is_told():
    where, *others = PUBLISHED.questions.values()
    first, second = ask("sleep", say("badly")), ask("walk", say("far"))

    found = told(quiz(first, where, second, *others, treatments=[MILD]))

    assert found["sleep: What about sleep?"][0] == "This question is new. It is the first."
    assert found["walk: What about walk?"][0] == "This question is new. It stands after “What about where?”."
    assert "The quiz as a whole" not in found


def test_a_question_that_went_is_told():
    _gone, *kept = PUBLISHED.questions.values()

    assert told(quiz(*kept, treatments=[MILD]))["where: What about where?"][0] == "This question is gone."


def test_an_answer_that_went_is_told_with_what_it_said():
    before = with_choice(PUBLISHED, "tried", say("rest", NEVER))

    found = told(without_choice(before, "tried", "rest"), before)["tried/rest: I say rest"]

    assert found[0] == "This answer is gone."
    assert found[-1] == f"No longer rules out MILD: “{NEVER.text}”"


# --- The same answers through both ------------------------------------------------------------------------------------


@pytest.fixture
def no_chance(monkeypatch):
    monkeypatch.setattr(comparing, "RANDOM_WALKS", 0)


def difference(before, after):
    return compare(before, after, (prove(before), prove(after)))


def test_advice_taken_away_is_another_outcome(no_chance):
    before = with_choice(PUBLISHED, "tried", say("rest", advice="Call us today."))

    found = difference(before, PUBLISHED)

    assert found.lost["Advice: Call us today."] == found.changed > 0


def test_another_sign_of_an_emergency_is_another_outcome(no_chance):
    found = difference(PUBLISHED, with_choice(PUBLISHED, "tried", replace(BAD, red_flag=WEAK)))

    assert found.lost[f"Emergency card: {BREATH.text}"] == found.gained[f"Emergency card: {WEAK.text}"] > 0


def test_a_treatment_named_as_left_out_and_then_not_at_all_is_another_outcome(no_chance):
    lines = supports(MILD), supports(MILD)
    before = with_choice(PUBLISHED, "where", say("foot", *lines, NEVER))

    found = difference(before, with_choice(PUBLISHED, "where", say("foot", lines[0], NEVER)))

    assert found.lost["Left out: MILD"] > 0


def test_an_edition_that_cannot_be_walked_is_still_told_part_by_part():
    after = with_choice(PUBLISHED, "last", say("x", leads_to="where"))

    found = difference(PUBLISHED, after)

    assert (found.compared, [part.changes for part in found.parts]) == (0, [["Goes on with, new: “where”"]])


# --- The demo quiz ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(loaded_content, django_db_blocker):
    with django_db_blocker.unblock():
        return script_of(Quiz.objects.published().with_content().get())


def without(script, key, choice, reason):
    kept = tuple(each for each in choice.reasons if each != reason)
    return with_choice(script, key, replace(choice, reasons=kept))


def ties(script):
    for key, asked in script.questions.items():
        for choice in asked.choices.values():
            for reason in choice.reasons:
                yield key, choice, reason


@pytest.mark.django_db
def test_every_tie_of_the_demo_quiz_is_missed_when_it_is_taken_away(demo):
    for key, choice, reason in ties(demo):
        (part,) = changed_parts(demo, without(demo, key, choice, reason))
        assert part.name == f"{key}/{choice.key}: {choice.text}"
        assert len(part.changes) == 1
        assert reason.text in part.changes[0]


def matters(before, after, key, picked):
    """Whether one of many answers drawn by chance, with that one among them, comes to something else."""
    rng = random.Random(7)
    drawn = ({**comparing.random_walk(before, rng), key: (picked,)} for _number in range(300))
    return any(outcome_in_words(before, said) != outcome_in_words(after, said) for said in drawn)


def counts(choice, reason):
    """Whether it rules out what nothing else of an answer that is no emergency does."""
    others = [each for each in choice.reasons if each != reason]
    is_ruled_out_anyway = any(each.rules_out and each.treatment == reason.treatment for each in others)
    return reason.rules_out and not choice.red_flag and not is_ruled_out_anyway


@pytest.mark.django_db
def test_every_line_of_the_demo_quiz_that_rules_out_and_matters_is_missed_on_the_walks(demo, no_chance):
    proof, silent = prove(demo), []
    for key, choice, reason in ties(demo):
        after = without(demo, key, choice, reason)
        if counts(choice, reason) and not compare(demo, after, (proof, prove(after))).changed:
            silent.append((key, choice.key, reason.text))
            assert not matters(demo, after, key, choice.key)

    assert len(silent) < 6


@pytest.mark.django_db
def test_a_line_tied_to_an_answer_of_the_demo_quiz_is_shown_with_answers_to_which_it_matters(demo):
    ablation = next(each for each in demo.treatments.values() if each.slug == "radiofrequency-ablation")
    arm, proof = demo.questions["travels"].choices["arm"], prove(demo)
    tied = {reason.pk for reason in arm.reasons}
    lines = [Reason(pk, ablation.pk, text, False, pk in ablation.ruling_out) for pk, text in ablation.lines_against]

    found = []
    for line in lines:
        if line.pk not in tied:
            after = with_choice(demo, "travels", replace(arm, reasons=(*arm.reasons, line)))
            found += compare(demo, after, (proof, prove(after))).examples

    assert len(found) == len(lines) - 1 > 5
    for example in found:
        assert arm.text in example.answers
        assert f"Left out: {ablation.title}" in example.after
