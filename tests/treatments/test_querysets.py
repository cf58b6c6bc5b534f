"""The questions asked about treatments and conditions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_area, make_condition, make_group, make_treatment
from treatments.models import BodyArea, Condition, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = timezone.now()
HOUR = timedelta(hours=1)


def test_a_treatment_whose_risks_were_deleted_is_not_public():
    treatment = make_treatment()
    treatment.risks.all().delete()

    assert list(Treatment.objects.published()) == []


def test_a_treatment_without_when_to_call_is_not_public():
    treatment = make_treatment()
    treatment.urgency_cards.all().delete()

    assert list(Treatment.objects.published()) == []


def test_many_risks_do_not_list_a_treatment_twice():
    treatment = make_treatment()
    for number in range(3):
        treatment.risks.create(frequency="rare", text=f"Risk {number}", position=number)

    assert list(Treatment.objects.published()) == [treatment]


@pytest.mark.parametrize("make", [make_treatment, make_condition])
def test_only_what_has_begun_and_not_ended_is_public(make):
    make(publish_from=None)
    make(publish_from=NOW + HOUR)
    make(publish_from=NOW - 2 * HOUR, publish_until=NOW - HOUR)
    public = make(publish_from=NOW - HOUR, publish_until=NOW + HOUR)

    assert list(type(public).objects.published()) == [public]


@pytest.mark.parametrize("make", [make_treatment, make_condition])
def test_a_page_is_public_from_its_first_moment_and_gone_at_its_last(make):
    page = make(publish_from=NOW, publish_until=NOW + HOUR)
    asked = type(page).objects

    assert page in asked.published(at=NOW)
    assert page not in asked.published(at=NOW + HOUR)
    assert page in asked.ended(at=NOW + HOUR)


def test_a_link_works_both_ways():
    condition = make_condition()
    treatment = make_treatment(conditions=[condition])

    assert list(treatment.conditions.all()) == [condition]
    assert list(condition.treatments.all()) == [treatment]


def test_a_treatments_page_leaves_out_conditions_that_are_not_public():
    hidden, shown = make_condition(publish_from=None), make_condition()
    make_treatment(conditions=[hidden, shown])

    treatment = Treatment.objects.with_sections().get()
    assert [link.condition for link in treatment.condition_links.all()] == [shown]


def test_a_conditions_page_leaves_out_treatments_that_are_not_public():
    condition = make_condition()
    make_treatment(conditions=[condition], publish_from=None)
    make_treatment(conditions=[condition], with_required_rows=False)
    shown = make_treatment(conditions=[condition])

    condition = Condition.objects.with_sections().get()
    assert [link.treatment for link in condition.treatment_links.all()] == [shown]


def test_an_area_is_eased_through_public_conditions_only_and_each_treatment_once():
    leg, neck = make_area(name="Leg"), make_area(name="Neck")
    first, second = make_condition(areas=[leg, neck]), make_condition(areas=[leg])
    hidden = make_condition(areas=[neck], publish_from=None)
    both = make_treatment(conditions=[first, second])
    make_treatment(conditions=[hidden])

    assert list(Treatment.objects.published().easing(leg)) == [both]
    assert list(Treatment.objects.published().easing(neck)) == [both]


def test_treatments_come_group_by_group_then_by_name():
    later, earlier = make_group(position=2), make_group(position=1)
    make_treatment(title="A late one", group=later)
    make_treatment(title="Zebra", group=earlier)
    make_treatment(title="Apple", group=earlier)

    assert [t.title for t in Treatment.objects.by_group()] == ["Apple", "Zebra", "A late one"]


def test_a_place_without_public_conditions_is_left_out():
    empty, hidden, shown = make_area(), make_area(), make_area()
    make_condition(areas=[hidden], publish_from=None)
    condition = make_condition(areas=[shown])
    make_condition(areas=[shown], publish_from=None)

    (area,) = BodyArea.objects.with_published_conditions()
    assert (area, area.published_conditions) == (shown, [condition])
    assert empty != area


def test_edits_after_the_day_of_the_review_are_found():
    today = timezone.localdate()
    make_treatment(reviewed_by="Dana Sample, MD", reviewed_on=today)
    stale = make_treatment(reviewed_by="Dana Sample, MD", reviewed_on=today - timedelta(days=3))

    assert list(Treatment.objects.changed_since_review()) == [stale]
    assert stale.changed_since_review


def test_a_review_is_due_on_its_day():
    today = timezone.localdate()
    due = make_condition(reviewed_by="D", reviewed_on=today - timedelta(days=9), review_due_on=today)
    make_condition(reviewed_by="D", reviewed_on=today, review_due_on=today + timedelta(days=1))

    assert list(Condition.objects.review_due()) == [due]
