"""The samples of a demonstration: once, visibly samples, never on a real site."""

import pytest
from django.core.management import CommandError, call_command

from appointments.models import AppointmentRequest, ContactMessage, OutgoingMail
from tests.appointments.factories import make_topic
from tests.factories import make_staff
from tests.locations.factories import make_location

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    make_staff()
    make_location()


def test_thirty_requests_of_nobody_are_made_once(demonstration):
    for _ in range(2):
        call_command("make_sample_requests")

    requests = AppointmentRequest.objects.all()
    assert len(requests) == 30
    assert all(request.name.startswith("Sample Patient ") for request in requests)
    assert all(request.phone.startswith("+130155501") for request in requests)
    assert {"new", "contacted", "scheduled", "seen", "closed"} == {request.status for request in requests}
    assert any(request.red_flags for request in requests)


def test_a_message_for_each_topic_and_no_mail_to_patients(demonstration):
    topic = make_topic(name="Billing")
    topic.desk.email = ""
    topic.desk.save()
    call_command("make_sample_requests")

    assert ContactMessage.objects.filter(topic__name="Billing").count() == 1
    assert not OutgoingMail.objects.exists()


def test_a_real_site_refuses(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("make_sample_requests")
