"""A claim is stored only with what makes it honest, and is a badge only while and where it may be."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from practice.claim_files import load_claims
from practice.models import Claim
from publishing.content_version import next_moment
from tests.practice.ledger import BOARD, WAIT, a_year_ago, make_claim, only_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]

STATES = ("MD", "PA", "VA")
DAY = timedelta(days=1)


def texts(claims):
    return sorted(claim.text for claim in claims)


# --- What cannot be stored --------------------------------------------------------------------------------------------

REFUSED = {
    "shown nowhere": (only_in(), "somewhere"),
    "of an unknown kind": ({"kind": "grand"}, "kind_known"),
    "board without its name": ({**BOARD, "board_name": ""}, "board_"),
    "board whose name is spaces": ({**BOARD, "text": "Board certified", "board_name": " "}, "board_named"),
    "board whose name the words leave out": ({**BOARD, "text": "Board certified doctors"}, "board_in_text"),
    "board said by another kind": ({"text": "All our doctors are Board-Certified"}, "board_said"),
    "board named by another kind": ({"text": "Board of Samples", "board_name": "Board of Samples"}, "board_named"),
    "wait without days": ({**WAIT, "promised_days": None}, "days_promised"),
    "wait of no days": ({**WAIT, "promised_days": 0}, "days_promised"),
    "days of another kind": ({"promised_days": 14}, "days_promised"),
    "nobody's": ({"owner": " "}, "owned"),
    "proven by spaces": ({"evidence": "  "}, "evidence_not_blank"),
    "over before it begins": ({"in_force_from": date(2026, 5, 2), "in_force_until": date(2026, 5, 1)}, "days_in_order"),
    "over before it was verified": (
        {"in_force_from": date(2026, 1, 1), "in_force_until": date(2026, 5, 1), "verified_on": date(2026, 5, 2)},
        "verified_before_its_end",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_claim_cannot_be(case):
    changes, constraint = REFUSED[case]

    with pytest.raises(IntegrityError, match=f"practice_claim_{constraint}"), transaction.atomic():
        make_claim(**changes)


def test_a_claim_without_a_last_day_cannot_be():
    with pytest.raises(IntegrityError, match="in_force_until"), transaction.atomic():
        make_claim(in_force_until=None)


@pytest.mark.parametrize("changes", [{}, BOARD, WAIT, {"evidence": ""}], ids=["plain", "board", "wait", "unproven"])
def test_an_honest_claim_is_stored(changes):
    make_claim(**changes).full_clean()

    assert Claim.objects.count() == 1


def test_nobody_verifies_tomorrow():
    claim = make_claim()
    claim.verified_on = timezone.localdate() + DAY

    with pytest.raises(ValidationError, match="cannot be in the future"):
        claim.full_clean()


def test_a_claim_is_checked_again_within_a_year():
    claim = make_claim()
    claim.in_force_until = claim.verified_on + timedelta(days=366)
    claim.full_clean()
    claim.in_force_until += DAY

    with pytest.raises(ValidationError, match="within a year"):
        claim.full_clean()


SAY_CERTIFIED = [
    "Board certified",
    "Board\u00a0certified doctors",
    "Board\u2011certified doctors",
    "Board\u00adcertified doctors",
    "Board\u200b certified doctors",
    "Board  certified doctors",
    "B\uff4fard certified doctors",
    "Board eligible",
    "Certified by the boards",
    "Certified in pain medicine by our boards",
    "Diplomates in pain medicine",
]
SAY_HOW_SOON = [
    "Seen within two weeks",
    "Seen within 14\u00a0days",
    "Visits within a few days",
    "A visit in two weeks",
    "Seen in under 14 business\u2011days",
]


@pytest.mark.parametrize("text", SAY_CERTIFIED)
def test_board_words_need_their_kind_however_they_are_typed(text):
    claim = make_claim()
    claim.text = text

    with pytest.raises(ValidationError, match="need the kind “Board certified”"):
        claim.full_clean()


@pytest.mark.parametrize("text", [text for text in SAY_CERTIFIED if "board" in text.casefold()])
def test_the_database_alone_refuses_most_board_words(text):
    with pytest.raises(IntegrityError, match="practice_claim_board_said"), transaction.atomic():
        make_claim(text=text)


@pytest.mark.parametrize("text", SAY_HOW_SOON)
def test_words_about_waiting_need_their_kind(text):
    claim = make_claim()
    claim.text = text

    with pytest.raises(ValidationError, match="need the kind “How soon patients are seen”"):
        claim.full_clean()


@pytest.mark.parametrize(
    "text", ["Open six days a week", "A ramp within reach", "Certified interpreters", "Board games"]
)
def test_other_words_stay_plain(text):
    make_claim(text=text).full_clean()

    assert Claim.objects.get().kind == "plain"


@pytest.mark.parametrize(
    ("board_name", "text"),
    [
        ("ABPM", "Board certified by the ABPM"),
        ("Board", "Board certified doctors"),
        ("The Board", "Certified by The Board"),
        ("Board certified", "Board certified doctors"),
    ],
)
def test_a_board_is_named_in_full(board_name, text):
    claim = make_claim(**BOARD)
    claim.board_name, claim.text = board_name, text

    with pytest.raises(ValidationError, match="in full") as refused:
        claim.full_clean()
    assert set(refused.value.message_dict) == {"board_name"}


# --- What may be shown ------------------------------------------------------------------------------------------------


def test_only_what_is_in_force_and_proven_is_a_badge():
    today = timezone.localdate()
    make_claim(text="Shown")
    make_claim(text="Last day", in_force_until=today)
    make_claim(text="First day", in_force_from=today)
    make_claim(text="Over", in_force_until=today - DAY)
    make_claim(text="Not yet", in_force_from=today + DAY)
    make_claim(text="Unproven", evidence="")

    assert texts(Claim.objects.badges("MD")) == ["First day", "Last day", "Shown"]
    assert texts(Claim.objects.badges("MD", on=today + DAY)) == ["First day", "Not yet", "Shown"]


def test_a_claim_is_a_badge_only_in_its_states():
    make_claim(text="Everywhere")
    make_claim(text="Not in Virginia", **only_in("MD", "PA"))
    make_claim(text="Virginia", **only_in("VA"))

    assert texts(Claim.objects.badges("MD")) == ["Everywhere", "Not in Virginia"]
    assert texts(Claim.objects.badges("VA")) == ["Everywhere", "Virginia"]
    assert texts(Claim.objects.badges(*STATES)) == ["Everywhere"]


def test_staff_learn_of_what_ends_lacks_evidence_or_ended():
    today = timezone.localdate()
    make_claim(text="In a month", in_force_until=today + 30 * DAY)
    make_claim(text="Later", in_force_until=today + 31 * DAY)
    make_claim(text="Ended", evidence="", **a_year_ago(ends=today - DAY))
    make_claim(text="Unproven", evidence="", in_force_from=today + DAY)

    assert texts(Claim.objects.ending_soon()) == ["In a month"]
    assert texts(Claim.objects.unproven()) == ["Unproven"]
    assert texts(Claim.objects.ended()) == ["Ended"]


def test_the_midnight_after_the_last_day_is_a_moment_the_site_waits_for():
    today = timezone.localdate()
    make_claim(in_force_until=today)

    moment = timezone.localtime(next_moment(timezone.now()))

    assert (moment.date(), moment.hour, moment.minute) == (today + DAY, 0, 0)


def test_only_a_wait_is_refuted_and_only_by_a_longer_one():
    wait, other = make_claim(**WAIT), make_claim()

    assert [wait.is_refuted_by(days) for days in (None, 13, 14, 14.1)] == [False, False, False, True]
    assert not other.is_refuted_by(99)


# --- The demonstration ------------------------------------------------------------------------------------------------


def test_the_demonstration_has_a_claim_of_each_kind_and_shows_only_the_proven():
    assert load_claims() == 4

    kinds = set(Claim.objects.values_list("kind", flat=True))
    assert kinds == {"plain", "measured", "board"}
    assert texts(Claim.objects.unproven(date(2026, 12, 1))) == [
        "All major insurances accepted",
        "Patients seen within two weeks",
    ]


def test_what_staff_changed_is_not_loaded_again():
    load_claims()
    Claim.objects.exclude(kind="board").delete()

    assert load_claims() == 0
    assert Claim.objects.count() == 1
