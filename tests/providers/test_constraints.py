"""What cannot be stored about a provider, and what a form refuses with a sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from providers.models import Credential, Education, Kind, Provider
from tests.providers.factories import add_credential, make_provider

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BROKEN = {
    "a kind we do not know": {"kind": "wizard"},
    "an answer without its day": {"is_accepting_new_patients": True, "accepting_checked_on": None},
    "a day without its answer": {"is_accepting_new_patients": None, "accepting_checked_on": date(2026, 1, 1)},
}


@pytest.mark.parametrize("changes", BROKEN.values(), ids=BROKEN)
def test_the_database_refuses(changes):
    provider = make_provider()

    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.filter(pk=provider.pk).update(**changes)


@pytest.mark.parametrize("rows", ["credentials", "licenses", "specialties"])
def test_the_same_row_twice_is_refused(rows):
    provider = make_provider()
    values = {
        "credentials": {"board": "Sample Board of Pain Medicine", "subject": "spines"},
        "licenses": {"state": "VA"},
        "specialties": {"name": "Neck pain"},
    }[rows]
    getattr(provider, rows).create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        getattr(provider, rows).create(**values)


def test_a_license_of_a_state_we_do_not_serve_is_refused():
    provider = make_provider()

    with pytest.raises(IntegrityError), transaction.atomic():
        provider.licenses.create(state="NY")


@pytest.mark.parametrize("year", [12, 1899, 3000])
def test_a_year_that_cannot_be_is_refused(year):
    provider = make_provider()

    with pytest.raises(IntegrityError), transaction.atomic():
        add_credential(provider, subject="spines", since_year=year)
    with pytest.raises(IntegrityError), transaction.atomic():
        provider.education.create(what="Degree", where="Sample University", year=year)


def refusals(row) -> dict:
    """What a form would say, by field."""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("kind", "suffix"), [(Kind.PHYSICIAN, "CRNP"), (Kind.PHYSICIAN, "PhD"), (Kind.NURSE_PRACTITIONER, "MD")]
)
def test_letters_that_belong_to_the_other_kind_are_refused(kind, suffix):
    assert set(refusals(make_provider(kind=kind, suffix=suffix))) == {"suffix"}


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [(Kind.PHYSICIAN, "MD, MPH"), (Kind.PHYSICIAN, "D.O."), (Kind.NURSE_PRACTITIONER, "DNP, CRNP")],
)
def test_letters_of_the_kind_are_accepted(kind, suffix):
    provider = make_provider(kind=kind, suffix=suffix)

    provider.full_clean()
    assert provider.title.endswith(f"Sample, {suffix}")


CLAIMS = [
    "Board certified doctor",
    "board-certified",
    "<p>Is <b>board</b>&nbsp;certified</p>",
    "Board  eligible",
    "Certified by ABPM",
    "Board\u2011certified",
    "Board\u00adcertified",
]
FREE_TEXT = ["focus", "summary", "biography", "given_name", "family_name", "other_names"]
FREE_TEXT += ["search_title", "search_description", "picture_alt"]


@pytest.mark.parametrize("text", CLAIMS)
@pytest.mark.parametrize("field", FREE_TEXT)
def test_board_certified_cannot_be_typed_as_free_text(field, text):
    assert "Add a credential below" in refusals(make_provider(**{field: text}))[field][0]


def test_board_certified_is_no_letter_after_the_name_no_reviewer_and_no_school():
    reviewed = make_provider(reviewed_by="A. Sample, board certified", reviewed_on=date(2026, 1, 1))
    education = Education(provider=reviewed, what="Fellowship", where="Board certified hospital")

    assert set(refusals(make_provider(suffix="MD, board certified"))) == {"suffix"}
    assert set(refusals(reviewed)) == {"reviewed_by"}
    assert set(refusals(education)) == {"where"}


def test_board_words_are_told_with_what_else_is_wrong():
    assert set(refusals(make_provider(summary="", search_title="Board certified"))) == {"summary", "search_title"}


@pytest.mark.parametrize("text", ["On the board of a choir", "A certificate in first aid"])
def test_other_words_with_board_are_free(text):
    make_provider(summary=text).full_clean()

    assert Provider.objects.filter(summary=text).exists()


@pytest.mark.parametrize("board", ["ABPM", "A.B.A.", "ABA PM", "Board", "The Board", "The ABA Board"])
def test_a_boards_initials_are_refused(board):
    credential = Credential(provider=make_provider(), board=board, subject="pain medicine")

    assert "in full" in refusals(credential)["board"][0]


def test_a_credential_cannot_end_before_it_began():
    credential = Credential(
        provider=make_provider(with_credential=False),
        board="Sample Board of Pain Medicine",
        subject="pain medicine",
        since_year=2020,
        certified_until=date(2019, 12, 31),
    )

    assert set(refusals(credential)) == {"certified_until"}


def test_what_has_not_happened_yet_is_refused():
    tomorrow = timezone.localdate() + timedelta(days=1)
    provider = make_provider(is_accepting_new_patients=True, accepting_checked_on=tomorrow)
    education = Education(provider=provider, what="Degree", where="Sample University", year=tomorrow.year + 1)
    credential = Credential(provider=provider, board="Sample Board", subject="spines", verified_on=tomorrow)

    assert set(refusals(credential)) == {"verified_on"}
    assert set(refusals(provider)) == {"accepting_checked_on"}
    assert set(refusals(education)) == {"year"}
