"""Staff sign in: one door, two steps, the same answer to everybody who may not come in."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import MD5PasswordHasher, check_password, make_password
from django.core.cache import cache

from clinic_site import settings as own_settings
from tests.clinic_site.signing_in import app_code, is_in, post_code, post_password, sign_in
from tests.factories import APP_SECRET, PASSWORD, make_staff

pytestmark = pytest.mark.django_db


def without_tokens(response) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


# --- The door ---------------------------------------------------------------------------------------------------------


def test_the_admin_leads_to_the_sign_in_and_back_to_the_same_page(client):
    user, wanted = make_staff(role="superuser"), "/admin/auth/user/?is_staff__exact=1"
    first = client.get(wanted)
    second = client.get(first["Location"])
    assert urlsplit(second["Location"]).path == "/sign-in/"
    next_page = parse_qs(urlsplit(second["Location"]).query)["next"][0]

    client.post(second["Location"], {"login": user.username, "password": PASSWORD, "next": next_page})
    answer = post_code(client, app_code())

    assert answer["Location"] == wanted


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, address):
    user = make_staff()

    client.post("/sign-in/", {"login": user.username, "password": PASSWORD, "next": address})
    answer = post_code(client, app_code())

    assert answer["Location"] == "/admin/"


def test_the_password_alone_lets_nobody_in(client):
    user = make_staff()

    answer = post_password(client, user.username)

    assert answer["Location"] == "/sign-in/second-step/authenticate/"
    assert not is_in(client)


def test_password_and_code_let_in(client):
    sign_in(client, make_staff())

    assert is_in(client)


def test_a_signed_in_person_becomes_nobody_else_by_a_password_alone(client):
    """The form of Django's own admin would ask for no second step."""
    person, other = make_staff(), make_staff(role="superuser")
    sign_in(client, person)

    client.post("/admin/login/", {"username": other.username, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("code", ["000000", "", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "1" * 5000])
def test_a_wrong_code_lets_nobody_in(client, code):
    post_password(client, make_staff().username)

    answer = post_code(client, code)

    assert answer.status_code == 200
    assert not is_in(client)


def test_a_code_from_long_ago_is_wrong(client):
    post_password(client, make_staff().username)

    post_code(client, app_code(ago=120))

    assert not is_in(client)


def test_a_code_works_once_whichever_process_it_reaches(client):
    user, code = make_staff(), app_code()
    post_password(client, user.username)
    post_code(client, code)
    client.post("/sign-in/out/")
    cache.clear()  # another process remembers nothing of it

    post_password(client, user.username)
    post_code(client, code)

    assert not is_in(client)


def test_a_recovery_code_works_once(client):
    user = make_staff()
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    post_password(client, user.username)
    post_code(client, code)
    assert is_in(client)
    client.post("/sign-in/out/")

    post_password(client, user.username)
    post_code(client, code)

    assert not is_in(client)


def test_whoever_may_not_come_in_gets_the_same_answer(client):
    known = make_staff()
    left = make_staff(is_active=False)
    patient = make_staff(is_staff=False)

    answers = {
        without_tokens(post_password(client, name, password)).replace(name, "NAME")
        for name, password in [
            (known.username, "not the password"),
            (left.username, PASSWORD),
            (patient.username, PASSWORD),
            ("nobody-of-that-name", PASSWORD),
        ]
    }

    assert len(answers) == 1
    assert "do not go together" in answers.pop()


def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(client, monkeypatch):
    worked, hashing = [], MD5PasswordHasher.encode
    known = make_staff().username
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: worked.append(1) or hashing(*args))

    post_password(client, known, "not the password")
    for_known = len(worked)
    post_password(client, "nobody-of-that-name", "not the password")

    assert for_known == len(worked) - for_known == 1


def test_there_is_no_way_to_make_an_account_or_to_have_a_password_mailed(client):
    for path in ("signup/", "password/reset/", "email/", "social/", "login/code/"):
        assert client.get(f"/sign-in/{path}").status_code == 404


# --- What is stored ---------------------------------------------------------------------------------------------------


def test_passwords_are_hashed_with_argon2id_and_older_ones_still_read(settings):
    settings.PASSWORD_HASHERS = own_settings.PASSWORD_HASHERS

    new, old = make_password(PASSWORD), make_password(PASSWORD, hasher="pbkdf2_sha256")

    assert new.startswith("argon2$argon2id$")
    assert check_password(PASSWORD, new)
    assert check_password(PASSWORD, old)


def test_the_apps_secret_and_the_recovery_codes_do_not_lie_in_clear():
    user = make_staff()
    codes = RecoveryCodes.activate(user)
    seed_in_clear = codes.generate_seed

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert APP_SECRET not in stored
    assert not re.search(r"[0-9a-f]{80}", stored), seed_in_clear
    assert len(codes.get_unused_codes()) == 10


# --- Setting up the second step ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["editor", "superuser"])
@pytest.mark.parametrize("address", ["/admin/", "/admin/treatments/treatment/", "/admin/password_change/", "/staff/"])
def test_staff_without_a_second_step_are_sent_to_set_one_up(client, role, address):
    user = make_staff(role=role, has_app=False)
    post_password(client, user.username)

    assert client.get(address)["Location"] == "/sign-in/second-step/"
    assert "Set up a second step to go on" in client.get("/sign-in/second-step/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_lets_in_and_gives_recovery_codes(client):
    user = make_staff(role=None, has_app=False)
    post_password(client, user.username)
    page = client.get("/sign-in/second-step/totp/activate/").content.decode()
    secret = re.search(r'id="key">([A-Z2-7]+)<', page)[1]

    answer = client.post("/sign-in/second-step/totp/activate/", {"code": app_code(secret)}, follow=True)

    assert len(re.findall(r"<li><code>\d{8}</code>", answer.content.decode())) == 10
    assert is_in(client)


def test_a_wrong_first_code_sets_nothing_up(client):
    user = make_staff(has_app=False)
    post_password(client, user.username)
    client.get("/sign-in/second-step/totp/activate/")

    client.post("/sign-in/second-step/totp/activate/", {"code": "000000"})

    assert not Authenticator.objects.exists()


def test_recovery_codes_alone_are_no_second_step(client):
    user = make_staff(has_app=False)
    RecoveryCodes.activate(user)
    client.force_login(user)

    assert client.get("/admin/")["Location"] == "/sign-in/second-step/"


def test_a_session_from_before_the_second_step_ends(client):
    user = make_staff(has_app=False)
    post_password(client, user.username)  # somebody else, with the password alone

    Authenticator.objects.create(user=user, type="totp", data={})

    assert client.get("/admin/")["Location"] == "/sign-in/?next=%2Fadmin%2F"
    assert "_auth_user_id" not in client.session


def test_changing_the_second_step_asks_for_the_password_again_after_a_while(client):
    client.force_login(make_staff())
    session = client.session
    session["signed_in_at"] -= 6 * 60
    session.save()

    answer = client.get("/sign-in/second-step/totp/deactivate/")

    assert answer["Location"].startswith("/sign-in/password-again/")


@pytest.mark.parametrize(
    ("demo", "username", "let_in"), [(True, "staff", True), (True, "another", False), (False, "staff", False)]
)
def test_only_the_printed_sign_in_of_a_demonstration_does_without(client, settings, demo, username, let_in):
    settings.DEMO = demo
    make_staff(username=username, role="superuser", has_app=False)

    post_password(client, username)

    assert is_in(client) is let_in


def test_a_lost_phone_is_helped_in_the_admin_which_shows_no_secret(client):
    client.force_login(make_staff(role="superuser"))
    lost = make_staff()
    row = Authenticator.objects.get(user=lost)

    page = client.get(f"/admin/mfa/authenticator/{row.pk}/change/").content.decode()
    client.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})

    assert "secret" not in page
    assert row.data["secret"] not in page
    assert not Authenticator.objects.filter(user=lost).exists()


