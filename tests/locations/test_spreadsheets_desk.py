"""The staff's pages for CSV files: who may, what they are shown, and that only what was shown is imported."""

import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from reversion.models import Version

from locations.models import Location
from locations.spreadsheets import checked_files
from locations.spreadsheets.offices import OfficeResource
from tests.factories import make_staff
from tests.locations.factories import make_location
from tests.locations.sheets import ROW, csv_of, rows_of

pytestmark = pytest.mark.django_db
LIST = reverse("admin:locations_location_changelist")
IMPORT, EXPORT, EXAMPLE = (
    reverse(f"admin:locations_location_{name}", args=["offices"]) for name in ("import", "export", "example")
)


@pytest.fixture
def editor(client):
    staff = make_staff(role="editor")
    client.force_login(staff)
    return staff


def choose(client, content, name="offices.csv", address=IMPORT):
    content = content.encode() if isinstance(content, str) else content
    return client.post(address, {"file": SimpleUploadedFile(name, content, "text/csv")})


def seal_in(response) -> str:
    return re.search(r'name="checked" value="([^"]+)"', response.content.decode())[1]


ADDRESSES = {
    **{
        reverse(f"admin:locations_location_{page}", args=[kind]): {"editor", "superuser"}
        for page in ("import", "export", "example")
        for kind in ("offices", "special-hours")
    },
    reverse("admin:locations_location_export", args=["nothing"]): set(),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_those_who_edit_offices_get_in(client, address):
    let_in = set()
    for role in ("editor", "reviewer", "superuser", None):
        client.force_login(make_staff(role=role))
        if client.get(address).status_code == 200:
            let_in.add(role)

    assert let_in == ADDRESSES[address]


def test_a_reviewer_cannot_import_by_posting(client):
    client.force_login(make_staff(role="reviewer"))

    assert choose(client, csv_of(ROW)).status_code == 403


def test_the_list_leads_to_import_and_export(client, editor):
    page = client.get(LIST).content.decode()

    assert f'href="{IMPORT}"' in page
    assert f'href="{EXPORT}"' in page


def test_the_list_tells_a_draft_from_a_public_office(client, editor):
    make_location(title="Public one")
    make_location(title="Draft one", publish_from=None)

    page = client.get(LIST).content.decode()
    drafts = client.get(LIST, {"publishing": "drafts"}).content.decode()

    assert re.search(r"Draft one.*?field-publishing_state\">Draft<", page, re.DOTALL)
    assert re.search(r"Public one.*?field-publishing_state\">Public<", page, re.DOTALL)
    assert "Draft one" in drafts
    assert "Public one" not in drafts


def test_an_export_is_a_file_for_excel(client, editor):
    make_location(title="Büro")

    answer = client.get(EXPORT)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="offices-\d{4}-\d\d-\d\d.csv"', answer["Content-Disposition"])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows_of(answer.content)[0]["Name"] == "Büro"


def test_the_page_explains_every_column(client, editor):
    page = client.get(IMPORT).content.decode()

    assert [heading for heading in OfficeResource().headings if f'<th scope="row">{heading}</th>' not in page] == []


def test_a_check_shows_what_would_change_and_the_import_does_it(client, editor):
    office = make_location(slug="frederick", alert="Old")
    text = csv_of({"Page address": "frederick", "Alert": "New <b>words</b>"})

    check = choose(client, text)
    office.refresh_from_db()
    assert office.alert == "Old"
    assert "<td>Old</td><td>New &lt;b&gt;words&lt;/b&gt;</td>" in check.content.decode()
    done = client.post(IMPORT, {"checked": seal_in(check)}, follow=True)

    office.refresh_from_db()
    assert office.alert == "New <b>words</b>"
    assert "Imported: 0 new, 1 changed, 0 without changes." in done.content.decode()
    assert Version.objects.get_for_object(office).get().revision.get_comment() == "Imported from “offices.csv”."


def test_a_check_with_a_problem_names_it_and_cannot_be_imported(client, editor, places):
    page = choose(client, csv_of(ROW | {"Monday": "9am-5pm"})).content.decode()

    assert "<strong>Row 2, Monday:</strong> “9am-5pm” is not a span of hours; write 09:00-17:00." in page
    assert 'name="checked"' not in page


def test_a_file_without_changes_says_so(client, editor):
    make_location()

    page = choose(client, client.get(EXPORT).content).content.decode()

    assert "No changes: everything in this file is stored already." in page
    assert 'name="checked"' not in page


def test_what_changed_since_the_check_is_shown_again_before_it_is_imported(client, editor):
    office = make_location(slug="frederick", alert="Old")
    check = choose(client, csv_of({"Page address": "frederick", "Alert": "From the file"}))
    Location.objects.update(alert="Somebody was quicker")

    again = client.post(IMPORT, {"checked": seal_in(check)})
    office.refresh_from_db()
    assert office.alert == "Somebody was quicker"
    assert "changed since the check" in again.content.decode()
    client.post(IMPORT, {"checked": seal_in(again)})

    office.refresh_from_db()
    assert office.alert == "From the file"


def seals(editor):
    def sealed(**changes):
        fields = {"user": editor.pk, "kind": "offices", "name": "x", "text": csv_of(ROW), "digest": ""}
        return signing.dumps({**fields, **changes}, salt=checked_files.SALT)

    good = sealed()
    return [
        sealed(user=editor.pk + 1),
        sealed(kind="special-hours"),
        good[:-1] + "!",
        "",
        signing.dumps({}, salt="other"),
    ]


@pytest.mark.parametrize("which", range(5))
def test_a_check_that_is_not_ours_imports_nothing(client, editor, places, which):
    answer = client.post(IMPORT, {"checked": seals(editor)[which]})

    assert "Choose the file again." in answer.content.decode()
    assert not Location.objects.exists()


def test_a_check_ends_after_an_hour(client, editor, places, monkeypatch):
    seal = seal_in(choose(client, csv_of(ROW)))
    monkeypatch.setattr(checked_files, "MOST_SECONDS", -1)

    answer = client.post(IMPORT, {"checked": seal})

    assert "older than an hour" in answer.content.decode()
    assert not Location.objects.exists()


def test_a_file_that_a_form_cannot_carry_gets_a_sentence(client, editor, places, monkeypatch):
    monkeypatch.setattr(checked_files, "LONGEST", 100)

    assert "too large to import at once" in choose(client, csv_of(ROW)).content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"PK\x03\x04", b"Salary\r\n1", b'Page address\r\n"', b"x" * (5 * 1024 * 1024 + 1)]
)
def test_a_file_that_cannot_be_used_is_answered_in_the_form(client, editor, content):
    answer = choose(client, content)

    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.content.decode()
    assert answer.content.decode().count("<title>Error") == 1


def test_no_file_is_answered_in_the_form(client, editor):
    assert "Choose a file first." in client.post(IMPORT).content.decode()


def test_a_name_of_a_file_is_only_text(client, editor, places):
    page = choose(client, csv_of(ROW), name="<script>alert(1).csv").content.decode()

    assert "<script>alert(1)" not in page
