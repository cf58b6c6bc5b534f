"""Guessing passwords and codes ends quickly, says so politely, and leaves nothing behind that was typed."""

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from clinic_site.sign_in.records import purge_sign_in_records
from tests.clinic_site.signing_in import app_code, is_in, post_code, post_password, sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.django_db
OFFICE, ELSEWHERE = {"REMOTE_ADDR": "203.0.113.5"}, {"REMOTE_ADDR": "198.51.100.7"}
RECORDS = (AccessAttempt, AccessFailureLog, AccessLog)


def fail(client, username, times, **where):
    for _ in range(times):
        answer = post_password(client, username, "not the password", **(where or OFFICE))
    return answer


def let_pass(minutes):
    for row in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=row.attempt_time - timedelta(minutes=minutes))


def test_the_fifth_wrong_password_locks_and_the_right_one_does_not_open(client):
    user = make_staff()
    assert fail(client, user.username, 4).status_code == 200

    fifth = fail(client, user.username, 1)
    right = post_password(client, user.username, **OFFICE)

    assert [fifth.status_code, right.status_code] == [429, 429]
    assert "15 minutes" in fifth.content.decode()
    assert fifth["Retry-After"] == "900"
    assert "_auth_user_id" not in client.session


def test_after_a_quarter_of_an_hour_the_door_opens(client):
    user = make_staff()
    fail(client, user.username, 5)

    let_pass(10)
    assert "5 minutes" in post_password(client, user.username, **OFFICE).content.decode()
    let_pass(5)
    sign_in(client, user, **OFFICE)

    assert is_in(client)


def test_trying_while_locked_out_does_not_lengthen_the_wait(client):
    user = make_staff()
    fail(client, user.username, 5)
    let_pass(10)

    fail(client, user.username, 3)

    assert "5 minutes" in fail(client, user.username, 1).content.decode()


def test_a_name_that_does_not_exist_is_locked_with_the_same_page(client):
    known = fail(client, make_staff().username, 5)
    unknown = fail(client, "nobody-of-that-name", 5)

    assert unknown.status_code == 429
    assert unknown.content == known.content


def test_the_person_can_still_come_in_from_elsewhere(client):
    user = make_staff()
    fail(client, user.username, 5)

    sign_in(client, user, **ELSEWHERE)

    assert is_in(client)


def test_an_address_that_tries_many_names_is_locked_for_all(client):
    for number in range(25):
        last = fail(client, f"name-{number}", 1)

    assert last.status_code == 429
    assert post_password(client, make_staff().username, **OFFICE).status_code == 429


def test_one_visitor_with_many_ipv6_addresses_is_one(client):
    user = make_staff()

    for number in range(5):
        last = fail(client, user.username, 1, REMOTE_ADDR=f"2001:db8:1:2::{number + 1}")

    assert last.status_code == 429


def test_a_client_cannot_choose_its_address(client):
    user = make_staff()

    for number in range(5):
        last = fail(client, user.username, 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}", **OFFICE)

    assert last.status_code == 429


def test_an_account_tried_from_everywhere_is_locked_for_everybody(client):
    user = make_staff()

    for number in range(50):
        last = fail(client, user.username, 1, REMOTE_ADDR=f"192.0.2.{number}")

    assert last.status_code == 429


def test_coming_in_forgets_the_persons_own_mistakes(client):
    user = make_staff()
    fail(client, user.username, 4)
    sign_in(client, user, **OFFICE)
    client.post("/sign-in/out/")

    assert fail(client, user.username, 4).status_code == 200


# --- Codes ------------------------------------------------------------------------------------------------------------


def fail_codes(client, user, times, **where):
    for _ in range(times):
        post_password(client, user.username, **where)
        answer = post_code(client, "000000", **where)
    return answer


def test_the_fifth_wrong_code_locks_and_the_right_one_does_not_open(client):
    user = make_staff()
    assert fail_codes(client, user, 4, **OFFICE).status_code == 200

    fifth = fail_codes(client, user, 1, **OFFICE)
    right = post_code(client, app_code(), **OFFICE)

    assert [fifth.status_code, right.status_code] == [429, 429]


def test_wrong_codes_from_many_addresses_lock_the_account(client):
    user = make_staff()

    for number in range(10):
        last = fail_codes(client, user, 1, REMOTE_ADDR=f"192.0.2.{number}")

    assert last.status_code == 429
    assert fail_codes(client, user, 1, **ELSEWHERE).status_code == 429


def test_a_recovery_code_is_not_used_up_while_locked_out(client):
    user = make_staff()
    codes = RecoveryCodes.activate(user)
    fail_codes(client, user, 5, **OFFICE)

    post_code(client, codes.get_unused_codes()[0], **OFFICE)

    codes.instance.refresh_from_db()
    assert len(codes.get_unused_codes()) == 10


# --- What is written down ---------------------------------------------------------------------------------------------


def everything_written() -> str:
    return str([list(model.objects.values()) for model in RECORDS])


def test_nothing_that_was_typed_is_written_down(client, caplog):
    user = make_staff()
    post_password(client, "my secret, in the wrong field", "another secret", **OFFICE)
    post_password(client, user.username, **OFFICE)
    post_code(client, "135790", **OFFICE)

    written = everything_written() + caplog.text

    assert AccessAttempt.objects.count() == 2
    for typed in ("my secret", "another secret", "135790", "correct horse"):
        assert typed not in written


def test_who_came_in_is_written_down_with_the_address(client):
    user = make_staff()

    sign_in(client, user, **OFFICE)

    assert list(AccessLog.objects.values_list("username", "ip_address")) == [(user.username, "203.0.113.5")]


def test_records_of_sign_ins_are_deleted_after_thirty_days(client):
    fail(client, "somebody", 1)
    sign_in(client, make_staff(), **OFFICE)
    for model, days in zip(RECORDS, (31, 31, 29), strict=True):
        model.objects.update(attempt_time=timezone.now() - timedelta(days=days))

    Session.objects.create(session_key="ended", session_data="x", expire_date=timezone.now() - timedelta(hours=1))

    assert purge_sign_in_records() == 2

    assert not Session.objects.filter(session_key="ended").exists()
    assert [model.objects.count() for model in RECORDS] == [0, 0, 1]


def test_failures_from_before_the_clock_went_back_lock_nobody_out_for_a_day(client):
    user = make_staff()
    assert fail(client, user.username, 5).status_code == 429

    let_pass(-24 * 60)
    sign_in(client, user, **OFFICE)

    assert is_in(client)
