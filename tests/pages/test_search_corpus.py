"""What people really type finds what they mean: a corpus of queries against the demonstration's content."""

import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from pages.searching.finding import find
from practice.models import NoticeText
from practice.notices.required_languages import LANGUAGE_HELP
from publishing.models import SearchEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]

QUERIES = tomllib.loads(Path(__file__).with_name("search_queries.toml").read_text())["queries"]
ENOUGH = 0.95


@pytest.fixture(scope="module")
def loaded_content_with_places(django_db_setup, django_db_blocker):
    """The demonstration with the gazetteer."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_gazetteer", verbosity=0)
        call_command("load_demo_content", verbosity=0)
        yield
        transaction.set_rollback(True)


def first_of(typed: str) -> list[str]:
    """The title of the best page, and the place whose offices are offered above it."""
    finding = find(typed)
    titles = [result.card.title for result in finding.best(1)]
    return [*titles, *([f"place: {finding.place}"] if finding.place else [])] or ["nothing"]


def test_the_corpus_is_large():
    assert len({query["typed"] for query in QUERIES}) >= 80


def test_the_right_page_comes_first(loaded_content_with_places):
    found = {query["typed"]: first_of(query["typed"]) for query in QUERIES}

    wrong = [
        f"{query['typed']}: {found[query['typed']]}, not {query['first']}"
        for query in QUERIES
        if not set(found[query["typed"]]) & set(query["first"])
    ]
    assert len(wrong) <= (1 - ENOUGH) * len(QUERIES), "\n".join(wrong)


DANGER = [
    "cannot pee", "can't pee", "can't urinate", "lost bladder control", "loss of bladder control", "bowel control",
    "numb groin", "paralyzed", "stroke", "chest pain", "heart attack", "can't breathe", "emergency",
]  # fmt: skip
NOT_MISTYPED = [
    "migraine", "migrane", "ketamine", "cancel appointment", "lawyer", "records release", "radio frequency", "booklet",
    "painkillers", "release", "poop",
]  # fmt: skip


@pytest.mark.parametrize("typed", DANGER)
def test_signs_of_danger_lead_to_what_to_do_at_once(loaded_content_with_places, typed):
    assert first_of(typed) == ["When should I get help right away?"]


@pytest.mark.parametrize("typed", NOT_MISTYPED)
def test_a_word_that_only_resembles_one_of_ours_is_not_taken_for_it(loaded_content_with_places, typed):
    assert find(typed).instead == ""


def test_every_language_leads_to_its_help_by_its_own_name(loaded_content_with_places):
    own_names = NoticeText.objects.filter(version__notice__slug=LANGUAGE_HELP).values_list("own_name", flat=True)

    assert len(own_names) > 16
    assert [name for name in own_names if first_of(name) != ["Free help in your language"]] == []


def test_no_place_for_a_telephone_number_is_left_open(loaded_content_with_places):
    assert not SearchEntry.objects.filter(text__contains="{phone}").exists()


def test_the_best_group_comes_first(loaded_content_with_places):
    finding = find("cortisone shot")

    scores = [group.results[0].score for group in finding.groups]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
