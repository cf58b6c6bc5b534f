"""Offices out as CSV and in again: what changes, what is refused in which words, and that it is all or nothing."""

from datetime import date, time

import pytest
from django.db import IntegrityError
from reversion.models import Version

from locations.models import Language, Location, OpeningHours, Service
from locations.spreadsheets.csv_files import MOST_ROWS, UnreadableFile, decoded
from locations.spreadsheets.offices import OfficeResource
from locations.spreadsheets.special_hours import SpecialHoursResource
from tests.factories import make_staff, make_treatment
from tests.locations.factories import make_location
from tests.locations.sheets import ROW, csv_of, faults, rows_of, run, run_special

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CHRISTMAS_EVE = date(2027, 12, 24)


@pytest.fixture
def editor(db):
    return make_staff(role="editor")


def hours(office, weekday):
    return [(row.opens, row.closes) for row in office.opening_hours.filter(weekday=weekday)]


# --- There and back ---------------------------------------------------------------------------------------------------


def test_the_sample_offices_come_back_unchanged(demo_content, editor):
    before = list(Location.objects.order_by("pk").values())
    versions = Version.objects.count()

    report = run(OfficeResource().write(), editor)

    assert report.counts == {"unchanged": 14}
    assert list(Location.objects.order_by("pk").values()) == before
    assert Version.objects.count() == versions


def test_special_hours_come_back_unchanged(editor):
    office = make_location()
    office.special_hours.create(date=CHRISTMAS_EVE, opens=time(8), closes=time(12), note="Short day")
    office.special_hours.create(date=CHRISTMAS_EVE, opens=time(13), closes=time(15), note="Short day")
    office.special_hours.create(date=date(2027, 12, 27))

    report = run_special(SpecialHoursResource().write(), editor)

    assert report.counts == {"unchanged": 3}


def test_a_formula_goes_out_harmless_and_comes_back_unchanged(editor):
    office = make_location(alert='=HYPERLINK("https://evil.example")', parking="'+1 car\n@ the back")
    content = OfficeResource().write()

    report = run(content, editor)

    assert rows_of(content)[0]["Alert"].startswith("'=")
    assert report.counts == {"unchanged": 1}
    office.refresh_from_db()
    assert office.alert.startswith("=")


def test_what_excel_makes_of_dates_and_hours_changes_nothing(editor):
    office = make_location(closed_from=date(2027, 1, 31), reopens_on=date(2027, 2, 28))
    row = rows_of(OfficeResource().write())[0]

    report = run(csv_of(row | {"Closed from": "1/31/2027", "Reopens on": "2/28/2027", "Monday": "8:00-17:00"}), editor)

    assert report.counts == {"unchanged": 1}
    assert Version.objects.get_for_object(office).count() == 0


@pytest.mark.parametrize("kind", [OfficeResource, SpecialHoursResource])
def test_the_example_can_be_imported(places, editor, kind):
    make_location(slug="a-first-office")

    report = run(kind().example(), editor, kind=kind)

    assert report.counts == {"new": 1}


# --- What is imported -------------------------------------------------------------------------------------------------


def test_a_new_office_comes_with_its_week_and_what_is_there(places, editor):
    make_treatment(slug="mild")
    Language.objects.create(code="es", name="Spanish")
    Service.objects.create(name="X-ray on site")
    row = ROW | {
        "Monday": "08:00-12:00, 13:00-17:00",
        "Treatments": "mild",
        "Services": "x-ray on site",
        "Languages": "es",
        "Step-free": "yes",
        "Publish from": "2026-01-31 08:00",
    }

    report = run(csv_of(row), editor)

    office = Location.objects.get(slug="new-office")
    assert report.counts == {"new": 1}
    assert hours(office, 0) == [(time(8), time(12)), (time(13), time(17))]
    assert [one.slug for one in office.treatments.all()] == ["mild"]
    assert [one.name for one in office.services.all()] == ["X-ray on site"]
    assert [one.code for one in office.languages.all()] == ["es"]
    assert office.is_step_free
    assert office.publish_from.isoformat() == "2026-01-31T13:00:00+00:00"
    assert (round(office.latitude, 1), round(office.longitude, 1)) == (39.4, -77.3)


