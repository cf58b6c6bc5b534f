"""A deleted draft comes back; one whose original or tied line has gone is refused in words, and so is undoing."""

import pytest
from reversion.models import Version

from quiz.models import Answer, Quiz
from tests.factories import make_staff, make_treatment
from tests.publishing.admin_pages import form_of
from tests.quiz.desk import LIST, address, copied, save, told
from tests.quiz.factories import make_answer, make_line, make_quiz
from treatments.models import CandidacyRow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture(autouse=True)
def draft(client):
    """A copy, made at the desk so that it stands in the history, with one tied line."""
    client.force_login(make_staff(role="editor"))
    original = make_quiz()
    line = make_line(make_treatment())
    make_answer(original.questions.get(key="q1"), "legs", reasons=[line])
    return copied(client, original)


def delete(client, quiz):
    client.post(address("delete", quiz), {"post": "yes"})
    assert not Quiz.objects.filter(pk=quiz.pk).exists()


def recover(client, pk):
    version = Version.objects.get_deleted(Quiz).get(object_id=str(pk))
    path = f"{LIST}recover/{version.pk}/"
    shown = client.get(path)
    return client.post(path, form_of(shown, "quiz_form")) if shown.status_code == 200 else shown


def test_a_deleted_draft_comes_back_whole(client, draft):
    """With what was done on the pages of its questions and answers."""
    pk, first = draft.pk, draft.questions.get(key="q1")
    save(client, first, text="Better words?")
    save(client, first.answers.get(key="yes"), text="A better answer")
    client.post(address("delete", draft.questions.get(key="q2")), {"post": "yes"})
    delete(client, draft)

    recover(client, pk)

    back = Quiz.objects.get(pk=pk)
    assert back.is_draft
    assert list(back.questions.values_list("text", flat=True)) == ["Better words?"]
    assert Answer.objects.get(question__quiz=back, key="yes").text == "A better answer"
    assert Answer.objects.get(question__quiz=back, key="legs").reasons.count() == 1


def test_one_whose_original_has_gone_is_refused_in_words(client, draft):
    pk, original = draft.pk, draft.copied_from
    delete(client, draft)
    delete(client, original)

    response = recover(client, pk)

    assert response["Location"] == f"{LIST}recover/"
    assert told(client, response) == ["This cannot be brought back: something it was linked with has been deleted too."]
    assert not Quiz.objects.filter(pk=pk).exists()


def test_one_whose_tied_line_has_gone_is_refused_in_words(client, draft):
    pk = draft.pk
    delete(client, draft)
    CandidacyRow.objects.all().delete()

    response = recover(client, pk)

    assert "cannot be brought back" in told(client, response)[-1]
    assert not Quiz.objects.filter(pk=pk).exists()


def test_undoing_what_cannot_come_back_tells_of_no_success(client, draft):
    answer = Answer.objects.get(question__quiz=draft, key="legs")
    save(client, answer, text="Old")
    version = Version.objects.get_for_object(answer).first()
    client.get(address("change", answer))  # shows what was told so far
    CandidacyRow.objects.all().delete()
    path = address("revision", answer, version.pk)
    shown = client.get(path)

    response = client.post(path, form_of(shown, "answer_form")) if shown.status_code == 200 else shown

    assert told(client, response) == [
        "This older state cannot be brought back: something it was linked with has been deleted since."
    ]
