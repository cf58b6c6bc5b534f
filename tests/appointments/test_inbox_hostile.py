"""Inputs that nobody types: every field and every query parameter of the inbox answers with a page, never with a failure."""

import pytest

from appointments.forms.staff_filters import BoardForm, MessageListForm
from tests.appointments.factories import make_manager, make_message, make_request
from tests.appointments.inbox import seen

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ODD = [
    "\x00",
    "a\x00b",
    "1" + "0" * 30,
    "-1",
    "9223372036854775808",
    "1e309",
    "NaN",
    "null",
    "[]",
    "{}",
    "../../etc/passwd",
    "%00",
    "%s%s%n",
    "{{ 7 * 7 }}",
    "' OR '1'='1",
    '"><script>alert(1)</script>',
    "\ud83d",
    "\u202egnp.exe",
    "💀" * 200,
    "x" * 5000,
    "\r\nX-Injected: 1",
    " ",
    "٣",
    "0x10",
    "True",
    "2026-02-30",
    "24:00",
    "0000-00-00",
]
IN_ADDRESSES = [odd for odd in ODD if "\x00" not in odd and odd != "\ud83d"]
FIELDS = {
    "status": ["seen", "status", "visit_date", "visit_time", "even_if_closed"],
    "assign": ["seen", "assignee"],
    "calls": ["outcome"],
    "notes": ["text"],
    "checked": ["anything"],
    "end-links": ["anything"],
    "new-link": ["anything"],
    "fhir": ["anything"],
}


@pytest.fixture
def desk(client):
    client.force_login(make_manager())
    return client


def is_harmless(response) -> bool:
    page = b"" if response.streaming else response.content
    return response.status_code < 500 and b"<script>alert(1)" not in page


@pytest.mark.parametrize("name", [*BoardForm.base_fields, "page", "unknown"])
def test_the_boards_address_may_hold_anything(desk, name):
    make_request()

    for odd in IN_ADDRESSES:
        assert is_harmless(desk.get("/staff/", {name: odd})), odd


@pytest.mark.parametrize("name", [*MessageListForm.base_fields, "page"])
def test_the_address_of_the_messages_may_hold_anything(desk, name):
    make_message()

    for odd in IN_ADDRESSES:
        assert is_harmless(desk.get("/staff/messages/", {name: odd})), odd


@pytest.mark.parametrize("name", BoardForm.base_fields)
def test_the_exports_form_may_hold_anything(desk, name):
    make_request()

    for odd in ODD:
        assert is_harmless(desk.post("/staff/export/", {name: odd.encode("utf-8", "surrogatepass")})), odd


@pytest.mark.parametrize(("action", "name"), [(action, name) for action, names in FIELDS.items() for name in names])
def test_every_field_of_a_request_may_hold_anything(desk, action, name):
    request = make_request()
    good = {"seen": seen(request), "status": "scheduled", "visit_date": "2027-03-01", "visit_time": "10:00"}

    for odd in ODD:
        fields = {**good, name: odd.encode("utf-8", "surrogatepass")}
        assert is_harmless(desk.post(f"{request.get_absolute_url()}{action}/", fields)), odd


@pytest.mark.parametrize("name", ["sought", "status", "assignee", "seen", "action", "row"])
def test_every_other_form_may_hold_anything(desk, name):
    message = make_message()
    addresses = [
        "/staff/find/",
        "/staff/chosen/",
        *(f"{message.get_absolute_url()}{part}/" for part in ("status", "assign")),
    ]

    for odd in ODD:
        for address in addresses:
            assert is_harmless(desk.post(address, {name: odd.encode("utf-8", "surrogatepass")})), (address, odd)


@pytest.mark.parametrize("reference", ["0", "a" * 3000, "9" * 40, "-", "_", "aaaaaaaaaa"])
def test_an_address_of_nothing_is_missing(desk, reference):
    for kind in ("requests", "messages"):
        assert desk.get(f"/staff/{kind}/{reference}/").status_code == 404
