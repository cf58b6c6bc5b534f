"""A page asks the database as often for three things as for one, and not at all when it is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.content_version import clock
from tests.factories import make_area, make_practice, make_red_flag
from tests.pages.reading import forget_kept_pages
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
    "/sitemap.xml",
    "/robots.txt",
    "/nowhere/",
]
MOST = 24


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


def queries(client, address):
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


@pytest.mark.parametrize("address", PAGES[:-1])
def test_a_kept_page_asks_the_database_nothing(client, leg, address, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(clock, "seconds_between_looks", 60)
    fill(leg, [1, 2])
    queries(client, address)

    with django_assert_num_queries(0):
        client.get(address)
