"""What must never be stored about treatments and conditions cannot be stored, whatever code tries it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils import timezone

from tests.constraints import constraints_of, refuses
from tests.factories import make_area, make_condition, make_group, make_treatment
from treatments.models import Condition, Risk, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

YESTERDAY = timezone.now() - timedelta(days=1)
PAGES = {"treatment": make_treatment, "condition": make_condition}


def change(make, **fields):
    """Stores the fields past every form and every clean()."""
    page = make()
    type(page).objects.filter(pk=page.pk).update(**fields)


def same_link_twice():
    condition = make_condition()
    make_treatment(conditions=[condition, condition])


def same_fact_twice():
    treatment = make_treatment()
    for value in ("One hour", "Two hours"):
        treatment.quick_facts.create(kind="time", value=value, position=1)


def second_card(make, urgency):
    make().urgency_cards.create(urgency=urgency, signs="you feel faint", position=2)


def unknown(rows_name, make=make_treatment, **fields):
    getattr(make(), rows_name).create(position=2, **fields)


# By constraint, a way past every form that tries to break it.
BREAKS = {
    "treatments_treatment_condition_once": same_link_twice,
    "treatments_quick_fact_once": same_fact_twice,
    "treatments_treatment_one_card_a_level": lambda: second_card(make_treatment, "today"),
    "treatments_condition_one_card_a_level": lambda: second_card(make_condition, "emergency"),
    "treatments_treatment_card_urgency_known": lambda: second_card(make_treatment, "someday"),
    "treatments_condition_card_urgency_known": lambda: second_card(make_condition, ""),
    "treatments_risk_frequency_known": lambda: unknown("risks", frequency="often", text="Soreness"),
    "treatments_quick_fact_kind_known": lambda: unknown("quick_facts", kind="price", value="Ten dollars"),
    "treatments_candidacy_kind_known": lambda: unknown("candidacy_rows", kind="maybe", text="you like it"),
    "treatments_candidacy_only_against_rules_out": lambda: unknown(
        "candidacy_rows", kind="could", text="you like it", rules_out=True
    ),
    "treatments_treatmentadvice_kind_known": lambda: unknown("advice", kind="dont", when="before", text="Rest"),
    "treatments_advice_when_known": lambda: unknown("advice", kind="do", when="during", text="Rest"),
    "treatments_conditionadvice_kind_known": lambda: unknown("advice", make_condition, kind="maybe", text="Rest"),
}
for name, make in PAGES.items():
    BREAKS |= {
        f"treatments_{name}_window_in_order": lambda make=make: change(
            make, publish_from=timezone.now(), publish_until=YESTERDAY
        ),
        f"treatments_{name}_review_complete": lambda make=make: change(make, reviewed_on=date(2025, 1, 1)),
        f"treatments_{name}_review_due_later": lambda make=make: change(make, review_due_on=date(2025, 1, 1)),
    }


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_the_database_refuses_what_the_constraint_forbids(name):
    is_check = isinstance(constraints_of("treatments")[name], CheckConstraint)  # SQLite says no name for the others

    refuses(BREAKS[name], naming=name if is_check else "(?i)unique")


def test_every_constraint_has_an_attempt_to_break_it():
    assert set(constraints_of("treatments")) == set(BREAKS)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_ends_was_public_before(name):
    refuses(lambda: change(PAGES[name], publish_from=None, publish_until=timezone.now()))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_cannot_end_at_the_moment_it_begins(name):
    refuses(lambda: change(PAGES[name], publish_from=YESTERDAY, publish_until=YESTERDAY))


@pytest.mark.parametrize("name", PAGES)
def test_a_review_has_a_reviewer_and_a_date(name):
    refuses(lambda: change(PAGES[name], reviewed_by="Dana Sample, MD"))


@pytest.mark.parametrize("name", PAGES)
def test_the_next_review_is_later_than_the_last_one(name):
    day = date(2025, 1, 1)

    refuses(lambda: change(PAGES[name], reviewed_by="Dana Sample, MD", reviewed_on=day, review_due_on=day))


@pytest.mark.parametrize("make", [make_treatment, make_condition, make_group, make_area])
def test_two_things_cannot_share_an_address_or_key(make):
    make(slug="same")

    refuses(lambda: make(slug="same"))


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_two_pages_cannot_share_a_name(make):
    make(title="Same name")

    refuses(lambda: make(title="Same name"))


def test_a_kind_of_treatment_in_use_cannot_be_deleted():
    treatment = make_treatment()

    refuses(treatment.group.delete)


def test_rows_go_with_their_page():
    treatment = make_treatment(conditions=[make_condition()])
    treatment.delete()

    assert not Risk.objects.exists()
    assert Condition.objects.get().treatments.count() == 0


def test_a_form_says_in_words_that_the_level_is_taken():
    treatment = make_treatment()
    card = treatment.urgency_cards.model(treatment=treatment, urgency="today", signs="you feel faint")

    with pytest.raises(ValidationError, match=r"There is already a card of this urgency\. Add your signs to it\."):
        card.full_clean()


def test_a_form_says_in_words_that_the_window_is_upside_down():
    treatment = make_treatment()
    treatment.publish_until = treatment.publish_from - timedelta(hours=1)

    with pytest.raises(ValidationError, match="must be later than"):
        treatment.full_clean()


def test_a_form_says_in_words_that_half_a_review_is_none():
    condition = make_condition()
    condition.reviewed_by = "Dana Sample, MD"

    with pytest.raises(ValidationError, match="both the reviewer's name and the date"):
        condition.full_clean()


def test_a_draft_needs_no_rows():
    make_treatment(publish_from=None, with_required_rows=False)

    assert Treatment.objects.drafts().count() == 1
