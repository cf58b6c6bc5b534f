"""What leaves the inbox as a file: who may, what a spreadsheet makes of it, what the standard says, what is recorded."""

import csv
import io
import json

import pytest
from fhir.resources.R4B.bundle import Bundle

from appointments.staff_words import national
from publishing.formulas import defused
from tests.appointments.factories import make_front_desk, make_manager, make_request
from tests.appointments.inbox import page, records
from tests.locations.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def manager():
    return make_manager()


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


def table(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def bundle(desk, request) -> dict:
    response = desk.post(f"{request.get_absolute_url()}fhir/")
    assert response.headers["Content-Type"] == "application/fhir+json"
    assert "attachment" in response.headers["Content-Disposition"]
    return json.loads(response.content)


def resource(found: dict, kind: str) -> dict:
    (one,) = [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]
    return one


def test_one_is_asked_first_and_told_how_many(desk):
    make_request()
    make_request(is_urgent=True)

    assert "The file holds 1 request" in page(desk, "/staff/export/?urgent=on").main.text
    assert records("exported") == []


def test_the_table_holds_what_the_filters_leave(desk):
    make_request()
    urgent = make_request(is_urgent=True)

    (row,) = table(desk.post("/staff/export/", {"urgent": "on"}))
    assert row["Reference"] == urgent.spoken_reference
    assert row["Name"] == "Xanthippe Quill"
    assert row["Telephone"] == "(301) 555-0147"
    assert row["About the payer"] == "Insurance plan: Sample Health Plan"


def test_each_exported_request_is_recorded_before_the_first_line(desk, manager):
    request = make_request()

    response = desk.post("/staff/export/")
    assert records("exported") == [(manager.username, request.reference, "csv")]
    assert response.streaming


def test_excel_is_told_that_it_is_utf_8(desk):
    make_request(name="Zoë Ñandú")

    content = b"".join(desk.post("/staff/export/").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Zoë Ñandú".encode() in content


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+13015550147;ext=12", "(301) 555-0147 ext. 12"), ("+442071838750", "+44 20 7183 8750"), ("none", "none")],
)
def test_a_number_abroad_keeps_its_country(stored, shown):
    assert national(stored) == shown


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(desk, begin):
    make_request(name=f"{begin}HYPERLINK(1)", reason=f"{begin}cmd|' /C calc'!A0")

    (row,) = table(desk.post("/staff/export/"))
    assert row["Name"] == f"'{begin}HYPERLINK(1)"
    assert row["What it is about"].startswith(f"'{begin}")


def test_an_ordinary_cell_stays_as_it_is():
    assert defused("Quill") == "Quill"
    assert defused("") == ""


def test_a_row_without_its_key_does_not_end_the_table(desk, settings):
    old = make_request(promised_by="2026-01-01")
    settings.FIELD_KEYS = ["another key, of at least thirty-two letters"]
    make_request(promised_by="2026-01-02")

    first, second = table(desk.post("/staff/export/"))
    assert (first["Reference"], first["Received"]) == (old.spoken_reference, "This cannot be read.")
    assert second["Name"] == "Xanthippe Quill"


def test_a_hundred_more_rows_cost_a_query_or_two(desk, django_assert_max_num_queries):
    office = make_location()
    for _ in range(101):
        make_request(location=office)
    response = desk.post("/staff/export/")

    with django_assert_max_num_queries(2):
        assert len(table(response)) == 101


def test_the_front_desk_exports_nothing(client):
    office = make_location()
    request = make_request(location=office)
    client.force_login(make_front_desk(office))

    assert client.get("/staff/export/").status_code == 404
    assert client.post("/staff/export/").status_code == 404
    assert client.post(f"{request.get_absolute_url()}fhir/").status_code == 404
    assert "Export" not in page(client, "/staff/").main.text
    assert records("exported") == []


STATUSES = {
    "new": ("active", "proposed"),
    "contacted": ("active", "proposed"),
    "scheduled": ("active", "booked"),
    "closed": ("revoked", "cancelled"),
    "withdrawn": ("revoked", "cancelled"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_the_bundle_says_where_the_request_stands_and_is_valid(desk, status):
    request = make_request(status=status)

    found = bundle(desk, request)
    Bundle.model_validate(found)
    assert resource(found, "ServiceRequest")["status"] == STATUSES[status][0]
    assert resource(found, "Appointment")["status"] == STATUSES[status][1]
    assert ("start" in resource(found, "Appointment")) == (status == "scheduled")


def test_a_visit_that_took_place_is_fulfilled(desk):
    request = make_request(status="scheduled")
    type(request).objects.update(status="seen")

    found = bundle(desk, request)
    assert resource(found, "ServiceRequest")["status"] == "completed"
    assert resource(found, "Appointment")["status"] == "fulfilled"


def test_the_bundle_holds_who_what_and_how_urgent(desk, manager):
    request = make_request(is_urgent=True, red_flags=["You cannot feel the saddle area"], language="Spanish")

    found = bundle(desk, request)
    patient, service = resource(found, "Patient"), resource(found, "ServiceRequest")
    assert patient["name"] == [{"text": "Xanthippe Quill"}]
    assert {"system": "phone", "value": "+13015550147"} in patient["telecom"]
    assert service["priority"] == "urgent"
    assert {"text": "You cannot feel the saddle area"} in service["reasonCode"]
    assert service["subject"]["reference"] == found["entry"][0]["fullUrl"]
    assert records("exported") == [(manager.username, request.reference, "fhir")]


@pytest.mark.parametrize("odd", ["", " ", "\n", "a\tb", "\u202e", "\x01", "💀" * 500, "x" * 5000])
def test_odd_words_make_a_file_or_a_sentence(desk, odd):
    request = make_request(name=odd, reason=odd, treatment=odd, language=odd, payer_details={"plan": odd})

    response = desk.post(f"{request.get_absolute_url()}fhir/", follow=True)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/fhir+json" or "no file of it" in response.content.decode()
