"""A patient who was offered two treatments puts them side by side."""

import pytest

from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MILD, SPACER = "minimally-invasive-lumbar-decompression", "interspinous-spacer"


def test_the_patient_starts_at_mild_and_adds_the_spacer(client, loaded_content):
    mild = read(client, f"/treatments/{MILD}/")
    (compare,) = [link for link in mild.main.all("a") if link.text == "Compare it with other treatments"]

    choosing = read(client, compare.attributes["href"])
    ticked = [box.attributes["value"] for box in choosing.main.all("input", name="t", checked=True)]
    assert ticked == [MILD]
    assert "Choose one more treatment" in choosing.main.text

    table = read(client, f"/treatments/compare/?t={MILD}&t={SPACER}").main.one("table")
    assert [cell.text for cell in table.all("th", scope="col")] == ["MILD", "Interspinous spacer"]


def test_the_table_answers_what_the_patient_asks(client, loaded_content):
    table = read(client, f"/treatments/compare/?t={MILD}&t={SPACER}").main.one("table")

    rows = {row.all("th")[0].text: row for row in table.all("tr") if row.all("td") and row.all("th", scope="row")}
    assert "About an hour" in rows["Time it takes"].text
    assert "Infection" in rows["Rare but serious risks"].text
    assert len(rows["Usually not if …"].all("td")) == 2


def test_each_column_leads_back_to_its_treatment(client, loaded_content):
    table = read(client, f"/treatments/compare/?t={MILD}&t={SPACER}").main.one("table")

    assert table.one("thead").links == [f"/treatments/{MILD}/", f"/treatments/{SPACER}/"]


def test_the_address_can_be_sent_to_a_daughter(client, loaded_content):
    address = f"/treatments/compare/?t={MILD}&t={SPACER}"

    assert read(client, address).main.text == read(type(client)(), address).main.text
