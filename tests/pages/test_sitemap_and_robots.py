"""What search engines are told."""

import xml.etree.ElementTree as xml

import pytest
from django.urls import reverse

from tests.factories import make_condition, make_treatment

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client):
    root = xml.fromstring(client.get("/sitemap.xml").content)
    return [place.text for place in root.findall("s:url/s:loc", NAMES)]


def test_every_public_page_is_listed_once_with_its_whole_address(client):
    make_treatment(slug="mild")
    make_condition(slug="sciatica")

    assert sorted(addresses(client)) == [
        "http://testserver/",
        "http://testserver/appointments/request/",
        "http://testserver/conditions/",
        "http://testserver/conditions/sciatica/",
        "http://testserver/contact/",
        "http://testserver/faqs/",
        "http://testserver/guide/",
        "http://testserver/insurance/",
        "http://testserver/insurance/workers-compensation-and-injury/",
        "http://testserver/locations/",
        "http://testserver/locations/maryland/",
        "http://testserver/locations/pennsylvania/",
        "http://testserver/locations/virginia/",
        "http://testserver/notices/",
        "http://testserver/patient-forms/",
        "http://testserver/providers/",
        "http://testserver/resources/",
        "http://testserver/treatments/",
        "http://testserver/treatments/mild/",
    ]


def test_each_page_says_when_it_changed(client):
    make_treatment()

    root = xml.fromstring(client.get("/sitemap.xml").content)
    assert len(root.findall("s:url/s:lastmod", NAMES)) == 1


def test_every_address_of_the_sitemap_leads_to_a_page(client):
    make_treatment()
    make_condition()

    assert {client.get(address).status_code for address in addresses(client)} == {200}


def test_robots_are_kept_from_staff_pages_and_told_the_sitemap(client):
    body = client.get(reverse("pages:robots")).content.decode()

    assert body.splitlines()[0].startswith("User-agent: *")
    assert "Disallow: /admin/" in body
    assert "Sitemap: http://testserver/sitemap.xml" in body


def test_robots_are_plain_text(client):
    assert client.get("/robots.txt").headers["Content-Type"] == "text/plain; charset=utf-8"
