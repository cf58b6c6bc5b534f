"""An editor is told of a badge without evidence, adds it, sees it on the site, and is told before it expires."""

import pytest
from django.test import Client
from django.utils import timezone

from practice.models import Claim
from tests.factories import make_practice, make_staff
from tests.journeys.staff_desk import errors, open_form
from tests.pages.reading import read
from tests.practice.ledger import make_claim

pytestmark = pytest.mark.django_db

WORDS = "A plan of care for each patient"


@pytest.fixture
def desk(client):
    make_practice()
    client.force_login(make_staff(role="editor"))
    return client


def waiting(desk, key) -> list[dict]:
    """What the first page of the admin lists under that heading."""
    lists = {each["key"]: each for each in desk.get("/admin/").context["todo"]}
    return lists[key]["items"]


def test_a_badge_without_evidence_becomes_a_badge_and_ends_on_its_last_day(desk):
    make_claim(text=WORDS, evidence="")
    assert WORDS not in read(Client(), "/").text

    (item,) = waiting(desk, "claims-unproven")
    today = timezone.localdate()
    form = {**open_form(desk, item["url"]), "evidence": "The plan of care form, kept in each chart."}
    desk.post(item["url"], {**form, "verified_on": f"{today}", "in_force_until": f"{today}"})

    assert waiting(desk, "claims-unproven") == []
    assert [item["name"] for item in waiting(desk, "claims-ending")] == [WORDS]
    assert WORDS in read(Client(), "/").text


def test_a_promise_typed_into_a_badge_is_questioned_and_the_badge_stays_as_it_was(desk):
    claim = make_claim(text=WORDS)
    address = f"/admin/practice/claim/{claim.pk}/change/"

    response = desk.post(address, {**open_form(desk, address), "text": "Guaranteed relief"})

    assert "reads as a promise" in errors(response)
    assert Claim.objects.get().text == WORDS
