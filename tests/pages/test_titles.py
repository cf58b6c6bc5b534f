"""Pages are found by the words of their titles and lay names, with small typing mistakes forgiven."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.titles import find_pages, words
from tests.factories import make_condition, make_treatment

pytestmark = pytest.mark.django_db


def found(text):
    return [match.page.title for match in find_pages(text)]


@pytest.fixture
def library():
    make_condition(title="Sciatica", short_title="Sciatica", other_names="pinched nerve\nleg pain")
    make_condition(title="Lumbar spinal stenosis", short_title="Stenosis", other_names="narrow spinal canal")
    make_treatment(
        title="Epidural steroid injection", short_title="Epidural", other_names="back shot\ncortisone shot for the back"
    )
    make_treatment(title="Spinal cord stimulation", short_title="Stimulation", other_names="pain pacemaker")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sciatica", "Sciatica"),
        ("SCIATICA", "Sciatica"),
        ("pinched nerve", "Sciatica"),
        ("nerve pinched", "Sciatica"),
        ("  leg   pain!! ", "Sciatica"),
        ("stenosis", "Lumbar spinal stenosis"),
        ("steno", "Lumbar spinal stenosis"),
        ("epidural injection", "Epidural steroid injection"),
        ("cortisone", "Epidural steroid injection"),
        ("pacemaker", "Spinal cord stimulation"),
    ],
)
def test_a_name_is_found_in_any_case_and_order(library, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("siatica", "Sciatica"),
        ("sciatcia", "Sciatica"),
        ("pinced nerve", "Sciatica"),
        ("stenossis", "Lumbar spinal stenosis"),
        ("epidurel", "Epidural steroid injection"),
        ("cortizone", "Epidural steroid injection"),
        ("spinal cord stimulasion", "Spinal cord stimulation"),
    ],
)
def test_a_small_mistake_is_forgiven(library, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "?!", "zebra", "x", "___", "🦵", "\x00"])
def test_what_is_no_name_finds_nothing(library, typed):
    assert found(typed) == []


def test_a_whole_name_comes_before_a_part_of_a_longer_one(library):
    make_condition(title="Pain", short_title="Pain")

    assert found("pain")[0] == "Pain"


def test_a_page_is_found_once_however_many_of_its_names_match(library):
    assert found("back") == ["Epidural steroid injection"]


def test_a_match_says_under_which_name(library):
    (match,) = find_pages("pinched")

    assert match.name == "pinched nerve"


def test_no_more_than_twelve_are_found():
    for number in range(15):
        make_condition(title=f"Pain {number}", short_title=f"Pain {number}")

    assert len(find_pages("pain")) == 12


def test_drafts_and_incomplete_treatments_are_not_found(library):
    make_condition(title="Secret sciatica", short_title="Secret", publish_from=None)
    make_treatment(title="Riskless sciatica care", short_title="Riskless", with_required_rows=False)

    assert found("sciatica") == ["Sciatica"]


def test_words_are_split_at_punctuation_and_compared_without_case():
    assert words("Low-Back pain, (L5)") == ["low", "back", "pain", "l5"]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_it_fail(library, text):
    assert all(0 < match.score <= 1 for match in find_pages(text))


def test_a_very_long_word_costs_no_more_than_a_long_one(library):
    for number in range(20):
        make_condition(
            title=f"Condition of the {number}th joint", other_names="\n".join(f"name {n}" for n in range(10))
        )

    def seconds(text):
        started = time.process_time()
        find_pages(text)
        return time.process_time() - started

    seconds("warm up")
    assert seconds("pain" * 1000) < 10 * seconds("pain" * 5)
