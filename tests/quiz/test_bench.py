"""The test bench finds every fault a quiz can have, and proves the quizzes that have none."""

import random
from dataclasses import replace

import pytest

from quiz.bench.proof import prove
from quiz.bench.report import Report
from quiz.scoring import outcome_of
from quiz.walking import walk
from tests.quiz.scripts import (
    BREATH,
    NONE,
    ONE,
    PLACE,
    SEVERAL,
    UNSURE,
    ask,
    bare,
    opposes,
    quiz,
    say,
    supports,
    treatment,
)


@pytest.fixture
def mild():
    return treatment("MILD")


def faults(*questions, treatments=(), **edition):
    return [fault.sentence for fault in prove(quiz(*questions, treatments=treatments, **edition)).faults]


def only_fault(*questions, **edition):
    (fault,) = faults(*questions, **edition)
    return fault


def test_a_quiz_without_faults_passes(mild):
    proof = prove(quiz(ask("a", say("one", supports(mild), supports(mild))), treatments=[mild]))

    assert proof.is_passed
    assert list(proof.examples[mild.pk]) == ["a"]


def test_a_quiz_that_suggests_nothing_may_still_ask():
    assert faults(ask("a", say("one"))) == []


# --- Question by question ---------------------------------------------------------------------------------------------


def test_a_quiz_without_questions_is_a_fault():
    assert only_fault() == "There is no question yet."


QUESTIONS = {
    "has no answer that says something": bare("a", UNSURE),
    "needs “I’m not sure” as an answer, once": bare("a", say("x")),
    "has “None of these” more than once": bare(
        "a", say("x"), NONE, replace(NONE, key="no", text="No"), UNSURE, kind=SEVERAL
    ),
    "needs “None of these” as an answer": bare("a", say("x"), UNSURE, kind=SEVERAL),
    "has the drawing of the body, but no place on it": ask("a", say("x"), kind=PLACE),
}


@pytest.mark.parametrize("what", QUESTIONS)
def test_a_question_that_cannot_be_asked_is_a_fault(what):
    assert only_fault(QUESTIONS[what], ask("b", say("y"))) == f"The question “What about a?” {what}."


def test_not_sure_twice_is_a_fault():
    twice = bare("a", say("x"), UNSURE, replace(UNSURE, key="unclear", text="Unclear"))

    assert only_fault(twice) == "The question “What about a?” needs “I’m not sure” as an answer, once."


def test_a_place_on_the_drawing_is_enough_and_one_answer_needs_no_none():
    assert faults(ask("a", say("neck", region="neck"), kind=PLACE), ask("b", say("x"))) == []


@pytest.mark.parametrize("alone", [NONE, UNSURE])
def test_an_answer_that_says_nothing_cannot_speak_for_a_treatment(mild, alone):
    others = [each for each in (NONE, UNSURE) if each != alone]
    asked = bare("a", say("x"), *others, replace(alone, reasons=(supports(mild),)), kind=SEVERAL)

    assert only_fault(asked, treatments=[mild]) == (
        f"“{alone.text}” in “What about a?” says nothing, so it cannot speak for or against a treatment."
    )


def test_every_question_with_a_fault_is_named():
    said = faults(bare("a", UNSURE), ask("b", say("x")), bare("c", say("x")))

    assert [fault.split("”")[0] for fault in said] == ["The question “What about a?", "The question “What about c?"]


def test_each_of_several_answers_that_leads_to_a_question_of_its_own_is_named():
    asked = ask("a", say("x", leads_to="b"), say("y"), say("z", leads_to="b"), kind=SEVERAL)

    assert faults(asked, ask("b", say("y"))) == [
        f"“What about a?” takes several answers, so “I say {key}” cannot go on with a question of its own."
        for key in "xz"
    ]


