"""The sign-in that `make run` prints works, and exists in demonstrations only."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.http import HttpRequest

pytestmark = pytest.mark.django_db


def test_a_real_site_never_gets_the_demonstrations_user(settings, monkeypatch):
    monkeypatch.setenv("DEMO_STAFF_PASSWORD", "something-to-sign-in-with")
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("ensure_demo_staff")

    assert not get_user_model().objects.exists()


def test_the_user_is_made_and_repaired(settings, monkeypatch):
    monkeypatch.setenv("DEMO_STAFF_PASSWORD", "something-to-sign-in-with")
    settings.DEMO = True
    call_command("ensure_demo_staff")
    get_user_model().objects.update(is_active=False, password="")

    call_command("ensure_demo_staff")

    assert authenticate(HttpRequest(), username="staff", password="something-to-sign-in-with")
    assert get_user_model().objects.get().is_superuser


def test_an_unchanged_password_does_not_sign_anybody_out(settings, monkeypatch):
    monkeypatch.setenv("DEMO_STAFF_PASSWORD", "something-to-sign-in-with")
    settings.DEMO = True
    call_command("ensure_demo_staff")
    before = get_user_model().objects.get().password

    call_command("ensure_demo_staff")

    assert get_user_model().objects.get().password == before
