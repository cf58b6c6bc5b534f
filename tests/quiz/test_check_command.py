"""`check_quiz` tells what the bench finds, and fails when patients should not take the edition."""

import pytest
from django.core.management import CommandError, call_command

from quiz.models import Answer
from quiz.services import copy_as_draft
from tests.factories import make_treatment
from tests.quiz.factories import make_answer, make_line, make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def published():
    """A quiz that suggests one treatment, and can be an emergency."""
    quiz = make_quiz(status="published")
    treatment = make_treatment(title="MILD")
    first = quiz.questions.get(key="q1")
    make_answer(first, "legs", text="My legs hurt", reasons=[make_line(treatment), make_line(treatment)])
    make_line(treatment, "usually_not", text="you have a fever")
    return quiz


def lines(capsys, *args):
    call_command("check_quiz", *args)
    return capsys.readouterr().out.splitlines()


def test_a_quiz_that_passes_is_told_with_its_figures_and_examples(published, capsys):
    said = lines(capsys)

    assert "questions: 2" in said
    assert "answers that are emergencies: 0, reached: 0" in said
    assert "MILD: My legs hurt" in said
    assert "Remark: Nobody is asked about a reason against MILD: “you have a fever”" in said
    assert said[-1] == "Passed."


def test_a_quiz_that_does_not_pass_is_told_with_its_faults_and_fails(published, capsys):
    Answer.objects.get(key="legs").delete()

    with pytest.raises(CommandError, match="does not pass its checks"):
        call_command("check_quiz")

    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == ["FAULT: We found no answers that suggest MILD.", "Not passed."]


def test_without_a_number_the_published_edition_is_checked_not_a_draft(published, capsys):
    make_quiz(questions=1)

    assert "questions: 2" in lines(capsys)


def test_a_draft_is_compared_with_the_published_edition(published, capsys):
    draft = copy_as_draft(published)
    answer = Answer.objects.get(question__quiz=draft, key="legs")
    Answer.objects.filter(pk=answer.pk).update(text="My legs ache")

    said = lines(capsys, str(draft.pk))

    assert any(line.startswith("Other outcome than in the published edition: 0 of ") for line in said)
    assert "q1/legs: My legs ache: Words: “My legs hurt” → “My legs ache”" in said


def test_a_draft_that_changes_the_outcome_is_told_with_examples(published, capsys):
    draft = copy_as_draft(published)
    never = make_line(published_treatment(published), "usually_not", rules_out=True)
    make_answer(draft.questions.get(key="q2"), "fever", text="I have a fever", reasons=[never])

    said = lines(capsys, str(draft.pk))

    assert [line for line in said if line.startswith("-") and line.endswith(" MILD")]
    assert "My legs hurt + I have a fever: MILD → Nothing fits; Left out: MILD" in said


def test_a_draft_that_is_no_copy_and_cannot_be_walked_is_told_so(published, capsys):
    draft = make_quiz()
    draft.questions.get(key="q1").answers.get(key="not-sure").delete()

    with pytest.raises(CommandError):
        call_command("check_quiz", str(draft.pk))

    said = capsys.readouterr().out.splitlines()
    assert any(line.startswith("Look closely: this draft is no copy of edition") for line in said)
    assert "No answers were tried in both editions, because this draft has the faults above." in said
    assert "q1/legs: My legs hurt: This answer is gone." in said


def published_treatment(quiz):
    return Answer.objects.get(question__quiz=quiz, key="legs").reasons.first().treatment


def test_the_published_edition_is_compared_with_nothing(published, capsys):
    assert not [line for line in lines(capsys, str(published.pk)) if "Other outcome" in line]


@pytest.mark.parametrize("number", ["0", "999999"])
def test_a_number_that_no_edition_has_is_refused(published, number):
    with pytest.raises(CommandError, match="no such edition"):
        call_command("check_quiz", number)


def test_without_a_published_quiz_it_fails():
    make_quiz()

    with pytest.raises(CommandError, match="No quiz is published"):
        call_command("check_quiz")


def test_a_draft_without_questions_is_told_so(capsys):
    with pytest.raises(CommandError, match="does not pass its checks"):
        call_command("check_quiz", str(make_quiz(questions=0).pk))

    assert "FAULT: There is no question yet." in capsys.readouterr().out.splitlines()
