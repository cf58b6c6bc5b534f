"""What search engines are told, whoever asks."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories import make_condition, make_treatment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://clinic.example"
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]


def addresses(client, **headers):
    tree = ElementTree.fromstring(client.get("/sitemap.xml", **headers).content)
    return [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_every_public_page_is_listed_with_the_sites_own_address(client):
    treatment, condition = make_treatment(), make_condition()

    assert addresses(client) == [
        "https://clinic.example/",
        "https://clinic.example/treatments/",
        "https://clinic.example/conditions/",
        "https://clinic.example/locations/",
        "https://clinic.example/providers/",
        "https://clinic.example/guide/",
        "https://clinic.example/insurance/",
        "https://clinic.example/insurance/workers-compensation-and-injury/",
        "https://clinic.example/notices/",
        "https://clinic.example/patient-forms/",
        "https://clinic.example/faqs/",
        "https://clinic.example/resources/",
        "https://clinic.example/appointments/request/",
        "https://clinic.example/contact/",
        "https://clinic.example/locations/maryland/",
        "https://clinic.example/locations/pennsylvania/",
        "https://clinic.example/locations/virginia/",
        f"https://clinic.example{treatment.get_absolute_url()}",
        f"https://clinic.example{condition.get_absolute_url()}",
    ]


def test_pages_that_are_not_public_are_not_listed(client):
    now = timezone.now()
    make_condition(slug="hidden-draft", publish_from=None)
    make_condition(slug="hidden-planned", publish_from=now + timedelta(days=1))
    make_condition(slug="hidden-ended", publish_until=now - timedelta(hours=1))
    make_treatment(slug="hidden-incomplete", with_required_rows=False)

    assert not [each for each in addresses(client) if "hidden" in each]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/", "/conditions/"])
def test_the_address_asked_for_leaves_no_trace(client, path):
    asked = client.get(path, headers={"host": "other.example", "x-forwarded-host": "evil.example"}).content.decode()

    assert "other.example" not in asked
    assert "evil.example" not in asked


def test_robots_find_the_sitemap_and_not_the_admin(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Sitemap: https://clinic.example/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines


def test_every_listed_page_is_there(client):
    make_treatment()
    make_condition()

    for address in addresses(client):
        assert client.get(address.removeprefix("https://clinic.example")).status_code == 200


@pytest.mark.parametrize("query", ["p=2", "p=abc", "p=99999999999999999999", "section=x"])
def test_a_strange_question_to_the_sitemap_gets_the_sitemap(client, query):
    assert client.get(f"/sitemap.xml?{query}").content == client.get("/sitemap.xml").content
