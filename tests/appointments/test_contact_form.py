"""What the contact form makes of what somebody typed: a message for the right desk, or a sentence that says what to do."""

import pytest

from appointments.models import ContactMessage, OutgoingMail, Topic
from tests.appointments.asking import CONTACT, filled, page_of, send, sent_values, sentences
from tests.appointments.factories import make_topic
from tests.appointments.wiring import assert_wired
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def topic(db) -> Topic:
    make_practice()
    return make_topic(name="A bill", hint="What something costs.")


def refused(client, **changes) -> list[str]:
    response = send(client, filled(client, CONTACT, **changes), CONTACT)
    assert not ContactMessage.objects.exists()
    assert_wired(page_of(response))
    return sentences(response)


def test_a_topic_is_offered_with_its_hint(client):
    page = page_of(client.get(CONTACT))

    assert_wired(page)
    assert "A bill What something costs." in page.main.text


def test_a_message_is_stored_and_its_desk_is_told_nothing_but_the_reference(client, topic):
    send(client, filled(client, CONTACT, message="Why 40 dollars?"), CONTACT)

    message, mail = ContactMessage.objects.get(), OutgoingMail.objects.get()
    assert (message.topic, message.text, message.phone) == (topic, "Why 40 dollars?", "+13015550147")
    assert mail.recipient == topic.desk.email
    assert message.spoken_reference in mail.subject
    assert "40" not in mail.body.replace(message.reference, "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answer_by": "phone", "phone": ""}, "Enter a phone number we can call you on."),
        ({"answer_by": "email", "phone": ""}, "Enter the e-mail address we may write to."),
        ({"answer_by": "text"}, "Choose how we should answer you."),
        ({"answer_by": "email", "email": "quill"}, "Enter an e-mail address such as pat@example.com."),
        ({"message": " \n "}, "Write your message."),
        ({"name": "\u202e"}, "Enter your full name."),
        ({"topic": None}, "Choose what your message is about."),
        ({"topic": "99"}, "Choose what your message is about."),
        ({"message": "x" * 2001}, "Shorten this to 2000 characters. It has 2001 now."),
    ],
)
def test_what_is_missing_is_asked_for(client, changes, sentence):
    assert refused(client, **changes) == [sentence]


def test_an_empty_form_gets_its_sentences_in_the_order_of_the_page(client):
    response = client.post(CONTACT, {})

    assert page_of(response).title.startswith("Error: Contact us")
    assert sentences(response) == [
        "Choose what your message is about.",
        "Write your message.",
        "Enter your full name.",
        "Choose how we should answer you.",
    ]


def test_who_wants_an_answer_by_email_needs_no_phone(client):
    send(client, filled(client, CONTACT, answer_by="email", email="quill@example.org", phone=""), CONTACT)

    assert ContactMessage.objects.get().email == "quill@example.org"


def test_everything_typed_comes_back(client):
    typed = filled(client, CONTACT, name="", phone="+1(((", message=" two\n lines ")

    assert sent_values(page_of(send(client, typed, CONTACT))) == typed


def test_without_topics_the_page_says_to_call(client, topic):
    topic.delete()

    main = page_of(client.get(CONTACT)).main

    assert main.all("form") == []
    assert "Please call us." in main.text


def test_emergencies_are_sent_to_911(client):
    assert "Do not send medical emergencies. Call 911." in page_of(client.get(CONTACT)).main.text
