"""Common questions and helpful resources as pages."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from practice.models import Faq, FaqTopic, Resource
from publishing.content_version import current_token
from tests.factories import make_practice, make_staff
from tests.pages.reading import read
from tests.practice.library import make_faq, make_resource
from tests.publishing.admin_pages import add_row, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


# --- Questions --------------------------------------------------------------------------------------------------------


def test_each_topic_holds_its_questions_in_their_order(client):
    second = make_faq(question="Second?", position=2)
    make_faq(question="First?", position=1, topic=second.topic)
    make_faq(question="Elsewhere?")

    section = read(client, "/faqs/").one("section", id=second.topic.slug)

    assert [summary.text for summary in section.all("summary")] == ["First?", "Second?"]
    assert {summary.one("h3").text for summary in section.all("summary")} == {"First?", "Second?"}


def test_a_link_to_an_answer_leads_inside_the_closed_answer_so_that_a_browser_opens_it(client):
    faq = make_faq(answer="<p>Yes.</p>")

    page = read(client, faq.get_absolute_url().partition("#")[0])

    (details,) = page.main.all("details")
    assert details.one(id=faq.get_absolute_url().partition("#")[2]).text == "Yes."


def test_a_topic_without_questions_is_not_shown(client):
    FaqTopic.objects.create(slug="empty", title="Nothing here")
    faq = make_faq()

    page = read(client, "/faqs/")

    assert "Nothing here" not in page.text
    assert f"#{faq.topic.slug}" in page.main.links


def test_the_page_does_not_claim_to_be_a_list_for_search_engines(client):
    make_faq()

    assert "FAQPage" not in client.get("/faqs/").content.decode()


def test_an_answer_is_cleaned(client):
    make_faq(answer='<p onclick="x()">Yes.<script>alert(1)</script></p>')

    assert Faq.objects.get().answer == "<p>Yes.</p>"


def test_a_topic_asks_a_question_once():
    faq = make_faq(question="Why?")

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        make_faq(question="Why?", topic=faq.topic)
    with pytest.raises(ValidationError, match="already has this question"):
        Faq(topic=faq.topic, question="Why?", answer="<p>So.</p>").full_clean()


def test_staff_add_a_question_to_a_topic(client):
    topic = make_faq().topic
    client.force_login(make_staff())
    address = reverse("admin:practice_faqtopic_change", args=[topic.pk])
    fields = form_of(client.get(address), "faqtopic_form")

    client.post(address, add_row(fields, "faqs", question="Is it new?", answer="<p>It is.</p>", position="9"))

    assert Faq.objects.get(question="Is it new?").topic == topic


# --- Other sites ------------------------------------------------------------------------------------------------------


def test_a_link_says_that_it_leaves_and_for_where_and_tells_nobody(client):
    make_resource(name="MedlinePlus", url="https://www.medlineplus.gov/en/")

    page = read(client, "/resources/")

    (item,) = [item for item in page.main.all("li") if "MedlinePlus" in item.text]
    assert item.one("a").attributes == {"href": "https://www.medlineplus.gov/en/", "rel": "noopener"}
    assert "Leaves our site for medlineplus.gov" in item.text


def test_help_in_a_crisis_comes_first(client):
    make_resource(group="living", position=1)
    make_resource(group="crisis", position=2)

    heads = [head.text for head in read(client, "/resources/").main.all("h2")]

    assert heads[:2] == ["Help right now", "Help with daily life"]


@pytest.mark.parametrize("url", ["http://example.com/", "javascript:alert(1)", "//example.com"])
def test_a_link_that_is_not_secure_is_refused(url):
    with pytest.raises(IntegrityError, match="over_https"), transaction.atomic():
        make_resource(url=url)


def test_an_unknown_group_is_refused():
    with pytest.raises(IntegrityError, match="group_known"), transaction.atomic():
        make_resource(group="fun")


def test_staff_are_told_to_use_https():
    resource = Resource(name="A", url="http://example.com/", summary="A.", group="living")

    with pytest.raises(ValidationError, match="begins with https"):
        resource.full_clean()


@pytest.mark.parametrize("make", [make_faq, make_resource])
def test_a_change_makes_kept_pages_stale(make):
    row = make()
    before = current_token()

    type(row).objects.filter(pk=row.pk).delete()

    assert current_token() != before


# --- The demonstration, and the ways on -------------------------------------------------------------------------------


def test_what_staff_deleted_from_the_demonstration_stays_deleted(demo_content):
    FaqTopic.objects.filter(slug="medicines").delete()
    Resource.objects.filter(group="living").delete()
    counts = (FaqTopic.objects.count(), Faq.objects.count(), Resource.objects.count())
    assert min(counts) > 4

    call_command("load_demo_content", verbosity=0)

    assert (FaqTopic.objects.count(), Faq.objects.count(), Resource.objects.count()) == counts


def test_more_resources_stand_on_every_kind_of_page_and_carry_what_it_is_about(demo_content, client):
    office, treatment = "/locations/frederick/", "/treatments/minimally-invasive-lumbar-decompression/"
    asked = {
        office: "?location=frederick",
        treatment: "?treatment=minimally-invasive-lumbar-decompression",
        "/conditions/lumbar-spinal-stenosis/": "",
        "/faqs/": "",
        "/resources/": "",
        "/patient-forms/": "",
    }
    for address, query in asked.items():
        section = read(client, address).one("section", aria_labelledby="more-title")
        assert section.links[:2] == [f"/appointments/request/{query}", "/locations/"], address


def test_every_page_leads_to_forms_questions_and_resources(client):
    make_practice()

    assert {"/patient-forms/", "/faqs/", "/resources/"} <= set(read(client, "/").links)
