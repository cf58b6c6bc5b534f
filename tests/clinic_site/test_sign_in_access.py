"""Whoever has not given both the password and the second step gets nothing but the way in, whatever the address."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.clinic_site.signing_in import is_in, post_password, sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.django_db

FOR_ALL = {"account_login", "still_here"}
AFTER_THE_PASSWORD = {"mfa_authenticate", "still_here"}
ENDS_IT = {"account_logout", "admin:logout", "admin:login"}
WAYS_IN = ("/sign-in/", "/admin/login/")


def names() -> list[str]:
    """Every address under /sign-in/, and Django's own ones around it."""
    ours = {key for key in get_resolver().reverse_dict if isinstance(key, str) and key.startswith(("account_", "mfa_"))}
    own = {"login", "logout", "password_change", "password_change_done", "jsi18n"}
    return sorted({*ours, "still_here", *(f"admin:{name}" for name in own)})


def path_of(name: str) -> str:
    return reverse(name, args=[1]) if name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else reverse(name)


@pytest.fixture
def stranger():
    return Client()


@pytest.fixture
def halfway():
    """Who gave the right password, and nothing more."""
    client = Client()
    post_password(client, make_staff().username)
    return client


@pytest.fixture
def not_staff():
    client = Client()
    client.force_login(make_staff(role=None, is_staff=False))
    return client


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    ("who", "allowed"), [("stranger", FOR_ALL), ("halfway", AFTER_THE_PASSWORD), ("not_staff", FOR_ALL)]
)
def test_only_the_way_in_answers(request, who, allowed, name, method):
    client = request.getfixturevalue(who)

    response = getattr(client, method)(path_of(name))

    if name in allowed:
        assert response.status_code in (200, 405)
    elif name == "admin:logout":
        assert response.url in ("/admin/", "/sign-in/")
    else:
        assert response.status_code == 302
        assert response.url.startswith(WAYS_IN)
    assert not is_in(client)


@pytest.mark.parametrize("name", [name for name in names() if name not in ENDS_IT])
def test_looking_at_any_of_them_ends_no_session(name):
    client = Client()
    sign_in(client, make_staff())

    client.get(path_of(name))

    assert is_in(client)


def test_there_are_as_many_addresses_as_were_thought_of():
    assert len(names()) == 23
