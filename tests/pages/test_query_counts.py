"""A page asks the database as often for three things as for one, and not at all when it is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.searching.indexing import refresh
from tests.factories import make_area, make_practice, make_red_flag
from tests.pages.reading import forget_kept_pages
from tests.practice.ledger import make_claim
from tests.practice.library import make_announcement, make_faq, make_patient_form, make_resource
from tests.practice.plans import make_plan
from tests.treatments.complete import make_complete_condition, make_complete_treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PAGES = [
    "/",
    "/treatments/",
    "/treatments/?area=leg",
    "/treatments/t1/",
    "/treatments/compare/",
    "/treatments/compare/?t=t1",
    "/treatments/compare/?t=t1&t=t2",
    "/conditions/",
    "/conditions/c1/",
    "/search/?q=condition",
    "/search/?q=zebra",
    "/insurance/",
    "/insurance/?state=MD",
    "/insurance/workers-compensation-and-injury/",
    "/patient-forms/",
    "/patient-forms/form-1/",
    "/faqs/",
    "/resources/",
    "/sitemap.xml",
    "/robots.txt",
    "/nowhere/",
]
NOT_KEPT = ("/search/?q=condition", "/search/?q=zebra", "/treatments/compare/?t=t1", "/nowhere/")
KEPT = [address for address in PAGES if address not in NOT_KEPT]
MOST = 34  # nine of them ask when something next appears or disappears: once after each change, not for each page


@pytest.fixture
def leg():
    make_practice()
    return make_area(slug="leg")


def fill(leg, numbers):
    """Complete treatments and conditions with these numbers, each linked with each, and a red flag for each."""
    conditions = [
        make_complete_condition(slug=f"c{n}", title=f"Condition {n}", short_title=f"C {n}", areas=[leg])
        for n in numbers
    ]
    for number in numbers:
        make_complete_treatment(slug=f"t{number}", title=f"Treatment {number}", conditions=conditions)
        make_red_flag()
        make_plan(things_to_bring=["A letter"])
        make_claim()
        make_patient_form(slug=f"form-{number}")
        make_faq()
        make_resource()
        make_announcement()


def queries(client, address):
    refresh()
    client.get(address)  # what a process reads once, and a word that found nothing for the first time
    forget_kept_pages()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("address", PAGES)
def test_three_items_cost_as_many_queries_as_one(client, leg, address):
    fill(leg, [1, 2] if "t2" in address else [1])
    before = queries(client, address)
    fill(leg, [3, 4, 5])

    assert queries(client, address) == before
    assert 0 < before <= MOST


def test_four_treatments_side_by_side_cost_as_many_queries_as_two(client, leg):
    fill(leg, [1, 2, 3, 4])

    two = queries(client, "/treatments/compare/?t=t1&t=t2")
    assert queries(client, "/treatments/compare/?t=t1&t=t2&t=t3&t=t4") == two


@pytest.mark.parametrize("address", KEPT)
def test_a_kept_page_asks_the_database_nothing(client, leg, address, django_assert_num_queries):
    fill(leg, [1, 2])
    queries(client, address)

    with django_assert_num_queries(0):
        client.get(address)
