"""On a full disk staff are told so, and patients get the page with the telephone numbers."""

import errno

import pytest
from django.db import OperationalError
from django.test import Client

from tests.factories import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/admin/treatments/treatment/"


@pytest.fixture
def desk():
    client = Client(raise_request_exception=False)
    client.force_login(make_staff(role="superuser"))
    return client


@pytest.fixture
def full(monkeypatch):
    """A function: from now on that view finds the disk full."""

    def fill(view, error):
        def refused(*args, **kwargs):
            raise error

        monkeypatch.setattr(view, refused)

    return fill


def of_the_database() -> OperationalError:
    error = OperationalError("the text of Xanthippe Quill")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    return error


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), of_the_database()])
def test_staff_are_told_that_nothing_was_saved_and_whom_to_tell(desk, full, error):
    full("django.contrib.admin.options.ModelAdmin._changeform_view", error)

    answer = desk.post(f"{PAGE}add/", {"title": "x"})

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "private, no-store")
    assert "Nothing was saved" in answer.text
    assert "disk is full" in answer.text
    assert "Quill" not in answer.text


def test_a_page_that_only_reads_does_not_speak_of_saving(desk, full):
    full("django.contrib.admin.options.ModelAdmin.get_changelist_instance", of_the_database())

    answer = desk.get(PAGE)

    assert "cannot be shown until the disk has room" in answer.text
    assert "Nothing was saved" not in answer.text


def test_other_mistakes_stay_what_they_are(desk, full):
    full("django.contrib.admin.options.ModelAdmin.get_changelist_instance", ValueError())

    answer = desk.get(PAGE)

    assert answer.status_code == 500
    assert "disk" not in answer.text


def test_patients_are_not_told_about_disks(desk, full):
    full("practice.models.Practice.objects.current", of_the_database())

    answer = Client(raise_request_exception=False).get("/treatments/")

    assert answer.status_code == 503
    assert "disk" not in answer.text
    assert "call 911" in answer.text
