"""A patient keeps the private link, sees that a visit is set, and puts it into a calendar."""

from datetime import datetime, time, timedelta

import icalendar
import pytest
from django.utils import timezone

from appointments.services.handling import change_status
from tests.appointments.asking import REQUEST, filled, make_everything
from tests.appointments.factories import make_front_desk
from tests.pages.reading import parse

pytestmark = pytest.mark.django_db


def show(response):
    return parse(response.content.decode()).main


def test_from_the_confirmation_to_the_calendar(client):
    office = make_everything()
    confirmation = show(client.post(REQUEST, filled(client), follow=True))
    link = next(link for link in confirmation.links if "/appointments/manage/" in link)
    path = link[link.index("/appointments/manage/") :]
    assert "We have your request." in show(client.get(path)).text

    request = office.appointment_requests.get()
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    visit = timezone.make_aware(datetime.combine(monday, time(9, 30)))
    change_status(request, "scheduled", make_front_desk(office), visit)

    page = show(client.get(path))
    assert "Your visit is set." in page.text
    file = client.get(next(link for link in page.links if link.endswith("visit.ics")))
    [event] = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    assert event["DTSTART"].dt == visit

    client.post(path, {"withdraw": "1", "is_sure": "on"})
    assert "You took this request back." in show(client.get(path)).text