@pytest.mark.parametrize("words", ["My neck", "my  NECK", " My\u00a0neck "])
def test_two_answers_of_a_question_with_the_same_words_are_a_fault(words):
    same = say("x", text="My neck"), say("y", text=words)

    assert "stands twice in “What about a?”." in only_fault(ask("a", *same))
    assert faults(ask("a", same[0]), ask("b", same[1])) == []


def test_an_answer_in_the_words_of_not_sure_is_a_fault():
    assert (
        only_fault(ask("a", say("x"), say("y", text="I’m not sure")))
        == "“I’m not sure” stands twice in “What about a?”."
    )


def test_long_words_are_shortened_and_a_percent_sign_stays():
    (fault,) = faults(replace(bare("a", UNSURE), text="Is 50 % of it " + "very " * 30 + "bad?"))

    assert fault.startswith("The question “Is 50 % of it very")
    assert "…” has no answer that says something." in fault
    assert len(fault) < 130


# --- Ways -------------------------------------------------------------------------------------------------------------


def leads_back(answer, question, target):
    return f"“I say {answer}” in “What about {question}?” leads back to “What about {target}?”. Somebody could be asked for ever."


def test_a_loop_is_a_fault_of_the_answer_that_leads_back():
    fault = only_fault(ask("a", say("on")), ask("b", say("back", leads_to="a")))

    assert fault == leads_back("back", "b", "a")


def test_of_a_long_loop_the_one_answer_that_leads_back_is_named():
    asked = [ask(key, say("on")) for key in "abcdefgh"]

    assert only_fault(*asked, ask("last", say("round", leads_to="b"), say("done"))) == leads_back("round", "last", "b")


def test_every_answer_that_leads_back_is_named_and_none_that_leads_on():
    first = ask("a", say("on"), say("over", leads_to="c"))
    asked = first, ask("b", say("round", leads_to="a")), ask("c", say("again", leads_to="c"), say("back", leads_to="b"))

    assert faults(*asked) == [
        leads_back("round", "b", "a"),
        leads_back("again", "c", "c"),
        leads_back("back", "c", "b"),
    ]


def test_an_answer_that_leads_to_an_earlier_question_without_a_loop_is_none():
    first = ask("a", say("on", leads_to="c"), unsure_to="c")
    end = ask("d", say("x"))

    assert (
        faults(
            first, ask("b", say("y", leads_to="d"), unsure_to="d"), ask("c", say("z", leads_to="b"), unsure_to="b"), end
        )
        == []
    )


def test_a_loop_says_that_other_things_are_not_looked_at_yet(mild):
    looping = Report(*with_proof(ask("a", say("on")), ask("b", say("back", leads_to="a")), treatments=[mild]))
    mended = Report(*with_proof(ask("a", say("on")), ask("b", say("back")), treatments=[mild]))

    assert looping.lines()[-2:] == ["Other things are looked at once this is mended.", "Not passed."]
    assert mended.lines()[-2:] == ["FAULT: We found no answers that suggest MILD.", "Not passed."]


def with_proof(*questions, **edition):
    script = quiz(*questions, **edition)
    return script, prove(script)


def test_a_fault_says_where_it_is_mended(mild):
    looping = ask("a", say("on")), ask("b", say("back", leads_to="a")), bare("c", say("x"))
    apart = ask("a", say("on", leads_to="c"), unsure_to="c"), ask("b", say("x", red_flag=BREATH)), ask("c", say("y"))

    places = [
        [(fault.question, fault.answer) for fault in with_proof(*asked, treatments=[mild])[1].faults]
        for asked in (looping, apart)
    ]

    assert places == [[("c", ""), ("b", "back")], [("b", ""), ("b", "x"), ("", "")]]


def test_a_treatment_that_needs_many_reasons_at_once_is_found(mild):
    gate = ask("gate", say("yes", opposes(mild), opposes(mild)), unsure_to="last")
    many = ask("many", *(say(f"m{n}", supports(mild)) for n in range(5)), kind=SEVERAL)

    assert faults(gate, many, ask("last", say("done")), treatments=[mild]) == []


