"""What was kept long enough goes; its number stays."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from appointments.models import AccessRecord, AppointmentRequest, ContactMessage, DailyCount, Note, OutgoingMail
from appointments.services.purging import purge
from tests.appointments.factories import make_mail, make_message, make_person, make_request
from tests.locations.factories import make_location

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.mark.parametrize(
    ("status", "days", "is_kept"),
    [
        ("closed", 89, True),
        ("closed", 91, False),
        ("seen", 91, False),
        ("withdrawn", 29, True),
        ("withdrawn", 31, False),
        ("new", 300, True),
        ("new", 366, False),
        ("scheduled", 91, True),
    ],
)
def test_a_request_is_kept_by_what_became_of_it(status, days, is_kept):
    make_request(status=status, created_at=days_ago(days), status_changed_at=days_ago(days))

    purge()

    assert AppointmentRequest.objects.exists() is is_kept


def test_what_belongs_to_a_request_goes_with_it_and_the_number_stays():
    office, person = make_location(), make_person()
    for _ in range(3):
        request = make_request(
            location=office, status="closed", created_at=days_ago(91), status_changed_at=days_ago(91)
        )
        Note.objects.create(request=request, by=person, text="Called twice.")

    assert purge()["requests"] == 3

    assert not Note.objects.exists()
    assert [(row.location, row.status, row.count) for row in DailyCount.objects.all()] == [(office, "closed", 3)]
    assert AccessRecord.objects.filter(action="purged").count() == 3


def test_numbers_of_the_same_day_add_up():
    office, created_at = make_location(), days_ago(91)
    for _ in range(2):
        make_request(location=office, status="seen", created_at=created_at, status_changed_at=created_at)
        purge()

    assert DailyCount.objects.get().count == 2


def test_messages_go_some_time_after_their_answer_or_after_a_year_without_one():
    make_message(status="answered", status_changed_at=days_ago(91))
    make_message(status="new", created_at=days_ago(366))
    kept = make_message(status="new", created_at=days_ago(364))

    purge()

    assert list(ContactMessage.objects.all()) == [kept]


def test_mail_that_was_sent_or_given_up_goes_after_a_month():
    make_mail(state="sent", sent_at=days_ago(31), created_at=days_ago(31))
    make_mail(state="failed", created_at=days_ago(33), next_attempt_at=days_ago(31))
    kept = make_mail(state="failed", created_at=days_ago(60), next_attempt_at=days_ago(29))

    purge()

    assert list(OutgoingMail.objects.all()) == [kept]


def test_a_dry_run_says_what_would_go_and_deletes_nothing(capsys):
    make_request(status="closed", created_at=days_ago(91), status_changed_at=days_ago(91))

    call_command("purge_sendings", "--dry-run")

    assert "requests: 1 would be deleted" in capsys.readouterr().out
    assert AppointmentRequest.objects.exists()
