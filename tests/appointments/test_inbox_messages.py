"""Messages in the inbox: whose they are, reading, answering."""

import pytest

from tests.appointments.factories import make_front_desk, make_manager, make_message, make_person, make_topic
from tests.appointments.inbox import assign_seen, page, queries, records, references, seen

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def topic():
    return make_topic(name="Billing")


@pytest.fixture
def user(topic):
    user = make_person("answer_requests")
    user.desk_memberships.create(desk=topic.desk)
    return user


@pytest.fixture
def desk(client, user):
    client.force_login(user)
    return client


def test_the_list_holds_new_messages_of_ones_desks_and_no_words_of_theirs(desk, topic):
    mine = make_message(topic=topic)
    make_message(topic=topic, status="answered")
    make_message()

    response = desk.get("/staff/messages/")
    assert references(response) == [mine.reference]
    assert "Xanthippe" not in response.content.decode()
    assert "When are you open?" not in response.content.decode()


@pytest.mark.parametrize(
    "query", ["status=answered", "status=all&care=me", "status=all&topic={topic}", "desk={desk}&status=all"]
)
def test_each_filter_leaves_what_it_says(client, query):
    manager = make_manager()
    client.force_login(manager)
    make_message()
    wanted = make_message(status="answered", assigned_to=manager)

    address = "/staff/messages/?" + query.format(topic=wanted.topic.pk, desk=wanted.topic.desk.pk)
    assert references(client.get(address)) == [wanted.reference]


def test_opening_shows_the_message_and_is_written_down(desk, user, topic):
    message = make_message(topic=topic)

    text = page(desk, message.get_absolute_url()).main.text
    assert "When are you open?" in text
    assert "(301) 555-0147" in text
    assert "Telephone call" in text
    assert records("opened") == [(user.username, message.reference, "")]


def test_another_desks_message_is_missing(desk):
    assert desk.get(make_message().get_absolute_url()).status_code == 404
    assert records("opened") == []


def test_the_front_desk_of_an_office_reads_no_desks_messages(client):
    client.force_login(make_front_desk())

    assert client.get(make_message().get_absolute_url()).status_code == 404


def test_a_message_is_answered_and_taken_care_of(desk, user, topic):
    message = make_message(topic=topic)
    desk.post(f"{message.get_absolute_url()}assign/", {"assignee": user.pk, "seen": assign_seen(message)})
    desk.post(f"{message.get_absolute_url()}status/", {"status": "answered", "seen": seen(message)})

    message.refresh_from_db()
    assert (message.status, message.assigned_to) == ("answered", user)


def test_answering_what_a_colleague_has_just_closed_is_said_first(desk, topic):
    message = make_message(topic=topic)
    before = seen(message)
    desk.post(f"{message.get_absolute_url()}status/", {"status": "closed", "seen": before})

    response = desk.post(f"{message.get_absolute_url()}status/", {"status": "answered", "seen": before})
    assert response.status_code == 422
    assert "Somebody else was quicker: it is now “Closed”." in response.content.decode()


def test_marks_of_a_message_are_cleared(desk, topic):
    message = make_message(topic=topic, suspicions=["links"])
    assert "It holds web addresses." in page(desk, message.get_absolute_url()).main.text

    desk.post(f"{message.get_absolute_url()}checked/")
    message.refresh_from_db()
    assert message.suspicions == []


def test_the_number_of_queries_does_not_grow_with_the_rows(desk, user, topic):
    make_message(topic=topic, assigned_to=user)
    desk.get("/staff/messages/")

    counts = []
    for _ in range(2):
        counts.append(queries(desk, "/staff/messages/"))
        for _ in range(29):
            make_message(topic=topic, assigned_to=user)
    assert counts[0] == counts[1]
