"""The staff's desk: publishing a draft that passes, as it was looked at beside the edition that patients take."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from quiz.models import Answer, Quiz
from quiz.services import copy_as_draft
from tests.factories import make_staff, make_treatment
from tests.pages.reading import parse
from tests.quiz.desk import address, publish, told
from tests.quiz.factories import make_quiz
from treatments.models import RedFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def reviewer(client):
    staff = make_staff(role="reviewer")
    client.force_login(staff)
    return staff


@pytest.fixture
def draft():
    return make_quiz()


def test_a_reviewer_publishes_a_draft_that_passes(client, reviewer, draft):
    former = make_quiz(status="published")

    response = publish(client, draft)

    assert told(client, response) == ["Patients take this edition now."]
    assert dict(Quiz.objects.values_list("pk", "status")) == {former.pk: "retired", draft.pk: "published"}
    assert LogEntry.objects.get(object_id=str(draft.pk)).user == reviewer


def test_an_editor_does_not_publish(client, draft):
    client.force_login(make_staff(role="editor"))

    assert client.post(address("publish", draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft


def test_looking_publishes_nothing(client, reviewer, draft):
    assert client.get(address("publish", draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_form_of_another_site_publishes_nothing(reviewer, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)

    assert client.post(address("publish", draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_draft_with_a_fault_is_refused_in_words(client, reviewer, draft):
    make_treatment(title="MILD")

    response = publish(client, draft)

    assert response["Location"] == address("bench", draft)
    assert told(client, response) == [
        "Not published: it was changed since you looked, or does not pass. See what the test bench says."
    ]
    assert Quiz.objects.get().is_draft


def test_a_draft_without_questions_is_refused_in_words(client, reviewer):
    response = publish(client, make_quiz(questions=0))

    assert told(client, response) == [
        "Not published: it was changed since you looked, or does not pass. See what the test bench says."
    ]


def test_pressing_publish_twice_publishes_once_and_says_nothing_of_a_refusal(client, reviewer, draft):
    former = make_quiz(status="published")
    looking = client.get(address("bench", draft))

    publish(client, draft, looking)
    response = publish(client, draft, looking)

    assert levels(client, response) == [
        ("success", "Patients take this edition now."),
        ("info", "Patients take this edition already."),
    ]
    assert dict(Quiz.objects.values_list("pk", "status")) == {former.pk: "retired", draft.pk: "published"}
    assert LogEntry.objects.filter(object_id=str(draft.pk)).count() == 1


def levels(client, response):
    """(how serious, what) of everything the next page tells."""
    return [(message.level_tag, str(message)) for message in client.get(response["Location"]).context["messages"]]


def test_a_retired_edition_is_not_published_and_not_said_to_be(client, reviewer):
    response = publish(client, make_quiz(status="retired"))

    assert "Not published" in told(client, response)[0]


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "x"}])
def test_nobody_publishes_without_having_looked(client, reviewer, draft, sent):
    response = client.post(address("publish", draft), sent)

    assert "Not published" in told(client, response)[0]
    assert Quiz.objects.get().is_draft


def test_what_was_looked_at_stands_in_the_form(client, reviewer, draft):
    make_quiz(status="published")
    shown = client.get(address("bench", draft))

    (seen,) = [
        part.attributes["value"]
        for part in parse(shown.content.decode()).all("input")
        if part.attributes.get("name") == "seen"
    ]
    assert seen == shown.context["report"].seen


def test_a_draft_changed_since_the_look_is_not_published(client, reviewer, draft):
    looking = client.get(address("bench", draft))
    Answer.objects.filter(question__quiz=draft).update(hint="New.")

    assert "Not published" in told(client, publish(client, draft, looking))[0]
    assert Quiz.objects.get().is_draft


def test_a_red_flag_explained_otherwise_since_the_look_keeps_a_draft_from_being_published(client, reviewer, draft):
    looking = client.get(address("bench", draft))
    RedFlag.objects.update(detail="Also at night.")

    assert "Not published" in told(client, publish(client, draft, looking))[0]


def test_a_draft_compared_with_a_former_edition_is_not_published(client, reviewer):
    published = make_quiz(status="published")
    first, second = copy_as_draft(published), copy_as_draft(published)
    looking = client.get(address("bench", second))
    Answer.objects.filter(question__quiz=first).update(hint="Mended.")
    publish(client, first)

    response = publish(client, second, looking)

    assert "Not published" in told(client, response)[-1]
    assert Quiz.objects.published().get() == first