def test_an_office_without_an_address_gets_one_from_its_name_and_is_a_draft(places, editor):
    run(csv_of(ROW | {"Page address": ""}), editor)

    office = Location.objects.get(title="New office")
    assert office.slug == "new-office"
    assert office.publish_from is None


def test_an_unknown_zip_code_is_noted(places, editor):
    report = run(csv_of(ROW | {"ZIP code": "00000"}), editor)

    assert "We do not know this ZIP code" in report.rows[0].notes[0]


def test_columns_that_are_not_in_the_file_stay(editor):
    office = make_location(slug="frederick", parking="Behind the house.")

    report = run(csv_of({"Page address": "frederick", "Monday": "", "Alert": "Enter behind."}), editor)

    office.refresh_from_db()
    assert [(one.column, one.before, one.after) for one in report.rows[0].changes] == [
        ("Alert", "", "Enter behind."),
        ("Monday", "08:00-17:00", ""),
    ]
    assert hours(office, 0) == []
    assert hours(office, 1) == [(time(8), time(17))]
    assert (office.parking, office.alert) == ("Behind the house.", "Enter behind.")


def test_only_a_publish_window_leaves_updated_as_it_was(editor):
    office = make_location(slug="frederick")
    updated = office.updated_at

    run(csv_of({"Page address": "frederick", "Publish from": ""}), editor)

    office.refresh_from_db()
    assert (office.publish_from, office.updated_at) == (None, updated)


def test_an_import_is_one_version_of_each_office_it_changes(editor):
    changed, same = make_location(slug="frederick"), make_location(slug="hagerstown")

    run(
        csv_of(*({"Page address": slug, "Alert": alert} for slug, alert in (("frederick", "New"), ("hagerstown", "")))),
        editor,
    )

    version = Version.objects.get_for_object(changed).get()
    assert version.revision.get_comment() == "Imported from “offices.csv”."
    assert version.revision.user == editor
    assert version.revision.version_set.filter(content_type__model="openinghours").count() == 5
    assert not Version.objects.get_for_object(same).exists()


def test_a_dry_run_says_the_same_and_keeps_nothing(places, editor):
    text = csv_of(ROW | {"Monday": "08:00-12:00"})

    checked = run(text, editor, dry_run=True)
    assert not Location.objects.exists()
    done = run(text, editor)

    assert checked.digest == done.digest
    assert hours(Location.objects.get(), 0) == [(time(8), time(12))]


def test_the_rows_of_a_date_replace_its_special_hours(editor):
    office = make_location(slug="frederick")
    office.special_hours.create(date=CHRISTMAS_EVE)
    office.special_hours.create(date=date(2027, 12, 31))
    row = {"Page address": "frederick", "Date": "12/24/2027", "Opens": "8:00", "Closes": "12:00", "Why": "Short day"}

    report = run_special(csv_of(row), editor)

    assert report.counts == {"new": 1}
    assert any(one.after == "removed" for one in report.rows[0].changes)
    stored = [(one.date, one.opens, one.note) for one in office.special_hours.all()]
    assert stored == [(CHRISTMAS_EVE, time(8), "Short day"), (date(2027, 12, 31), None, "")]


# --- What is refused --------------------------------------------------------------------------------------------------

