"""While the database does not answer, a page says so kindly, with the telephone numbers, and when to try again."""

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client

from practice.models import NoticeText
from tests.factories import make_practice
from tests.pages.reading import parse
from tests.practice.notices import make_notice

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGES = ["/", "/appointments/request/", "/contact/", "/locations/"]


@pytest.fixture
def patient():
    return Client(raise_request_exception=False)


@pytest.fixture(params=[OperationalError, DatabaseError], ids=["refuses", "ends in the middle"])
def away(request, monkeypatch):
    """A function: from then on the database refuses every query, or psycopg2 says that it ended in the middle."""

    def refuse():
        def refused(self, *args, **kwargs):
            raise request.param("the text of Xanthippe Quill")

        monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", refused)

    return refuse


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_was_never_read_is_503_and_says_when_to_come_back(patient, away, path, caplog):
    away()

    response = patient.get(path)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "no-store" in response.headers["Cache-Control"]
    assert "call 911" in response.text
    assert "Quill" not in response.text


def test_the_telephone_lines_are_remembered(patient, away):
    make_practice()
    patient.get("/nothing-here/")
    away()

    response = patient.get("/treatments/")

    assert response.status_code == 503
    assert "(301) 555-0101" in response.text


def test_any_other_mistake_stays_a_500(patient, monkeypatch):
    def wrong():
        raise ValueError

    monkeypatch.setattr("practice.models.Practice.objects.current", wrong)

    response = patient.get("/")

    assert response.status_code == 500
    assert "Retry-After" not in response.headers


@pytest.fixture
def notices_away(monkeypatch):
    """A function: from then on only the notices at the foot cannot be read."""

    def refuse():
        def refused(*args, **kwargs):
            raise OperationalError("database is locked")

        monkeypatch.setattr(NoticeText.objects, "at_the_foot", refused)

    return refuse


def foot_of(response):
    return parse(response.text).one("footer").links


def test_notices_that_cannot_be_read_are_remembered(patient, notices_away):
    make_notice(slug="privacy-practices")
    patient.get("/")
    notices_away()

    response = patient.get("/treatments/")

    assert response.status_code == 200
    assert "/notices/privacy-practices/" in foot_of(response)


def test_a_page_without_its_notices_is_not_shown_and_not_kept(patient, notices_away, monkeypatch):
    make_notice(slug="privacy-practices")
    notices_away()

    assert patient.get("/treatments/").status_code == 503

    monkeypatch.undo()
    assert "/notices/privacy-practices/" in foot_of(patient.get("/treatments/"))
