"""Who gets to which address, as a table (access.toml); an address that is not in the table fails the test.

Kinds of object: `own` belongs to the front desk's office and desk, `other` to another one, `missing` to nobody; `none`
stands for addresses without one. Each cell is what somebody gets: "page", "done" (back to another page of the inbox),
"file", "sign in", "forbidden", "missing", "no such method".
"""

import tomllib
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from appointments.manage_links import token_of
from appointments.models import (
    AccessRecord,
    DailyCount,
    Desk,
    MeasuredWait,
    OfficeMembership,
    Reception,
)
from tests.appointments.factories import make_mail, make_message, make_request, make_topic, make_wording
from tests.appointments.inbox import assign_seen, seen
from tests.factories import make_staff
from tests.locations.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text())
VISITORS = TABLE["visitors"]
ADDRESSES = TABLE["addresses"]
ANSWERS = {400: "refused", 403: "forbidden", 404: "missing", 405: "no such method", 422: "page"}


def names_in_use() -> set[str]:
    """Every address of the inbox, of patients, and of this app in the admin."""
    resolver = get_resolver()
    found = {
        f"{space}:{key}" for space in ("staff", "appointments") for key in _keys(resolver.namespace_dict[space][1])
    }
    admin_names = _keys(resolver.namespace_dict["admin"][1])
    return found | {f"admin:{key}" for key in admin_names if key.startswith("appointments_")}


def _keys(resolver) -> list[str]:
    return [key for key in resolver.reverse_dict if isinstance(key, str)]


def test_every_address_is_in_the_table():
    assert set(ADDRESSES) == names_in_use()


@pytest.fixture
def visitors(scene):
    """A browser for each visitor of the table, signed in; the first is a stranger's."""
    front_desk, other_desk = make_staff(role="front desk"), make_staff(role="front desk")
    front_desk.office_memberships.create(location=scene["own"]["request"].location)
    front_desk.desk_memberships.create(desk=scene["own"]["message"].topic.desk)
    other_desk.office_memberships.create(location=make_location())
    people = [make_staff(role="front desk", is_active=False), make_staff(role="manager", is_staff=False)]
    people += [make_staff(role="editor"), make_staff(role="reviewer"), other_desk, front_desk]
    people += [make_staff(role="manager"), make_staff(role="superuser")]
    browsers = [Client() for _ in VISITORS]
    for browser, user in zip(browsers[1:], people, strict=True):
        browser.force_login(user)
    return dict(zip(VISITORS, browsers, strict=True))


@pytest.fixture
def scene():
    """What the addresses are about, by kind."""
    own = {"request": make_request(), "message": make_message()}
    other = {"request": make_request(), "message": make_message()}
    return {"own": own, "other": other}


def address(name: str, kind: str, scene: dict) -> str:
    if kind == "none":
        return reverse(name)
    things = scene.get(kind, {})
    if name.startswith("appointments:"):
        link = things["request"].manage_links.get().public_id if things else "nothing"
        return reverse(name, args=[token_of(link)])
    if name.startswith("admin:"):
        model = name.removeprefix("admin:appointments_").partition("_")[0]
        return reverse(name, args=[ROWS_OF[model]().pk if kind == "own" else 999])
    sending = things.get("message" if "message" in name else "request")
    return reverse(name, args=[sending.reference if sending else "A" * 10])


ROWS_OF = {
    "desk": lambda: Desk.objects.create(name="Front"),
    "topic": make_topic,
    "reception": lambda: Reception.objects.create(location=make_location()),
    "officemembership": lambda: OfficeMembership.objects.create(location=make_location(), user=make_staff()),
    "consentwording": make_wording,
    "outgoingmail": make_mail,
    "accessrecord": lambda: AccessRecord.objects.create(action="opened", reference="A" * 10),
    "dailycount": lambda: DailyCount.objects.create(location=make_location(), day="2026-01-05", status="seen"),
    "measuredwait": lambda: MeasuredWait.objects.create(
        location=make_location(), median_days=5, count=30, measured_on="2026-01-05"
    ),
}


def answer(response) -> str:
    """In a word of the table."""
    if response.status_code == 302:
        where = response.headers["Location"]
        return "sign in" if where.startswith(("/sign-in/", "/admin/login/")) else "done"
    if response.status_code == 200:
        return "file" if "attachment" in response.headers.get("Content-Disposition", "") else "page"
    return ANSWERS[response.status_code]


def form_of(name: str, scene: dict, kind: str) -> dict:
    """What a browser would send, as far as one form can serve every address."""
    about = "message" if "message" in name else "request"
    thing = (scene.get(kind) or scene["own"])[about]
    return {
        "seen": assign_seen(thing) if "assign" in name else seen(thing),
        "location": scene["other" if kind == "own" else "own"]["request"].location_id,
        "status": "answered" if about == "message" else "contacted",
        "outcome": "no_answer",
        "text": "A note.",
        "sought": "A7K2P",
        "action": "close",
        "row": [thing.reference],
    }


@pytest.mark.parametrize("name", ADDRESSES)
def test_everybody_gets_what_the_table_says(scene, visitors, name):
    got = {
        f"{method} {kind}": " | ".join(ask(browser, name, method, kind, scene) for browser in visitors.values())
        for method, kinds in ADDRESSES[name].items()
        for kind in kinds
    }

    expected = {f"{method} {kind}": cells for method, kinds in ADDRESSES[name].items() for kind, cells in kinds.items()}
    assert got == expected


def ask(browser, name: str, method: str, kind: str, scene: dict) -> str:
    """What the visitor gets; whatever it changed is taken back."""
    with transaction.atomic():
        path = address(name, kind, scene)
        response = browser.get(path) if method == "GET" else browser.post(path, form_of(name, scene, kind))
        transaction.set_rollback(True)
    if name.startswith(("staff:", "appointments:")):
        assert response.headers["Cache-Control"] == "private, no-store"
    return answer(response)


def test_a_superuser_may_read_and_it_is_written_down(client, scene):
    user = make_staff(role="superuser")
    client.force_login(user)
    client.get(scene["other"]["request"].get_absolute_url())

    record = AccessRecord.objects.get(action="opened")
    assert (record.by, record.reference) == (user, scene["other"]["request"].reference)


def test_health_details_have_no_place_in_the_admin():
    for model in ("appointmentrequest", "contactmessage", "note"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:appointments_{model}_changelist")
