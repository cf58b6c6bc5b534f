"""A patient of a treatment finds out about the plan on the card, then about an injury at work, and asks for a visit."""

import pytest

from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MILD = "/treatments/minimally-invasive-lumbar-decompression/"


def test_from_a_treatment_to_the_plan_to_the_rule_to_the_request(client, loaded_content):
    treatment = read(client, MILD)
    assert "/insurance/" in treatment.one("section", id="cost").links

    plans = read(client, "/insurance/?state=PA&q=hmo")
    assert [name.text for name in plans.main.all("h3")] == ["Sample Health Plan HMO"]
    assert "Call first" in plans.one("div", data_standing="call_first").text
    assert "A note from your own doctor that sends you to us" in plans.main.text

    all_plans = read(client, "/insurance/")
    assert "/insurance/workers-compensation-and-injury/" in all_plans.main.links

    rules = read(client, "/insurance/workers-compensation-and-injury/")
    pennsylvania = rules.one("section", id="pennsylvania").text
    assert "you choose from that list for the first 90 days" in pennsylvania
    assert "/appointments/request/" in rules.main.links

    assert "/insurance/workers-compensation-and-injury/" in read(client, "/appointments/request/").main.links


def test_a_plan_in_a_state_without_it_leads_to_the_telephone_of_the_state(client, loaded_content):
    page = read(client, "/insurance/?state=VA&q=hmo")

    assert "This does not mean that we cannot see you." in page.main.text
    assert "tel:+1-703-555-0142" in page.main.links