WRONG = {
    "hours": ({"Monday": "9am-5pm"}, "Monday", "“9am-5pm” is not a span of hours; write 09:00-17:00."),
    "the same beginning": ({"Monday": "08:00-09:00, 08:00-10:00"}, "Monday", "already has hours that begin"),
    "a state": ({"State": "NY"}, "State", "“NY” is not one of: MD, PA, VA."),
    "a telephone": ({"Telephone": "call us"}, "Telephone", "is not a telephone number"),
    "a telephone of letters": ({"Telephone": "+"}, "Telephone", "is not a telephone number"),
    "no name": ({"Name": ""}, "Name", "This cell is empty; fill it in."),
    "a long name": ({"Name": "x" * 101}, "Name", "at most 100 characters"),
    "a ZIP code": ({"ZIP code": "2170"}, "ZIP code", "five digits"),
    "a latitude": ({"Latitude": "north"}, "Latitude", "is not a number"),
    "no number": ({"Latitude": "nan"}, "Latitude", "is not a number"),
    "half a position": ({"Latitude": "39", "Longitude": ""}, "", "Latitude lies between"),
    "a treatment": ({"Treatments": "kypoplasty"}, "Treatments", "Did you mean “kyphoplasty”?"),
    "a service": ({"Services": "Sauna"}, "Services", "There is no service “sauna”."),
    "yes or no": ({"Step-free": "maybe"}, "Step-free", "neither yes nor no"),
    "a date": ({"Closed from": "soon"}, "Closed from", "is not a date"),
    "an order of dates": ({"Closed from": "2027-02-02", "Reopens on": "2027-02-01"}, "", "must be later"),
    "a moment": ({"Publish from": "tomorrow"}, "Publish from", "is not a date and a time"),
    "a moment before time": ({"Publish from": "0001-01-01T00:00"}, "Publish from", ""),
    "a moment beyond time": ({"Publish from": "9999-12-31T23:59"}, "Publish from", ""),
    "an address": ({"Page address": "new office!"}, "Page address", "valid “slug”"),
}


@pytest.mark.parametrize(("changes", "column", "words"), WRONG.values(), ids=WRONG)
def test_a_faulty_cell_is_named_with_row_and_column_and_nothing_is_imported(places, editor, changes, column, words):
    make_treatment(slug="kyphoplasty")
    good = dict.fromkeys(changes, "") | ROW | {"Page address": "good", "Name": "Good"}

    report = run(csv_of(good, ROW | changes), editor)

    assert [(row, name) for row, name, _sentence in faults(report)] == [(3, column)]
    assert words in faults(report)[0][2]
    assert not Location.objects.exists()


def test_all_problems_of_a_row_are_said_at_once(places, editor):
    report = run(csv_of(ROW | {"Name": "", "State": "NY", "Monday": "9-5", "Languages": "xx; yy"}), editor)

    assert sorted(column for _row, column, _sentence in faults(report)) == [
        "Languages",
        "Languages",
        "Monday",
        "Name",
        "State",
    ]


def test_two_rows_about_one_office_are_refused(places, editor):
    report = run(csv_of(ROW, ROW | {"Name": "Other"}), editor)

    assert [(row, sentence) for row, _column, sentence in faults(report)] == [
        (2, "Rows 2, 3 are about the same office. Keep one."),
        (3, "Rows 2, 3 are about the same office. Keep one."),
    ]


def test_a_new_office_does_not_overwrite_one_whose_address_its_name_makes(places, editor):
    make_location(slug="new-office", title="Another")

    report = run(csv_of(ROW | {"Page address": ""}), editor)

    assert "There is an office “new-office” already" in faults(report)[0][2]


def test_the_name_of_another_office_is_refused(places, editor):
    make_location(title="New office")

    report = run(csv_of(ROW), editor)

    assert faults(report) == [(2, "Name", "Another office already has this; write something else.")]


def test_what_only_the_database_refuses_is_a_sentence_too(places, editor, monkeypatch):
    def refuse(*args, **kwargs):
        OpeningHours.objects.create(location_id=10**9, weekday=0, opens=time(8), closes=time(9))
        raise IntegrityError

    monkeypatch.setattr("locations.spreadsheets.offices.save_office", refuse)

    report = run(csv_of(ROW, ROW | {"Page address": "two", "Name": "Two"}), editor)

    assert [sentence for _row, _column, sentence in faults(report)] == [
        "The database refuses this row. Compare it with the form of the office."
    ] * 2


