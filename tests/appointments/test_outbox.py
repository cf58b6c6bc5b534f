"""Mail is tried until it is sent or refused for good, by one worker at a time."""

import smtplib
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from django.core import mail as sent_mail
from django.core.mail import EmailMessage
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone

from appointments.models import OutgoingMail
from appointments.services import outbox
from appointments.services.outbox import send_again, send_due
from appointments.services.shared_clock import shared_now
from tests.appointments.factories import make_mail

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_URL = "memorymail://"


def failing(error):
    def send(self, fail_silently=False):
        raise error

    return send


def test_a_waiting_mail_is_sent_once_and_forgets_its_words():
    make_mail(message_id="<one@testserver>")

    assert (send_due(), send_due()) == (1, 0)

    [message] = sent_mail.outbox
    assert message.to == ["desk@example.org"]
    assert message.extra_headers["Message-ID"] == "<one@testserver>"
    row = OutgoingMail.objects.get()
    assert (row.state, row.recipient, row.body) == ("sent", "", "")


def test_without_a_mail_server_mail_waits(settings):
    settings.EMAIL_URL = ""
    make_mail()

    assert send_due() == 0
    assert OutgoingMail.objects.get().state == "waiting"


def test_pauses_grow_while_the_server_is_away(monkeypatch):
    make_mail()
    monkeypatch.setattr(EmailMessage, "send", failing(ConnectionRefusedError()))
    pauses = []

    for _ in range(6):
        send_due()
        row = OutgoingMail.objects.get()
        pauses.append(round((row.next_attempt_at - timezone.now()).total_seconds() / 60))
        OutgoingMail.objects.update(next_attempt_at=timezone.now())

    assert pauses == [1, 5, 15, 60, 60, 60]
    assert row.state == "waiting"


def test_it_is_given_up_after_two_days(monkeypatch):
    make_mail(created_at=timezone.now() - timedelta(hours=49), attempts=50)
    monkeypatch.setattr(EmailMessage, "send", failing(TimeoutError()))

    send_due()

    assert OutgoingMail.objects.failed().count() == 1


def test_a_mail_that_nobody_tried_for_days_is_not_given_up_at_the_first_try(monkeypatch):
    make_mail(created_at=timezone.now() - timedelta(hours=63))
    monkeypatch.setattr(EmailMessage, "send", failing(smtplib.SMTPDataError(451, b"greylisted, try again")))
    states = []

    for _ in range(5):
        send_due()
        states.append(OutgoingMail.objects.get().state)
        OutgoingMail.objects.update(next_attempt_at=timezone.now())

    assert states == ["waiting", "waiting", "waiting", "waiting", "failed"]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user a@example.org")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (451, b"try later")}), "waiting"),
        (smtplib.SMTPDataError(554, b"a@example.org refused"), "failed"),
        (smtplib.SMTPServerDisconnected("gone"), "waiting"),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), "waiting"),
        (smtplib.SMTPConnectError(554, b"not from there"), "waiting"),
    ],
)
def test_only_a_final_refusal_ends_the_tries_and_no_address_is_kept(error, state, monkeypatch, caplog):
    make_mail()
    monkeypatch.setattr(EmailMessage, "send", failing(error))

    send_due()

    row = OutgoingMail.objects.get()
    assert row.state == state
    assert "example.org" not in row.last_error
    assert "example.org" not in caplog.text


def test_a_failed_mail_can_be_sent_again():
    row = make_mail(state="failed", attempts=7, last_error="SMTPDataError 554")

    assert send_again(row)
    assert send_due() == 1


def test_a_sent_mail_is_not_sent_again():
    row = make_mail(state="sent")

    assert not send_again(row)
    assert send_due() == 0


