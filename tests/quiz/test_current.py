"""The quiz that patients take now: read once, kept until content changes, remembered while the database is away."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from publishing import remembered
from publishing.content_version import clock
from quiz.current import current_script, published_script
from quiz.models import Question
from quiz.services import copy_as_draft, publish
from tests.factories import make_treatment
from tests.quiz.factories import make_answer, make_line, make_quiz
from treatments.models import CandidacyRow, RedFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def quick_clock(monkeypatch):
    """Each question looks at the content's version anew."""
    monkeypatch.setattr(clock, "seconds_between_looks", 0)


@pytest.fixture
def away(monkeypatch):
    """A function: from then on the database refuses every query."""

    def refuse():
        def refused(self, *args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", refused)

    return refuse


def queries(function):
    """How many the function makes, without the looks at the content's version."""
    with CaptureQueriesContext(connection) as captured:
        function()
    return sum("publishing_contentversion" not in query["sql"] for query in captured)


def full_quiz(questions):
    """A published quiz where every question speaks for some treatments and one sign of an emergency."""
    quiz = make_quiz(questions=questions, status="published")
    lines = [make_line(make_treatment()) for _number in range(3)]
    for question in quiz.questions.all():
        make_answer(question, "more", reasons=lines)
        make_answer(question, "bad", red_flag=RedFlag.objects.first())
    return quiz


def test_the_database_is_asked_once():
    make_quiz(status="published")
    first = current_script()

    assert queries(current_script) == 0
    assert current_script() is first


def test_not_even_the_version_is_asked_for_twice_in_a_moment(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(clock, "seconds_between_looks", 60)
    make_quiz(status="published")
    current_script()

    with django_assert_num_queries(0):
        current_script()


CHANGES = {
    "question": lambda quiz: Question.objects.filter(quiz=quiz, key="q1").update(text="Where?"),
    "answer": lambda quiz: make_answer(quiz.questions.first(), "other"),
    "tie": lambda quiz: quiz.questions.first().answers.get(key="more").reasons.clear(),
    "line": lambda quiz: CandidacyRow.objects.update(text="you have other words"),
    "sign": lambda quiz: RedFlag.objects.update(text="You see another sign"),
    "treatment": lambda quiz: make_treatment(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_of_content_is_seen_at_once(what):
    quiz = full_quiz(2)
    before = current_script()

    CHANGES[what](quiz)

    assert current_script() is not before
    assert current_script() == published_script()


def test_a_new_edition_is_taken_at_once():
    draft = copy_as_draft(make_quiz(status="published"))
    before = current_script()

    publish(draft)

    assert (before.edition, current_script().edition) == (draft.copied_from_id, draft.pk)


def test_there_is_none_before_one_is_published_and_then_there_is():
    draft = make_quiz()
    assert current_script() is None

    publish(draft)

    assert current_script().edition == draft.pk


def test_that_there_is_none_is_kept_too():
    current_script()

    assert queries(current_script) == 0


def test_drafts_and_retired_editions_are_not_taken():
    make_quiz(status="retired")
    make_quiz()

    assert current_script() is None


def test_a_large_quiz_is_read_in_as_many_queries_as_a_small_one():
    small = full_quiz(12)
    for_twelve = queries(published_script)
    small.delete()
    full_quiz(60)

    assert queries(published_script) == for_twelve <= 10
    assert len(published_script().questions) == 60


def test_questions_and_answers_come_in_their_order():
    quiz = make_quiz(questions=3, status="published")
    Question.objects.filter(quiz=quiz, key="q3").update(position=0)
    make_answer(quiz.questions.get(key="q1"), "first", position=0)

    script = published_script()

    assert list(script.questions) == ["q3", "q1", "q2"]
    assert [asked.follows for asked in script.questions.values()] == ["q1", "q2", ""]
    assert list(script.questions["q1"].choices) == ["first", "yes", "not-sure"]


def test_reasons_of_treatments_that_are_not_public_are_left_out():
    quiz = make_quiz(status="published")
    shown, hidden = make_line(make_treatment()), make_line(make_treatment(publish_from=None))
    make_answer(quiz.questions.first(), "both", reasons=[shown, hidden])

    script = published_script()

    spoken = [reason.pk for asked in script.questions.values() for c in asked.choices.values() for reason in c.reasons]
    assert spoken == [shown.pk]
    assert list(script.treatments) == [shown.treatment_id]


# --- The database is away ---------------------------------------------------------------------------------------------


def test_what_was_kept_is_given_while_the_database_is_away(away):
    make_quiz(status="published")
    before = current_script()
    away()

    assert current_script() == before


def test_what_was_read_last_is_given_even_when_the_clock_knows_nothing(away, caplog):
    make_quiz(status="published")
    before = current_script()
    away()
    clock.forget()

    assert current_script() == before
    assert "published_script answers from memory" in caplog.text


def test_a_process_that_never_read_one_says_so(away):
    make_quiz(status="published")
    remembered.forget()
    away()

    with pytest.raises(OperationalError):
        current_script()


def test_after_the_database_is_back_the_new_edition_is_read(away, monkeypatch):
    draft = copy_as_draft(make_quiz(status="published"))
    current_script()
    publish(draft)
    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", broken)
        assert current_script().edition == draft.copied_from_id

    assert current_script().edition == draft.pk


def broken(*anything, **named):
    raise OperationalError("gone")
