"""What patients read about insurance, and about who pays after an injury."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.appointments.asking import make_everything
from tests.factories import make_compensation_rule, make_practice, make_treatment
from tests.pages.reading import read
from tests.practice.plans import make_accident_rule, make_guide, make_plan

pytestmark = pytest.mark.django_db

INSURANCE = "/insurance/"
INJURY = "/insurance/workers-compensation-and-injury/"


def plan_names(page):
    return [part.text for part in page.main.all("h3")]


def standings(page):
    return {part.one("dt").text: part.one("dd").text for part in page.main.all("div", data_standing=True)}


def test_a_plan_says_how_it_stands_in_each_state_and_when_that_was_checked(client):
    plan = make_plan(standings={"MD": "accepted", "PA": "call_first"})
    plan.coverage.update(verified_on=date(2026, 3, 2))

    assert standings(read(client, INSURANCE)) == {
        "Maryland": "Accepted checked Mar 2, 2026",
        "Pennsylvania": "Call first checked Mar 2, 2026",
        "Virginia": "Not listed",
    }


def test_the_page_explains_call_first_and_what_to_bring(client):
    make_guide()
    make_plan(things_to_bring=["A letter from your doctor"])

    page = read(client, INSURANCE)

    assert "Call us before you book." in page.main.text
    assert "Your card" in page.one("section", id="bring").text
    assert "A letter from your doctor" in page.main.text
    assert "good-faith estimate" in page.one("section", id="paying-yourself").text


def test_medicare_and_medicaid_are_spoken_of_with_care(client):
    make_plan(kind="medicare")
    make_plan(kind="medicaid")

    page = read(client, INSURANCE)

    assert "Original Medicare and Medicare Advantage are not the same" in page.one("section", id="medicare").text
    assert "Please call us before you book" in page.one("section", id="medicaid").text


def test_a_state_and_a_name_narrow_the_list_and_stay_in_the_form(client):
    make_plan(name="Blue Sample", standings={"VA": "accepted"})
    make_plan(name="Red Sample", standings={"VA": "accepted"})
    make_plan(name="Blue of Maryland", standings={"MD": "accepted"})

    page = read(client, f"{INSURANCE}?state=VA&q=blue")

    assert plan_names(page) == ["Blue Sample"]
    assert standings(page).keys() == {"Virginia"}
    assert page.main.one("input", name="q").attributes["value"] == "blue"
    assert [option.text for option in page.all("option", selected=True)] == ["Virginia"]
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_a_plan_that_is_not_there_leads_to_the_telephone(client):
    make_practice()
    make_plan()

    page = read(client, f"{INSURANCE}?q=zebra")

    assert "We found no plan with “zebra” in its name" in page.main.text
    assert any(link.startswith("tel:") for link in page.main.links)
    assert INSURANCE in page.main.links


@pytest.mark.parametrize(
    ("query", "words"), [("state=Ohio", "Choose one of our states"), (f"q={'x' * 61}", "Use fewer words")]
)
def test_what_cannot_be_understood_is_said_and_all_plans_are_shown(client, query, words):
    make_plan(name="Sample")

    page = read(client, f"{INSURANCE}?{query}")

    assert words in page.one("div", role="alert").text
    assert page.title.startswith("Error: ")
    assert plan_names(page) == ["Sample"]


def test_what_was_typed_cannot_become_markup(client):
    page = read(client, f"{INSURANCE}?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "“<script>alert(1)</script>”" in page.main.text
    assert page.main.all("script") == []


def test_what_somebody_searched_for_is_not_kept_and_the_whole_list_is(client):
    make_plan(name="Blue Sample")
    asked = []

    for address in (INSURANCE, f"{INSURANCE}?q=blue"):
        read(client, address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        asked.append(bool(queries))
        assert not response.cookies

    assert asked == [False, True]


def test_each_state_has_its_rules_under_its_own_anchor(client):
    guide = make_guide()
    make_compensation_rule(state="PA", rule="In general, from a list.")
    make_accident_rule(guide, state="PA", rule="In general, benefits.", checked_on=date(2026, 3, 2))

    page = read(client, INJURY)

    pennsylvania = page.one("section", id="pennsylvania").text
    assert "In general, from a list." in pennsylvania
    assert "Not yet compared with the state’s own words." in pennsylvania
    assert "In general, benefits." in pennsylvania
    assert "Compared with the state’s own words on March 2, 2026." in pennsylvania
    assert "#pennsylvania" in page.main.links
    assert page.all("section", id="maryland") == []


def test_the_page_about_injuries_says_what_to_do_and_is_no_legal_advice(client):
    make_guide(work_injury="Tell your boss first.", accident="Bring the claim number.")

    text = read(client, INJURY).main.text

    assert "Tell your boss first." in text
    assert "Bring the claim number." in text
    assert "It is not legal advice." in text


def test_the_request_form_leads_to_both_pages_in_a_tab_of_their_own(client):
    make_everything()

    page = read(client, "/appointments/request/")

    opened = [part.attributes["href"] for part in page.main.all("a", target="_blank")]
    assert INSURANCE in opened
    assert INJURY in opened


def test_a_treatments_cost_and_every_foot_lead_to_the_plans(client):
    make_treatment(slug="mild", cost="<p>It depends.</p>")

    page = read(client, "/treatments/mild/")

    assert INSURANCE in page.one("section", id="cost").links
    assert INSURANCE in page.one("footer").links
