"""Whoever can read patients' requests needs the second step at every address where they can be read."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.urls import reverse

from appointments.querysets import ANSWER, MANAGE
from appointments.staff_access import may_answer
from appointments.staff_urls import urlpatterns
from clinic_site.sign_in.middleware import STAFF_ADDRESSES
from tests.appointments.factories import make_message, make_request
from tests.clinic_site.signing_in import post_password, sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.django_db
READERS = ["front desk", "manager", "superuser", ANSWER, MANAGE]


def reader(role: str, **changes):
    """Somebody of that role, or without a role and with that one permission."""
    if role not in (ANSWER, MANAGE):
        return make_staff(role=role, **changes)
    user = make_staff(role=None, **changes)
    user.user_permissions.add(Permission.objects.get(codename=role.partition(".")[2]))
    return type(user).objects.get(pk=user.pk)


def paths() -> list[str]:
    """Every address of the inbox, with a request or a message that is there."""
    request, message = make_request().reference, make_message().reference
    found = []
    for entry in urlpatterns:
        reference = message if "message" in str(entry.pattern) else request
        found.append(reverse(f"staff:{entry.name}", args=[reference] if "<" in str(entry.pattern) else []))
    return [*found, "/admin/", "/admin/appointments/", "/admin/appointments/accessrecord/"]


@pytest.mark.parametrize("role", READERS)
def test_with_the_password_alone_nobody_gets_to_the_inbox(client, role):
    user = reader(role, has_app=False)
    post_password(client, user.username)

    answers = {path: (client.get(path), client.post(path)) for path in paths()}

    assert may_answer(user)
    for path, both in answers.items():
        assert [answer.get("Location") for answer in both] == ["/sign-in/second-step/"] * 2, path


def test_the_printed_name_of_a_demonstration_is_no_exception_on_a_real_site(client, settings):
    settings.DEMO = False
    post_password(client, make_staff(role="superuser", username="staff", has_app=False).username)

    assert client.get("/staff/")["Location"] == "/sign-in/second-step/"


def test_who_gives_the_second_step_away_is_outside_again(client):
    user = reader("manager")
    sign_in(client, user)
    assert client.get("/staff/").status_code == 200

    Authenticator.objects.filter(user=user).delete()

    assert client.get("/staff/")["Location"] == "/sign-in/second-step/"


def test_every_address_of_the_inbox_is_guarded_by_where_it_stands():
    assert all(path.startswith(STAFF_ADDRESSES) for path in paths())
