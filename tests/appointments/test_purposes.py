"""For each field of the public forms the page says why it is asked, who reads it, and how long it is kept."""

import pytest

from appointments.form_options import contact_options, request_options
from appointments.forms.contact import ContactForm
from appointments.forms.request import RequestForm
from appointments.models import Status
from appointments.purposes import purposes_of
from appointments.retention import REQUESTS
from tests.appointments.asking import CONTACT, REQUEST, make_everything, page_of
from tests.appointments.factories import make_topic

pytestmark = pytest.mark.django_db
UNSEEN = {"token", "website", "work", "acknowledged", "quiz_summary", "attach_quiz"}


@pytest.fixture(
    params=[(RequestForm, request_options, REQUEST), (ContactForm, contact_options, CONTACT)],
    ids=["request", "contact"],
)
def form(request, db):
    make_everything()
    make_topic()
    form, options, address = request.param
    found = form(options())
    found.address = address
    return found


def test_every_field_has_a_purpose_and_no_purpose_is_left_over(form):
    assert set(purposes_of(form)) == set(form.fields)


def test_every_field_that_is_seen_is_explained_on_the_page(client, form):
    explained = " ".join(part.text for part in page_of(client.get(form.address)).all("details"))

    silent = [name for name in form.fields.keys() - UNSEEN if str(purposes_of(form)[name].why) not in explained]
    assert silent == []


def test_the_time_on_the_page_is_that_of_the_clean_up(client):
    make_everything()

    details = page_of(client.get(REQUEST)).all("details")

    days = REQUESTS[Status.CLOSED].days
    assert details
    assert all(f"We delete it {days} days after we have finished with it." in part.text for part in details)