SPECIAL = {"Page address": "frederick", "Date": "2027-12-24", "Opens": "08:00", "Closes": "12:00", "Why": ""}
WRONG_SPECIAL = {
    "an office": ([SPECIAL | {"Page address": "nowhere"}], "Page address", "no office with the address"),
    "no office": ([SPECIAL | {"Page address": ""}], "Page address", "This cell is empty"),
    "no date": ([SPECIAL | {"Date": ""}], "Date", "This cell is empty"),
    "a date": ([SPECIAL | {"Date": "Christmas"}], "Date", "is not a date"),
    "half a span": ([SPECIAL | {"Closes": ""}], "", "Enter both times"),
    "a time": ([SPECIAL | {"Opens": "8"}], "Opens", "is not a time"),
    "a row twice": ([SPECIAL, SPECIAL], "Date", "Rows 2, 3 say the same date twice"),
    "closed and open": (
        [SPECIAL, SPECIAL | {"Opens": "", "Closes": ""}],
        "Opens",
        "Row 3 says that the office is closed",
    ),
}


@pytest.mark.parametrize(("rows", "column", "words"), WRONG_SPECIAL.values(), ids=WRONG_SPECIAL)
def test_faulty_special_hours_are_named_and_nothing_is_imported(editor, rows, column, words):
    office = make_location(slug="frederick")

    report = run_special(csv_of(*rows), editor)

    assert (faults(report)[0][0], faults(report)[0][1]) == (2, column)
    assert words in faults(report)[0][2]
    assert not office.special_hours.exists()


# --- Files ------------------------------------------------------------------------------------------------------------

GOOD = csv_of(ROW | {"Parking": "Für Gäste – hinten"})


@pytest.mark.parametrize("content", [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode("cp1252")])
def test_letters_arrive_whole_in_each_encoding_that_excel_writes(places, editor, content):
    run(content, editor)

    assert Location.objects.get().parking == "Für Gäste – hinten"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_of_excel_are_understood(places, editor, delimiter):
    run(csv_of(ROW | {"Monday": "08:00-12:00, 13:00-17:00"}, delimiter=delimiter), editor)

    assert len(hours(Location.objects.get(), 0)) == 2


def test_blank_rows_count_for_the_numbers_and_for_nothing_else(places, editor):
    heading, row, _end = csv_of(ROW | {"State": "NY"}).split("\r\n")

    report = run("\r\n".join([heading.upper(), "," * 6, row, "", ",,"]), editor)

    assert [(row, column) for row, column, _sentence in faults(report)] == [(3, "State")]


UNREADABLE = {
    "nothing": (b"", "The file is empty"),
    "only headings": (b"Page address,Name\r\n", "no rows"),
    "a workbook": (b"PK\x03\x04 rest", "This is a workbook"),
    "NUL bytes": (b"Page address\r\nx\0y", "not a plain CSV file"),
    "UTF-16": (GOOD.encode("utf-16"), "not a plain CSV file"),
    "no letters": (b"Page address\r\n\x81\x8d", "cannot read the letters"),
    "a misspelled column": (b"Page address,Mondy\r\na,b", "Did you mean “Monday”?"),
    "an unknown column": (b"Page address,Salary\r\na,b", "We do not know the column “Salary”."),
    "a missing column": (b"Name\r\nx", "no column “Page address”"),
    "a column twice": (b"Page address,Name,name\r\na,b,c", "stands in the file twice"),
    "no heading": (b"Page address,\r\na,b", "Column 2 has no heading"),
    "too many cells": (b"Page address,Name\r\na,b,c", "Row 2 has more cells"),
    "an open quotation mark": (b'Page address,Name\r\na,"b\r\nc,d', "quotation mark that is not closed"),
    "a huge cell": (b"Page address\r\n" + b"x" * 200_000, "cannot read line"),
    "too large": (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    "too many rows": (b"Page address\r\n" + b"a\r\n" * (MOST_ROWS + 1), "Import at most 200"),
    "another delimiter": (b"Page address|Name\r\na|b", "We do not know the column"),
}


@pytest.mark.parametrize(("content", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_used_gets_one_sentence(editor, content, words):
    with pytest.raises(UnreadableFile, match=words.replace("?", r"\?")):
        run(decoded(content), editor)