def test_more_answers_than_a_page_can_carry_are_a_fault(mild):
    letters = random.Random(1)
    keys = ["".join(letters.choices("abcdefghijklmnopqrstuvwxyz", k=39)) for _key in range(4000)]
    questions = [ask(f"q{n}", *(say(key, supports(mild)) for key in keys[n::20]), kind=SEVERAL) for n in range(20)]

    assert any("too many answers" in fault for fault in faults(*questions, treatments=[mild]))


def test_a_question_that_leads_to_itself_is_a_loop():
    assert only_fault(ask("a", say("on")), ask("b", say("again", leads_to="b"))) == leads_back("again", "b", "b")


def test_not_sure_alone_can_make_a_loop():
    assert "“I’m not sure” in “What about b?” leads back" in only_fault(
        ask("a", say("on")), ask("b", say("x"), unsure_to="a")
    )


def test_a_loop_that_only_an_emergency_makes_is_none():
    assert faults(ask("a", say("on")), ask("b", say("x"), say("bad", red_flag=BREATH, leads_to="a"))) == []


def test_a_question_passed_over_by_every_answer_is_a_fault():
    asked = ask("a", say("on", leads_to="c"), unsure_to="c"), ask("b", say("x")), ask("c", say("y"))

    assert only_fault(*asked) == "No answers lead to the question “What about b?”."


def behind_an_emergency(*hidden):
    """The question “b” comes only after an answer that ends the quiz with the card."""
    first = ask("a", say("on", leads_to="c"), say("bad", red_flag=BREATH), unsure_to="c")
    return first, ask("b", *hidden), ask("c", say("y"))


def test_a_question_behind_an_emergency_is_a_fault():
    assert only_fault(*behind_an_emergency(say("x"))) == "No answers lead to the question “What about b?”."


def test_an_emergency_nobody_can_come_to_is_a_fault():
    proof = prove(quiz(*behind_an_emergency(say("worse", red_flag=BREATH))))

    assert proof.flags == {"a/bad": True, "b/worse": False}
    assert "The emergency behind the answer “I say worse” in “What about b?” is never reached." in map(
        str, proof.faults
    )


def test_an_emergency_among_several_answers_is_reached():
    proof = prove(quiz(ask("a", say("x")), ask("b", say("y"), say("bad", red_flag=BREATH), kind=SEVERAL)))

    assert (proof.faults, proof.flags) == ([], {"b/bad": True})


def test_an_empty_list_of_signs_of_an_emergency_is_a_fault():
    assert "list of signs of an emergency is empty" in only_fault(ask("a", say("x")), red_flags=())


# --- Treatments -------------------------------------------------------------------------------------------------------


def test_a_treatment_that_nothing_speaks_for_is_a_fault(mild):
    assert only_fault(ask("a", say("x")), treatments=[mild]) == "We found no answers that suggest MILD."


def test_a_treatment_with_one_line_is_a_fault_even_when_two_answers_say_it(mild):
    line = supports(mild)

    assert faults(ask("a", say("x", line)), ask("b", say("y", line)), treatments=[mild]) == [
        "We found no answers that suggest MILD."
    ]


def test_lines_that_exclude_each_other_in_one_question_are_a_fault(mild):
    choices = say("x", supports(mild)), say("y", supports(mild))

    assert faults(ask("a", *choices), treatments=[mild]) == ["We found no answers that suggest MILD."]
    assert faults(ask("a", *choices, kind=SEVERAL), treatments=[mild]) == []


def test_lines_on_ways_that_never_meet_are_a_fault(mild):
    first = ask("a", say("left"), say("right", leads_to="c"))
    left, right = say("x", supports(mild)), say("y", supports(mild))
    apart = (
        first,
        bare("b", replace(left, leads_to="d"), replace(UNSURE, leads_to="d")),
        ask("c", right),
        ask("d", say("z")),
    )

    assert faults(*apart, treatments=[mild]) == ["We found no answers that suggest MILD."]
    assert faults(first, ask("b", left), ask("c", right), ask("d", say("z")), treatments=[mild]) == []


