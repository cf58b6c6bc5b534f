"""The heading over a list of offices tells the truth about how many there are."""

from types import SimpleNamespace

import pytest

from locations.finder import Finding
from locations.finding_words import heading

TOWN = "Frederick, MD"


def near(*miles, **changes) -> Finding:
    """A finding with an office at each of these distances."""
    return Finding([SimpleNamespace(miles=distance) for distance in miles], **{"total": len(miles), **changes})


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (near(), "No location is listed yet"),
        (near(3), "1 location near Frederick, MD"),
        (near(3, 30, 61), "2 locations near Frederick, MD"),
        (near(70, 80), "No location near Frederick, MD"),
        (near(*[5] * 20, total=345), "The 20 locations nearest to Frederick, MD, of 345"),
        (near(*[5] * 20, total=1000, is_more=True), "The 20 locations nearest to Frederick, MD, of more than 1,000"),
        (near(*[5] * 19, 61, total=345), "19 locations near Frederick, MD"),
    ],
)
def test_near_a_place(finding, words):
    assert heading(finding, TOWN) == words


def test_near_the_visitor():
    assert heading(near(3, 4), is_near_me=True) == "2 locations near you"
    assert heading(near(90), is_near_me=True) == "No location near you"


@pytest.mark.parametrize(
    ("finding", "in_maryland", "anywhere"),
    [
        (near(None), "1 location in Maryland", "1 location"),
        (near(None, None), "2 locations in Maryland", "2 locations"),
        (near(*[None] * 20, total=21), "The first 20 of 21 locations in Maryland", "The first 20 of 21 locations"),
    ],
)
def test_in_a_state_and_everywhere(finding, in_maryland, anywhere):
    assert heading(finding, state="Maryland") == in_maryland
    assert heading(finding) == anywhere


def test_when_nothing_fits_it_says_among_how_many():
    assert heading(near(), TOWN, has_filters=True) == "No location fits all that you chose"
    some = near(looked_at=200)
    assert heading(some, TOWN, has_filters=True) == "None of the 200 nearest locations fits all that you chose"
    assert heading(some, has_filters=True) == "None of the first 200 locations fits all that you chose"
