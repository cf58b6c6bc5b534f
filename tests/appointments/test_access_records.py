"""Who read what stays written down, unchanged."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from appointments.models import AccessRecord
from appointments.services.access import first_broken, record_access, say_newest
from tests.appointments.factories import make_person

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_each_reading_is_one_row_without_anything_of_the_patient():
    person = make_person()

    record_access(person, "opened", ["A7K2P9M4TX", "B7K2P9M4TX"])

    assert [(row.by, row.action, row.reference) for row in AccessRecord.objects.order_by("pk")] == [
        (person, "opened", "A7K2P9M4TX"),
        (person, "opened", "B7K2P9M4TX"),
    ]


def test_an_untouched_chain_is_whole():
    for _ in range(3):
        record_access(make_person(), "opened", ["A7K2P9M4TX"])

    assert first_broken() is None


def test_no_row_can_be_changed():
    record_access(make_person(), "opened", ["A7K2P9M4TX"])

    with pytest.raises(DatabaseError), transaction.atomic():
        AccessRecord.objects.update(reference="ZZZZZZZZZZ")


def test_a_row_that_was_taken_away_is_noticed():
    for _ in range(3):
        record_access(make_person(), "opened", ["A7K2P9M4TX"])
    _first, second, third = AccessRecord.objects.order_by("pk")

    second.delete()

    assert first_broken() == third
    with pytest.raises(CommandError, match="does not follow"):
        call_command("check_access_records")


def test_old_rows_may_go_after_their_time():
    for _ in range(3):
        record_access(make_person(), "opened", ["A7K2P9M4TX"])

    AccessRecord.objects.order_by("pk").first().delete()

    assert first_broken() is None


def test_the_chain_holds_when_the_key_is_changed(settings):
    settings.FIELD_KEYS = ["first key, long enough for everybody here"]
    record_access(make_person(), "opened", ["A7K2P9M4TX"])
    settings.FIELD_KEYS = ["second key, long enough for everybody here", *settings.FIELD_KEYS]
    record_access(make_person(), "opened", ["A7K2P9M4TX"])

    assert first_broken() is None


def test_rows_whose_key_is_gone_are_counted_and_break_nothing(settings, capsys):
    settings.FIELD_KEYS = ["first key, long enough for everybody here"]
    for _ in range(2):
        record_access(make_person(), "opened", ["A7K2P9M4TX"])
    settings.FIELD_KEYS = ["second key, long enough for everybody here"]
    record_access(make_person(), "opened", ["A7K2P9M4TX"])

    call_command("check_access_records")

    assert "2 of them were sealed with keys that are gone" in capsys.readouterr().out


def test_newest_records_that_were_cut_off_are_missed_by_the_seal_in_the_log(caplog, capsys):
    for _ in range(2):
        record_access(make_person(), "opened", ["A7K2P9M4TX"])
    with caplog.at_level("INFO", logger="worker"):
        say_newest()
    seal = caplog.messages[-1].split()[-1].rstrip(".") if caplog.messages else ""
    assert AccessRecord.objects.filter(digest=seal).count() == 1
    call_command("check_access_records", seal=seal)
    assert "as they were written" in capsys.readouterr().out

    AccessRecord.objects.order_by("pk").last().delete()

    assert first_broken() is None  # the chain alone does not tell
    with pytest.raises(CommandError, match="cut off"):
        call_command("check_access_records", seal=seal)
