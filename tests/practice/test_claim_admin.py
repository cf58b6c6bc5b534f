"""The staff's desk for claims: promises are questioned, history is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from practice.models import Claim
from practice.promising_words import promising_words
from tests.factories import make_staff
from tests.practice.ledger import BOARD, make_claim
from tests.publishing.admin_pages import errors_of, form_of

ADD = "/admin/practice/claim/add/"
PROMISES = {
    "We guarantee relief": ["guarantee"],
    "Guaranteed relief": ["Guaranteed"],
    "The best doctors, the BEST care": ["best", "BEST"],
    "We cure back pain": ["cure"],
    "The #1 clinic, or # 1": ["#1", "# 1"],
    "The number one clinic": ["number one"],
    "Painless and pain-free": ["Painless", "pain-free"],
    "100% success, 100 % safe, 100 percent": ["100%", "100 %", "100 percent"],
    "Rated five stars, 5\u2011star care": ["Rated", "five stars", "5-star"],
    "Top doctors, leading the field": ["Top", "leading"],
    "Award-winning, renowned, world\u00a0class": ["Award-winning", "renowned", "world class"],
    "The \uff42est and the be\u00adst": ["best"],
}


@pytest.mark.parametrize("text", PROMISES)
def test_a_promise_is_found(text):
    assert promising_words(text) == PROMISES[text]


@pytest.mark.parametrize(
    "text",
    [
        "Secure records",
        "Procedures explained",
        "Bestowed",
        "Individualized patient care",
        "1100 parking spaces",
        "Stopped clocks",
    ],
)
def test_plain_words_are_no_promise(text):
    assert promising_words(text) == []


@pytest.fixture
def desk(client, db):
    client.force_login(make_staff(role="editor"))
    return client


def filled(desk, address=ADD, **changes):
    """The form at that address as staff would send it."""
    today = timezone.localdate().isoformat()
    fields = form_of(desk.get(address), "claim_form")
    own = {"text": "Step-free offices", "owner": "Sample Manager", "evidence": "A survey.", "verified_on": today}
    own |= {"in_force_from": today, "in_force_until": today}
    return {**fields, **(own if address == ADD else {}), **changes}


def test_a_claim_is_added_with_its_history(desk):
    desk.post(ADD, filled(desk))

    claim = Claim.objects.get()
    assert (claim.text, claim.in_maryland, claim.in_virginia) == ("Step-free offices", True, True)
    assert Version.objects.get_for_object(claim).count() == 1


def test_words_that_promise_are_refused_with_the_reason(desk):
    said = errors_of(desk.post(ADD, filled(desk, text="Guaranteed relief")))

    assert "“Guaranteed”: this reads as a promise" in said
    assert "COMAR 10.32.01.12" in said
    assert not Claim.objects.exists()


def test_words_that_were_agreed_to_are_kept_and_not_questioned_again(desk):
    desk.post(ADD, filled(desk, text="Best reached by bus", keeps_promising_words="on"))
    claim = Claim.objects.get()
    address = reverse("admin:practice_claim_change", args=[claim.pk])

    desk.post(address, filled(desk, address, owner="Somebody else"))

    claim.refresh_from_db()
    assert (claim.text, claim.owner) == ("Best reached by bus", "Somebody else")


def test_board_certified_without_the_boards_name_is_refused_in_words(desk):
    said = errors_of(desk.post(ADD, filled(desk, kind="board", text="Board certified", board_name="")))

    assert "Give the board's full name" in said.replace("&#x27;", "'")


def test_a_claim_that_ends_nowhere_is_refused(desk):
    response = desk.post(ADD, filled(desk, in_force_until=""))

    assert errors_of(response)
    assert not Claim.objects.exists()


def test_the_list_says_where_each_claim_stands(desk):
    today = timezone.localdate()
    make_claim(text="A", evidence="")
    make_claim(text="B", in_force_until=today - timedelta(days=1))
    make_claim(**BOARD)

    body = desk.get("/admin/practice/claim/").content.decode()

    assert all(words in body for words in ("Without evidence: not shown", "Expired: not shown", "In force"))


def test_the_list_can_be_narrowed_to_what_lacks_evidence(desk):
    make_claim(text="Bare", evidence="")
    make_claim(text="Shown everywhere")

    body = desk.get("/admin/practice/claim/?standing=unproven").content.decode()

    assert "Bare" in body
    assert "Shown everywhere" not in body
