"""The sample providers: visibly samples, true to the offices and treatments they are linked with, plainly worded."""

import re
import tomllib

import pytest
import textstat

from locations.content_files import FILE as OFFICES_FILE
from providers.content_files import FILE, load_providers
from providers.models import Kind, Provider
from tests.treatments.content import texts

DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))["providers"]
OFFICES = {office["slug"]: office for office in tomllib.loads(OFFICES_FILE.read_text(encoding="utf-8"))["locations"]}
BOASTS = re.compile(
    r"award|\byears of\b|decades|thousands|hundreds|\bbest\b|\bleading\b|\btop\b|renowned|expert|guarantee|world[- ]class",
    re.IGNORECASE,
)

each = pytest.mark.parametrize("data", DATA, ids=lambda data: data["slug"])


def test_there_are_ten_or_more_of_both_kinds():
    assert len(DATA) >= 10
    assert {data["kind"] for data in DATA} == set(Kind.values)
    assert len({data["slug"] for data in DATA}) == len(DATA)


@each
def test_everybody_can_be_seen_to_be_a_sample(data):
    invented = [row["board"] for row in data["credentials"]] + [row["where"] for row in data["education"]]

    assert data["family_name"] == "Sample"
    assert all(name.startswith("Sample ") for name in invented)
    assert f"{data['given_name']} Sample is not a real person." in data["biography"]


@each
def test_nobody_boasts(data):
    assert [text for text in texts(data) if BOASTS.search(text)] == []


@each
def test_everybody_is_licensed_where_they_work(data):
    assert {OFFICES[slug]["state"] for slug in data["locations"]} <= set(data["licenses"])


@each
def test_what_they_do_is_offered_where_they_work(data):
    offered = {treatment for slug in data["locations"] for treatment in OFFICES[slug]["treatments"]}

    assert data["treatments"]
    assert set(data["treatments"]) <= offered


@each
def test_the_words_are_plain(data):
    assert textstat.flesch_kincaid_grade(f"{data['summary']} {data['biography']}") <= 8.5


def test_every_office_and_every_treatment_has_somebody():
    everything = {treatment for office in OFFICES.values() for treatment in office["treatments"]}

    assert {slug for data in DATA for slug in data["locations"]} == set(OFFICES)
    assert {slug for data in DATA for slug in data["treatments"]} == everything


@pytest.mark.django_db
def test_everybody_is_public_once_loaded(loaded_content):
    assert Provider.objects.published().count() == len(DATA)
    assert [provider.missing_to_publish() for provider in Provider.objects.all() if provider.missing_to_publish()] == []


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_adds_only_who_is_missing(loaded_content):
    Provider.objects.filter(slug="alex-sample").update(summary="Staff wrote this.")
    Provider.objects.get(slug="blair-sample").delete()

    assert load_providers() == 1
    assert load_providers() == 0
    assert Provider.objects.get(slug="alex-sample").summary == "Staff wrote this."
