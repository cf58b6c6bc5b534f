"""What the site refuses is said on a page of its own: what happened, what to do now, the telephone numbers."""

import pytest
from django.db import OperationalError
from django.test import Client

from tests.factories import PASSWORD, make_practice, make_staff
from tests.pages.reading import parse

pytestmark = pytest.mark.django_db
SAYS_WHAT_IT_IS_MADE_OF = ("django", "csrf", "debug", "python", "verification failed", "bad request", "forbidden")


def torn_form(client, **more):
    """A patient's form that lost on the way what says where its parts begin."""
    return client.generic("POST", "/contact/", b"name=quill", "multipart/form-data", **more)


def too_many_fields(client, **more):
    return client.post("/contact/", {f"field-{number}": "x" for number in range(3001)}, **more)


def foreign_host(client, **more):
    return client.get("/nowhere/?q=quill", headers={"host": "evil.example"}, **more)


def not_allowed(client, **more):
    """A page that this person's role does not open."""
    client.force_login(make_staff(role="editor"))
    return client.get("/admin/auth/user/", **more)


def second_tab(client, **more):
    """The sign-in stands in two tabs; somebody signs in with one, and then sends the other."""
    token = str(client.get("/sign-in/").context["csrf_token"])
    typed = {"login": make_staff(has_app=False).username, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/sign-in/", typed).status_code == 302
    return client.post("/sign-in/", typed, **more)


def without_cookies(client, **more):
    return client.post("/sign-in/", {"login": "quill", "password": "quill"}, **more)


REFUSALS = {
    torn_form: (400, "We could not read what was sent"),
    too_many_fields: (400, "We could not read what was sent"),
    foreign_host: (400, "We could not read what was sent"),
    not_allowed: (403, "This page is not open to you"),
    second_tab: (403, "This form is out of date"),
    without_cookies: (403, "This form is out of date"),
}
every_refusal = pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.__name__)


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def practice(client):
    """Its telephone lines have been read by this process before, as each process does when it begins."""
    make_practice()
    client.get("/nothing-here/")


@every_refusal
def test_it_says_what_happened_what_to_do_and_whom_to_call(client, practice, refusal):
    status, heading = REFUSALS[refusal]

    response = refusal(client)

    page = parse(response.text)
    assert response.status_code == status
    assert page.one("h1").text == heading
    assert page.title == heading
    assert "tel:+1-301-555-0101" in page.main.links
    assert "call 911" in page.main.text
    assert "/" in page.main.links


@every_refusal
def test_it_tells_nothing_of_the_request_nor_of_what_the_site_is_made_of(client, practice, refusal):
    response = refusal(client)

    said = response.text.lower() + str(response.headers).lower()
    assert not [word for word in ("evil", "quill", *SAYS_WHAT_IT_IS_MADE_OF) if word in said.replace("__host-csrf", "")]
    assert "<style" not in said
    assert "style=" not in said


@every_refusal
def test_nobody_keeps_it_and_it_sends_its_address_nowhere(client, practice, refusal):
    response = refusal(client)

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


@pytest.mark.parametrize("refusal", [torn_form, foreign_host, without_cookies])
def test_it_needs_no_database(client, refusal, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)

    response = refusal(client)

    assert response.status_code == REFUSALS[refusal][0]
    assert parse(response.text).one("h1").text == REFUSALS[refusal][1]
