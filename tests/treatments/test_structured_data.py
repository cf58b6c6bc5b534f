"""What the pages tell search engines: the right types, only what a reader sees too, and no way out of the script."""

import json
import re

import pytest
from django.test import Client

from tests.factories import make_condition, make_practice, make_treatment
from tests.pages.reading import read
from tests.treatments.complete import make_complete_condition, make_complete_treatment

pytestmark = pytest.mark.django_db

NOT_WORDS = {"@context", "@type", "url", "item", "telephone", "dateModified", "lastReviewed", "sameAs"}


def words_said(data):
    """Every text of the description that is meant to be read."""
    if isinstance(data, dict):
        return [words for name, value in data.items() if name not in NOT_WORDS for words in words_said(value)]
    if isinstance(data, list):
        return [words for value in data for words in words_said(value)]
    return [data] if isinstance(data, str) else []


def unseen(page):
    """Sentences of the structured data that neither the page, its title nor its description shows."""
    description = page.one("meta", name="description").attributes["content"]
    seen = f"{page.text} {page.title} {description}"
    said = [words for data in page.structured_data.values() for words in words_said(data)]
    return [sentence for words in said for sentence in re.split(r"(?<=[.!?]) ", words) if sentence not in seen]


@pytest.fixture
def treatment():
    make_practice()
    return make_complete_treatment(conditions=[make_condition()])


def test_a_treatment_is_a_medical_web_page_about_a_procedure(client, treatment):
    data = read(client, treatment.get_absolute_url()).structured_data["MedicalWebPage"]

    assert data["about"]["@type"] == "MedicalProcedure"
    assert data["about"]["name"] == treatment.title
    assert data["url"] == f"http://testserver/treatments/{treatment.slug}/"


def test_a_condition_is_a_medical_web_page_about_a_condition(client):
    condition = make_complete_condition()
    offered = make_treatment(conditions=[condition])

    about = read(client, condition.get_absolute_url()).structured_data["MedicalWebPage"]["about"]
    assert about["@type"] == "MedicalCondition"
    assert [item["name"] for item in about["possibleTreatment"]] == [offered.title]
    assert {item["name"] for item in about["signOrSymptom"]} == {"Cramps in the calves", "Numb saddle area"}


def test_the_trail_is_a_breadcrumb_list_of_whole_addresses(client, treatment):
    steps = read(client, treatment.get_absolute_url()).structured_data["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Home"),
        (2, "Treatments"),
        (3, treatment.short_title),
    ]
    assert [step["item"] for step in steps][:2] == ["http://testserver/", "http://testserver/treatments/"]


def test_the_home_page_describes_the_practice_and_its_telephones(client):
    make_practice()

    data = read(client, "/").structured_data["MedicalOrganization"]
    assert data["name"] == "Pain and Spine Specialists"
    assert [point["areaServed"]["name"] for point in data["contactPoint"]] == ["Maryland", "Pennsylvania", "Virginia"]


def test_without_a_practice_the_home_page_describes_none(client):
    assert read(client, "/").structured_data == {}


def test_a_treatment_page_tells_machines_nothing_its_readers_do_not_see(client, treatment):
    assert unseen(read(client, treatment.get_absolute_url())) == []


def test_a_condition_page_tells_machines_nothing_its_readers_do_not_see(client):
    condition = make_complete_condition()
    make_treatment(conditions=[condition])

    assert unseen(read(client, condition.get_absolute_url())) == []


def test_the_home_page_tells_machines_nothing_its_readers_do_not_see(client):
    make_practice()

    assert unseen(read(client, "/")) == []


@pytest.mark.parametrize("path", ["/treatments/", "/conditions/", "/treatments/compare/", "/search/"])
def test_lists_tell_machines_nothing_their_readers_do_not_see(client, treatment, path):
    assert unseen(read(client, path)) == []


def test_a_review_is_told_only_when_there_was_one(client):
    never = read(client, make_treatment().get_absolute_url()).structured_data["MedicalWebPage"]
    reviewed = make_treatment(reviewed_by="Dana Sample, MD", reviewed_on="2025-05-06")
    once = read(client, reviewed.get_absolute_url()).structured_data["MedicalWebPage"]

    assert "lastReviewed" not in never
    assert "reviewedBy" not in never
    assert (once["lastReviewed"], once["reviewedBy"]["name"]) == ("2025-05-06", "Dana Sample, MD")


BREAKING_OUT = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\u2028x\u2029",
    '"}, {"@type": "Hotel"',
    "&lt;/script&gt;",
]


@pytest.mark.parametrize("title", BREAKING_OUT)
def test_no_title_breaks_out_of_the_script(client, title):
    treatment = make_treatment(title=title, short_title=title[:40], summary=title)

    page = read(client, treatment.get_absolute_url())
    assert page.structured_data["MedicalWebPage"]["about"]["name"] == title
    assert page.structured_data["BreadcrumbList"]["itemListElement"][-1]["name"] == title[:40]
    assert [script for script in page.all("script") if "alert" in script.source and "@type" not in script.source] == []


def test_a_whole_script_element_in_every_row_stays_words(client):
    evil = "</script><img src=x onerror=alert(1)>"
    treatment = make_treatment(title=evil, other_names=evil)
    treatment.steps.create(title=evil, text=evil, position=1)
    treatment.risks.create(frequency="rare", text=evil, position=2)
    treatment.faqs.create(question=evil, answer="<p>No.</p>", position=1)

    page = read(client, treatment.get_absolute_url())
    assert page.all("img") == []
    assert page.structured_data["MedicalWebPage"]["about"]["howPerformed"] == evil


def test_signs_of_rich_text_are_written_as_read(client):
    treatment = make_treatment(preparation="<p>Food &amp; drink: &lt; 2 cups</p>")

    about = read(client, treatment.get_absolute_url()).structured_data["MedicalWebPage"]["about"]
    assert about["preparation"] == "Food & drink: < 2 cups"


def test_a_line_break_of_rich_text_parts_words(client):
    treatment = make_treatment(preparation="<p>Eat lightly<br>Drink water</p>")

    about = read(client, treatment.get_absolute_url()).structured_data["MedicalWebPage"]["about"]
    assert about["preparation"] == "Eat lightly. Drink water"


def test_addresses_come_from_the_settings_and_not_from_the_visitor(client, treatment, settings):
    settings.ALLOWED_HOSTS = ["*"]

    response = Client(headers={"host": "evil.example"}).get(treatment.get_absolute_url())
    assert "evil.example" not in response.content.decode()


def test_every_description_is_one_json_object(client, treatment):
    page = read(client, treatment.get_absolute_url())

    for script in page.all("script", type="application/ld+json"):
        assert json.loads(script.source)["@context"] == "https://schema.org"
