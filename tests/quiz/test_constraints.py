"""What must never be stored about quizzes cannot be stored, whatever code tries it."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from quiz.models import Answer, Question, Quiz
from tests.constraints import constraints_of, refuses
from tests.factories import make_red_flag, make_treatment
from tests.quiz.factories import make_answer, make_line, make_question, make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def stored(**fields):
    """Changes an edition past every form and every clean()."""
    Quiz.objects.filter(pk=make_quiz().pk).update(**fields)


def question(**fields):
    return make_question(make_quiz(questions=0), "where", **fields)


# By constraint, a way past every form that tries to break it.
BREAKS = {
    "quiz_status_known": lambda: stored(status="planned", published_at=timezone.now()),
    "quiz_published_at_some_moment": lambda: stored(status="published"),
    "quiz_one_published": lambda: [make_quiz(status="published") for _twice in range(2)],
    "quiz_question_kind_known": lambda: question(kind="many"),
    "quiz_question_key_once": lambda: make_question(question().quiz, "where"),
    "quiz_answer_meaning_known": lambda: make_answer(question(), "x", meaning="maybe"),
    "quiz_answer_without_meaning_says_nothing": lambda: make_answer(
        question(), "none", meaning="none", red_flag=make_red_flag()
    ),
    "quiz_answer_key_once": lambda: make_answer(question(), "yes"),
    "quiz_answer_region_once": lambda: [
        make_answer(asked, key, region="neck") for asked in [question()] for key in "ab"
    ],
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_the_database_refuses_what_the_constraint_forbids(name):
    is_check = isinstance(constraints_of("quiz")[name], CheckConstraint)  # SQLite says no name for the others

    refuses(BREAKS[name], naming=name if is_check else "(?i)unique")


def test_every_constraint_has_an_attempt_to_break_it():
    assert set(constraints_of("quiz")) == set(BREAKS)


def test_a_draft_has_no_moment_of_publication():
    refuses(lambda: stored(published_at=timezone.now()), naming="quiz_published_at_some_moment")


def test_not_sure_is_no_place_on_the_drawing():
    refuses(lambda: make_answer(question(), "unsure", meaning="not-sure", region="neck"), naming="says_nothing")


def test_many_retired_editions_and_drafts_are_kept():
    for status in ("retired", "retired", "draft", "draft", "published"):
        make_quiz(status=status)

    assert Quiz.objects.count() == 5
    assert (Quiz.objects.published().count(), Quiz.objects.drafts().count()) == (1, 2)


def test_the_same_key_may_stand_in_another_edition_and_another_question():
    first, second = question(), question()

    assert first.key == second.key
    assert make_answer(make_question(first.quiz, "feel"), "burns").key == make_answer(first, "burns").key


def test_many_answers_without_a_place_may_stand_in_one_question():
    asked = question()
    make_answer(asked, "a")
    make_answer(asked, "b")

    assert asked.answers.filter(region="").count() == 4


def test_an_answer_cannot_lead_into_another_edition():
    answer = make_answer(question(), "on")
    answer.next_question = question()

    with pytest.raises(ValidationError, match=r"Choose a question of the same quiz\."):
        answer.full_clean()


def test_an_answer_leads_within_its_edition():
    asked = question()
    answer = make_answer(asked, "on", next_question=make_question(asked.quiz, "feel"))

    answer.full_clean()
    assert answer.next_question.quiz == answer.question.quiz


def test_a_form_says_in_words_that_none_of_these_is_no_emergency():
    answer = Answer(question=question(), key="none", text="None", meaning="none", red_flag=make_red_flag())

    with pytest.raises(ValidationError, match="cannot be an emergency or a place"):
        answer.full_clean()


def test_a_sign_that_an_answer_names_cannot_be_deleted():
    sign = make_red_flag()
    make_answer(question(), "bad", red_flag=sign)

    with pytest.raises(ProtectedError):
        sign.delete()


def test_a_line_that_is_deleted_takes_its_tie_along_and_leaves_the_answer():
    line = make_line(make_treatment())
    answer = make_answer(question(), "x", reasons=[line])

    line.delete()

    assert list(answer.reasons.all()) == []


def test_an_answer_that_led_to_a_deleted_question_goes_on_in_order():
    asked = question()
    target = make_question(asked.quiz, "feel")
    answer = make_answer(asked, "on", next_question=target)

    target.delete()

    answer.refresh_from_db()
    assert answer.next_question is None


def test_questions_and_answers_go_with_their_edition():
    make_quiz().delete()

    assert (Question.objects.count(), Answer.objects.count()) == (0, 0)


def test_an_edition_tells_its_state_and_number():
    quiz = make_quiz(title="Pain quiz", status="retired")

    assert str(quiz) == f"Pain quiz (Retired, edition {quiz.pk})"
