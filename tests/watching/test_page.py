"""Prometheus can read the page, and what it says of the practice's work is true."""

import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from clinic_site.watching.address import private_address
from clinic_site.watching.listener import answer_on, opened
from clinic_site.watching.page import page
from clinic_site.watching.slots import Slot
from clinic_site.watching.tally import Tally
from scripts.address import Address
from tests.appointments.factories import make_mail, make_request

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    settings.METRICS_FOLDER = str(tmp_path / "metrics")
    settings.BACKUP_FOLDER = ""
    monkeypatch.setattr("clinic_site.watching.page.connection.close", lambda: None)  # the tests' own connection
    return tmp_path


def told() -> dict:
    """Each figure by its name and its labels, these in the order of their names."""
    families = text_string_to_metric_families(page().decode())
    samples = [one for family in families for one in family.samples]
    return {(one.name, *(value for _label, value in sorted(one.labels.items()))): one.value for one in samples}


@pytest.mark.django_db
def test_an_idle_site_says_so():
    found = told()

    assert found[("clinic_database_up",)] == 1
    assert found[("clinic_outbox_mails", "waiting")] == found[("clinic_outbox_oldest_seconds",)] == 0
    assert found[("clinic_requests_overdue",)] == found[("clinic_page_cache_hits_total",)] == 0


@pytest.mark.django_db
def test_mail_that_waits_and_promises_that_were_broken_are_told():
    now = timezone.now()
    make_mail(created_at=now - timedelta(hours=2))
    make_mail(state="failed")
    make_mail(state="sent", sent_at=now)
    make_request(promised_by=now.date() - timedelta(days=3))
    make_request(promised_by=now.date() + timedelta(days=3), is_urgent=True)

    found = told()

    assert found[("clinic_outbox_mails", "waiting")] == found[("clinic_outbox_mails", "failed")] == 1
    assert found[("clinic_outbox_oldest_seconds",)] == pytest.approx(7200, abs=60)
    assert found[("clinic_requests_overdue",)] == found[("clinic_requests_urgent",)] == 1


@pytest.mark.django_db
def test_a_database_that_is_away_is_told_and_hides_nothing_else(monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)

    found = told()

    assert found[("clinic_database_up",)] == 0
    assert ("clinic_requests_overdue",) not in found
    assert ("clinic_slow_queries_total",) in found


@pytest.mark.django_db
def test_what_processes_counted_is_told(folders):
    counted, slot = Tally(), Slot(folders / "metrics")
    counted.count("requests", "pages:home", "2xx", by=3)
    counted.time("request_seconds", "pages:home", seconds=0.2)
    counted.mark("job_turn", "mail", moment=1000.0)
    slot.save(counted.as_saved())
    slot.give_back()

    found = told()

    assert found[("clinic_requests_total", "pages:home", "2xx")] == 3
    assert found[("clinic_request_seconds_bucket", "0.1", "pages:home")] == 0
    assert found[("clinic_request_seconds_bucket", "0.25", "pages:home")] == 1
    assert found[("clinic_request_seconds_count", "pages:home")] == 1
    assert found[("clinic_job_last_turn_timestamp_seconds", "mail")] == 1000


@pytest.mark.django_db
def test_a_failure_that_never_happened_is_told_as_a_zero_that_can_increase(folders):
    counted, slot = Tally(), Slot(folders / "metrics")
    counted.count("requests", "pages:home", "2xx")
    counted.count("requests", "pages:search", "5xx", by=2)
    slot.save(counted.as_saved())
    slot.give_back()

    found = told()

    assert found[("clinic_requests_total", "pages:home", "5xx")] == 0
    assert found[("clinic_requests_total", "pages:search", "5xx")] == 2


@pytest.mark.django_db
def test_the_newest_backup_is_told_and_its_absence_too(settings, folders):
    settings.BACKUP_FOLDER = str(folders)
    none = told()[("clinic_backup_newest_timestamp_seconds",)]

    (folders / "clinic-20260101T000000Z.age").touch()

    assert none == 0
    assert told()[("clinic_backup_newest_timestamp_seconds",)] == 1767225600


def test_the_listener_tells_one_page_only():
    address = Address.free()
    answer_on(opened((address.host, address.port)), lambda: b"figures")

    with urllib.request.urlopen(f"{address.url}/metrics") as response:
        assert response.read() == b"figures"
    with pytest.raises(urllib.error.HTTPError, match="404") as other:
        urllib.request.urlopen(f"{address.url}/")
    other.value.close()


@pytest.mark.parametrize("text", ["0.0.0.0:9464", "[::]:9464", "8.8.8.8:9464", "127.0.0.1", "127.0.0.1:0", "me:9464"])
def test_an_address_that_others_reach_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        private_address(text)


def test_private_addresses_are_understood():
    assert private_address("localhost:9464") == ("127.0.0.1", 9464)
    assert private_address("[::1]:9464") == ("::1", 9464)
    assert private_address("10.0.0.5:9464") == ("10.0.0.5", 9464)
    assert private_address("") is None
