"""A session of the staff ends when nobody is there, when the day is over, and when the account changes."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.clinic_site.signing_in import is_in, sign_in
from tests.factories import PASSWORD, make_area, make_practice, make_staff
from treatments.models import BodyArea

pytestmark = pytest.mark.django_db
MINUTE = 60


@pytest.fixture
def user():
    return make_staff(role="superuser")


@pytest.fixture
def desk(client, user):
    client.force_login(user)
    return client


def nobody_is_known() -> bool:
    """Whether no session belongs to anybody; one may hold words for the next page."""
    return not [one for one in Session.objects.all() if one.get_decoded().keys() - {"_messages"}]


def let_pass(client, *, idle=0, since_sign_in=0):
    session = client.session
    session["seen_at"] -= idle
    session["signed_in_at"] -= since_sign_in
    session.save()


# --- Words for the next page ------------------------------------------------------------------------------------------


def test_what_the_next_page_is_to_say_waits_in_the_session_and_is_said_once(desk):
    let_pass(desk, idle=15 * MINUTE)

    desk.get("/admin/")
    first, second = (desk.get("/sign-in/").text for _time in range(2))

    assert set(desk.cookies) == {"session", "csrf"}
    assert "nothing happened for 15 minutes" in first
    assert "nothing happened for 15 minutes" not in second


def test_a_page_for_everybody_touches_no_waiting_words(desk):
    let_pass(desk, idle=15 * MINUTE)
    desk.get("/admin/")

    public = desk.get("/treatments/")

    assert not public.cookies
    assert "Cookie" not in public.get("Vary", "")
    assert "nothing happened for 15 minutes" in desk.get("/sign-in/").text


def test_a_stranger_at_the_door_begins_no_session(client):
    answer = client.get("/sign-in/")

    assert set(answer.cookies) == {"csrf"}
    assert not Session.objects.exists()


# --- Time -------------------------------------------------------------------------------------------------------------


def test_fourteen_minutes_away_are_fine_and_fifteen_are_not(desk):
    let_pass(desk, idle=14 * MINUTE)
    assert is_in(desk)

    let_pass(desk, idle=15 * MINUTE)
    answer = desk.get("/admin/treatments/treatment/?q=mild")

    assert answer["Location"] == "/sign-in/?next=%2Fadmin%2Ftreatments%2Ftreatment%2F%3Fq%3Dmild"
    assert nobody_is_known()
    assert "nothing happened for 15 minutes" in desk.get(answer["Location"]).content.decode()


def test_whoever_works_stays_in(desk):
    for _ in range(6):
        let_pass(desk, idle=10 * MINUTE)
        assert is_in(desk)


def test_after_twelve_hours_everybody_signs_in_again(desk):
    let_pass(desk, since_sign_in=12 * 60 * MINUTE)

    assert not is_in(desk)
    assert nobody_is_known()


def test_a_session_that_does_not_know_when_it_began_is_over(desk):
    session = desk.session
    del session["signed_in_at"]
    session.save()

    assert not is_in(desk)


def test_being_there_is_written_down_once_a_minute(desk):
    def writes():
        with CaptureQueriesContext(connection) as queries:
            assert is_in(desk)
        return [query["sql"] for query in queries if "UPDATE" in query["sql"] and "django_session" in query["sql"]]

    assert writes() == []
    let_pass(desk, idle=61)
    assert len(writes()) == 1
    assert writes() == []


def test_a_form_sent_too_late_is_said_not_to_be_saved(desk):
    area = make_area(name="Knee")
    let_pass(desk, idle=16 * MINUTE)

    answer = desk.post(
        f"/admin/treatments/bodyarea/{area.pk}/change/", {"name": "Elbow", "slug": "elbow", "position": 1}
    )

    assert answer.status_code == 403
    assert "This was not saved" in answer.content.decode()
    assert f"/sign-in/?next=%2Fadmin%2Ftreatments%2Fbodyarea%2F{area.pk}%2Fchange%2F" in answer.content.decode()
    assert BodyArea.objects.get().name == "Knee"


def test_an_open_page_can_ask_whether_its_session_goes_on(desk):
    let_pass(desk, idle=14 * MINUTE)
    answer = desk.get("/sign-in/still-here/").json()
    assert answer["signed_in"]
    assert len(answer["token"]) == 64

    let_pass(desk, idle=16 * MINUTE)

    assert desk.get("/sign-in/still-here/").json() == {"signed_in": False, "token": ""}


# --- The key and the account ------------------------------------------------------------------------------------------


def test_the_sessions_key_changes_at_sign_in(client, user):
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    sign_in(client, user)

    assert is_in(client)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_an_account_that_is_closed_is_out_at_once(desk, user, change):
    User.objects.filter(pk=user.pk).update(**change)

    assert not is_in(desk)


def test_a_new_password_ends_every_other_session(desk, user):
    other = Client()
    other.force_login(user)
    new = "a wholly different password"

    desk.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    assert is_in(desk)
    assert not is_in(other)


@pytest.mark.parametrize("address", ["/admin/logout/", "/sign-in/out/"])
def test_signing_out_has_the_browser_forget(desk, address):
    answer = desk.post(address)

    assert answer["Location"] == "/sign-in/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(desk)
    assert not Session.objects.filter(session_data__contains="_auth").exists()


def test_a_link_alone_signs_nobody_out(desk):
    desk.get("/sign-in/out/")

    assert is_in(desk)


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/nothing/", "/sign-in/", "/sign-in/second-step/", "/sign-in/still-here/", "/staff/"]
)
def test_nobody_keeps_a_page_of_the_staff(desk, address):
    assert desk.get(address)["Cache-Control"] == "private, no-store"


def test_public_pages_do_not_look_at_who_is_signed_in(desk):
    make_practice()
    desk.get("/")

    with CaptureQueriesContext(connection) as queries:
        answer = desk.get("/treatments/")

    assert not [query for query in queries if "session" in query["sql"] or "auth_user" in query["sql"]]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("back", [2 * MINUTE, 24 * 60 * MINUTE])
def test_a_session_from_before_the_clock_went_back_is_over(desk, back):
    let_pass(desk, idle=-back, since_sign_in=-back)

    answer = desk.get("/admin/")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fadmin%2F")
    assert nobody_is_known()


def test_clocks_of_two_machines_may_differ_by_some_seconds(desk):
    let_pass(desk, idle=-30, since_sign_in=-30)

    assert is_in(desk)