# --- What a browser might post in place of a passkey ------------------------------------------------------------------

BROKEN = [
    "", "null", "1", "[]", "{}", "nonsense", '"x"', '{"id": 1}', '{"response": null}', '{"response": {"userHandle": "x"}}',
    '{"response": {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}', "[" * 5000,
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"YQ","authenticatorData":"YQ","signature":"YQ","userHandle":"MQ"}}',
    '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"YQ","signature":"YQ","userHandle":null}}',
    '{"id":"YQ","rawId":"YQ","type":"x","response":{"clientDataJSON":"e30","attestationObject":"YQ"},"clientExtensionResults":[]}',
]  # fmt: skip


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_passkey_is_refused_in_words(client, credential):
    client.get("/sign-in/second-step/webauthn/login/", headers={"Accept": "application/json"})
    alone = client.post("/sign-in/second-step/webauthn/login/", {"credential": credential}, follow=True)
    post_password(client, make_staff().username)
    client.get("/sign-in/second-step/authenticate/")
    second = client.post("/sign-in/second-step/authenticate/", {"credential": credential})
    client.force_login(make_staff())
    client.get("/sign-in/second-step/webauthn/add/")
    added = client.post("/sign-in/second-step/webauthn/add/", {"credential": credential, "name": "Key"})

    assert [alone.status_code, second.status_code, added.status_code] == [200, 200, 200]
    for page in (alone, second, added):
        assert re.search(r"did not work|did not answer|Enter a valid JSON", page.content.decode())