def test_lines_that_only_an_emergency_says_are_a_fault(mild):
    asked = ask("a", say("bad", supports(mild), supports(mild), red_flag=BREATH), say("x"))

    assert faults(asked, treatments=[mild]) == ["We found no answers that suggest MILD."]


def test_a_treatment_ruled_out_by_the_answers_that_support_it_is_a_fault(mild):
    never = opposes(mild, rules_out=True)
    first = ask("a", say("x", supports(mild), never))

    assert faults(first, ask("b", say("y", supports(mild))), treatments=[mild]) == [
        "We found no answers that suggest MILD."
    ]


def test_reasons_against_that_outweigh_the_answers_they_come_with_are_a_fault(mild):
    asked = ask("a", say("x", supports(mild), supports(mild), opposes(mild)))

    assert faults(asked, treatments=[mild]) == ["We found no answers that suggest MILD."]


def test_a_third_reason_that_makes_up_for_one_against_is_found(mild):
    first = ask("a", say("x", opposes(mild), leads_to="b"), unsure_to="end")
    two, third = [ask(key, say(key, supports(mild))) for key in "bc"], ask("d", say("z", supports(mild)))
    last = ask("end", say("no"))

    assert faults(first, *two, third, last, treatments=[mild]) == []
    assert faults(first, *two, last, treatments=[mild]) == ["We found no answers that suggest MILD."]


def test_a_treatment_that_three_better_ones_always_hide_is_a_fault():
    better, hidden = [treatment(f"T{rank}", rank=rank) for rank in range(3)], treatment("Hidden", rank=9)
    lines = [supports(each) for each in (*better, hidden) for _twice in range(2)]

    assert faults(ask("a", say("x", *lines)), treatments=[*better, hidden]) == [
        "We found no answers that suggest Hidden."
    ]


def test_a_treatment_that_comes_up_only_where_another_is_ruled_out_is_found_and_always_the_same_way():
    rivals, hidden = [treatment(f"T{rank}", rank=rank) for rank in range(3)], treatment("Hidden", rank=9)
    saying = [say(key, *(supports(each) for each in (*rivals, hidden))) for key in "xy"]
    never = say("never", opposes(rivals[0], rules_out=True))
    asked = ask("a", saying[0]), ask("b", saying[1]), ask("c", say("plain"), never)
    script = quiz(*asked, treatments=[*rivals, hidden])

    one, other = prove(script), prove(script)

    assert (one.faults, one.examples[hidden.pk]) == ([], {"a": ("x",), "b": ("y",), "c": ("never",)})
    assert one.examples == other.examples


# --- What it tells besides --------------------------------------------------------------------------------------------


def test_the_figures_count_questions_answers_reasons_and_ways(mild):
    first = ask("a", say("on"), say("over", leads_to="c"))
    asked = first, ask("b", say("x", supports(mild), supports(mild))), ask("c", say("y"), say("z"), kind=SEVERAL)

    figures = prove(quiz(*asked, treatments=[mild])).figures

    assert figures == {
        "questions": "3",
        "answers": "9",
        "reasons tied to answers": "2",
        "different ways": "2",
        "questions on the longest way": "3",
        "questions on the shortest way": "2",
        "different sets of answers": "about 10 to the power of 1",
    }


def test_the_example_suggests_the_treatment_when_it_is_walked(mild):
    asked = ask("a", say("x", supports(mild))), ask("b", say("y", supports(mild)), kind=ONE), ask("c", say("z"))
    script = quiz(*asked, treatments=[mild])

    example = prove(script).examples[mild.pk]

    way = walk(script, example)
    assert example == {"a": ("x",), "b": ("y",), "c": ("not-sure",)}
    assert [option.treatment for option in outcome_of(script, way.choices).options] == [mild]