def test_a_mail_in_another_workers_hand_is_left_alone_until_its_lease_ends():
    row = make_mail(lease="other", leased_until=timezone.now() + timedelta(minutes=1))

    assert send_due() == 0

    OutgoingMail.objects.filter(pk=row.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert send_due() == 1


def test_a_worker_whose_lease_was_taken_over_changes_nothing(monkeypatch):
    make_mail()

    def taken_over(self, fail_silently=False):
        OutgoingMail.objects.update(lease="somebody else's")

    monkeypatch.setattr(EmailMessage, "send", taken_over)

    assert send_due() == 0
    assert OutgoingMail.objects.get().state == "waiting"


def test_a_mail_server_that_hangs_holds_up_the_workers_other_jobs_for_one_mail_only(monkeypatch):
    make_mail()
    make_mail()
    seconds, tries = [0.0], []

    def hanging(self, fail_silently=False):
        tries.append(self)
        seconds[0] += 10
        raise TimeoutError

    monkeypatch.setattr(outbox.time, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(EmailMessage, "send", hanging)

    send_due()

    assert len(tries) == 1
    assert sorted(OutgoingMail.objects.values_list("attempts", flat=True)) == [0, 1]


def test_one_bad_mail_does_not_hold_up_the_others(monkeypatch):
    make_mail(recipient="bad\naddress@example.org")
    make_mail()

    assert send_due() == 1
    assert outbox.OutgoingMail.objects.filter(state="sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_became_of_a_mail_is_written_down_once_the_database_is_back(monkeypatch):
    make_mail()
    update, away = QuerySet.update, iter([True, True, True])

    def away_for_a_while(self, **changes):
        if changes.get("state") == "sent" and next(away, False):
            raise OperationalError("server closed the connection")
        return update(self, **changes)

    monkeypatch.setattr(QuerySet, "update", away_for_a_while)
    monkeypatch.setattr(outbox.time, "sleep", lambda seconds: None)

    assert send_due() == 1
    assert len(sent_mail.outbox) == 1
    assert OutgoingMail.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_not_waited_for_without_end(monkeypatch):
    make_mail()
    update, moments = QuerySet.update, count(step=outbox.SECONDS_TO_WRITE_DOWN)

    def away(self, **changes):
        if changes.get("state") == "sent":
            raise OperationalError("server closed the connection")
        return update(self, **changes)

    monkeypatch.setattr(QuerySet, "update", away)
    clock = SimpleNamespace(now=0, monotonic=lambda: clock.now)
    clock.sleep = lambda seconds: setattr(clock, "now", next(moments))
    monkeypatch.setattr(outbox, "time", clock)

    with pytest.raises(OperationalError):
        send_due()


def test_mail_whose_key_is_gone_waits_for_it_and_holds_up_no_other(settings, caplog):
    lost = make_mail()
    settings.FIELD_KEYS = ["another key, of at least thirty-two letters"]
    make_mail()

    assert send_due() == 1

    row = OutgoingMail.objects.without_words().get(pk=lost.pk)
    assert (row.state, row.last_error) == ("waiting", "CannotDecrypt")
    assert row.next_attempt_at > timezone.now()


def test_a_lease_outlasts_the_slowest_mail_server(settings):
    assert timedelta(seconds=10 * settings.EMAIL_TIMEOUT) <= outbox.MAIL_LEASE


DAY = timedelta(days=1)


@pytest.mark.parametrize("back", [timedelta(minutes=10), timedelta(hours=1), DAY])
def test_mail_written_before_the_clock_went_back_goes_out_at_once(back):
    make_mail(next_attempt_at=timezone.now() + back, created_at=timezone.now() + back)

    assert send_due() == 1


def test_a_pause_from_before_the_clock_went_back_holds_nothing_up_for_a_day():
    make_mail(attempts=2, next_attempt_at=timezone.now() + DAY)

    assert send_due() == 1


@pytest.mark.parametrize("minutes", [1, 5, 15, 60])
def test_a_pause_that_may_be_is_waited_for(minutes):
    make_mail(attempts=2, next_attempt_at=timezone.now() + timedelta(minutes=minutes))

    assert send_due() == 0


def test_the_lease_of_a_worker_that_died_before_the_clock_went_back_ends():
    make_mail(lease="dead", attempts=1, leased_until=timezone.now() + DAY, next_attempt_at=timezone.now() + DAY)

    assert send_due() == 1


def test_leases_and_pauses_go_by_the_clock_that_all_workers_share(monkeypatch):
    row, shared = make_mail(), timezone.now() + timedelta(minutes=30)
    monkeypatch.setattr(outbox, "shared_now", lambda: shared)
    monkeypatch.setattr(EmailMessage, "send", failing(TimeoutError()))

    send_due()

    row.refresh_from_db()
    assert row.next_attempt_at == shared + timedelta(minutes=1)


def test_the_shared_clock_is_that_of_the_database_server(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no clock of its own.")
    really = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: really + DAY)

    assert abs(shared_now() - really) < timedelta(minutes=1)
