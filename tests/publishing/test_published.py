"""What is public when, what a clinician has to look at, and which states the database refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from publishing.models import ContentVersion, Redirect
from tests.factories import make_condition, make_treatment
from treatments.models import Condition, Treatment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = timezone.now()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PAGES = [(make_treatment, Treatment), (make_condition, Condition)]


@pytest.mark.parametrize(("make", "model"), PAGES)
def test_a_page_is_public_from_its_first_moment(make, model):
    page = make(publish_from=NOW)

    assert page not in model.objects.published(at=NOW - timedelta(microseconds=1))
    assert page in model.objects.published(at=NOW)


@pytest.mark.parametrize(("make", "model"), PAGES)
def test_a_page_is_gone_at_its_last_moment(make, model):
    page = make(publish_from=NOW - DAY, publish_until=NOW)

    assert page in model.objects.published(at=NOW - timedelta(microseconds=1))
    assert page not in model.objects.published(at=NOW)


def test_a_page_without_an_end_stays():
    page = make_condition(publish_from=NOW)

    assert page in Condition.objects.published(at=NOW + 36_500 * DAY)


def test_a_draft_is_not_public():
    draft = make_condition(publish_from=None)

    assert draft not in Condition.objects.published()
    assert not draft.is_published
    assert draft in Condition.objects.drafts()


def test_a_planned_page_is_scheduled_and_not_public():
    planned = make_condition(publish_from=timezone.now() + HOUR)

    assert list(Condition.objects.scheduled()) == [planned]
    assert not planned.is_published
    assert not Condition.objects.published()
    assert not Condition.objects.drafts()


def test_a_page_whose_time_is_over_has_ended():
    over = make_condition(publish_from=timezone.now() - DAY, publish_until=timezone.now() - HOUR)

    assert list(Condition.objects.ended()) == [over]
    assert not over.is_published
    assert not Condition.objects.published()


def test_each_page_is_in_exactly_one_state():
    now = timezone.now()
    make_condition(publish_from=None)
    make_condition(publish_from=now + HOUR)
    make_condition(publish_from=now + HOUR, publish_until=now + DAY)
    make_condition(publish_from=now - DAY)
    make_condition(publish_from=now - DAY, publish_until=now + DAY)
    make_condition(publish_from=now - DAY, publish_until=now - HOUR)

    every = Condition.objects.all()
    states = [every.drafts(), every.scheduled(), every.published(), every.ended()]

    assert sorted(page.pk for state in states for page in state) == sorted(page.pk for page in every)


def test_the_page_and_the_queryset_agree_on_what_is_public():
    now = timezone.now()
    windows = [(None, None), (now - DAY, None), (now - DAY, now - HOUR), (now - DAY, now + DAY), (now + HOUR, None)]
    pages = [make_condition(publish_from=begin, publish_until=end) for begin, end in windows]

    public = set(Condition.objects.published())

    assert {page for page in pages if page.is_published} == public


@pytest.mark.parametrize("missing", ["risks", "urgency_cards"])
def test_a_treatment_without_safety_information_is_never_public(missing):
    treatment = make_treatment()
    getattr(treatment, missing).all().delete()

    assert treatment not in Treatment.objects.published()
    assert len(treatment.missing_to_publish()) == 1


def test_a_complete_treatment_misses_nothing():
    assert make_treatment().missing_to_publish() == []


# --- Clinical review --------------------------------------------------------------------------------------------------


def test_a_page_nobody_signed_off_is_unreviewed():
    page = make_condition()
    make_condition(reviewed_by="Dr. Sample", reviewed_on=timezone.localdate())

    assert list(Condition.objects.unreviewed()) == [page]


def test_a_review_is_due_on_its_day_and_not_before():
    today = timezone.localdate()
    reviewed = {"reviewed_by": "Dr. Sample", "reviewed_on": today - 400 * DAY}
    due = make_condition(**reviewed, review_due_on=today)
    make_condition(**reviewed, review_due_on=today + DAY)
    make_condition(**reviewed)

    assert list(Condition.objects.review_due()) == [due]


def test_a_page_edited_after_its_review_has_changed_since():
    today = timezone.localdate()
    page = make_condition(reviewed_by="Dr. Sample", reviewed_on=today - DAY)

    assert page.changed_since_review
    assert list(Condition.objects.changed_since_review()) == [page]


def test_a_page_edited_on_the_day_of_its_review_has_not_changed_since():
    page = make_condition(reviewed_by="Dr. Sample", reviewed_on=timezone.localdate())

    assert not page.changed_since_review
    assert not Condition.objects.changed_since_review()


def test_a_page_nobody_reviewed_has_not_changed_since_its_review():
    page = make_condition()

    assert not page.changed_since_review
    assert not Condition.objects.changed_since_review()


@pytest.mark.parametrize(("hour", "changed"), [(3, False), (5, True)])
def test_the_day_of_an_edit_is_the_practices_day_and_not_the_servers(hour, changed):
    # 03:00 UTC is still the evening before in Maryland, summer and winter.
    page = make_condition(reviewed_by="Dr. Sample", reviewed_on=date(2026, 1, 14))
    Condition.objects.update(updated_at=datetime(2026, 1, 15, hour, 30, tzinfo=UTC))

    page.refresh_from_db()

    assert page.changed_since_review is changed
    assert Condition.objects.changed_since_review().exists() is changed


# --- What the database refuses ----------------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)
BROKEN = {
    "an end without a beginning": ({"publish_until": NOW}, "window_in_order"),
    "an end at the beginning": ({"publish_from": NOW, "publish_until": NOW}, "window_in_order"),
    "an end before the beginning": ({"publish_from": NOW, "publish_until": NOW - HOUR}, "window_in_order"),
    "a reviewer without a day": ({"reviewed_by": "Dr. Sample"}, "review_complete"),
    "a review by nobody": ({"reviewed_on": TODAY}, "review_complete"),
    "a next review without a first": ({"review_due_on": TODAY}, "review_due_later"),
    "a next review on the day of the last": (
        {"reviewed_by": "Dr. Sample", "reviewed_on": TODAY, "review_due_on": TODAY},
        "review_due_later",
    ),
    "a next review before the last": (
        {"reviewed_by": "Dr. Sample", "reviewed_on": TODAY, "review_due_on": TODAY - DAY},
        "review_due_later",
    ),
}


@pytest.mark.parametrize(("fields", "constraint"), BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize(("make", "model"), PAGES)
def test_the_database_refuses(make, model, fields, constraint):
    page = make(publish_from=None)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.filter(pk=page.pk).update(**fields)


@pytest.mark.parametrize(("fields", "constraint"), BROKEN.values(), ids=BROKEN.keys())
def test_the_form_says_what_the_database_would_refuse(fields, constraint):
    page = make_condition(publish_from=None)
    for name, value in fields.items():
        setattr(page, name, value)

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert any("must be later" in text or "needs both" in text for text in refused.value.messages)


def test_two_pages_cannot_share_an_address():
    page = make_condition()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_condition(slug=page.slug)


MOVES_REFUSED = {
    "to itself": ("/a/", "/a/", "leads_elsewhere"),
    "to another site": ("/a/", "//evil.example/", "stays_on_site"),
    "to a whole address": ("/a/", "https://evil.example/", "stays_on_site"),
    "without a slash in front": ("/a/", "b/", "stays_on_site"),
    "without a slash at the end": ("/a/", "/b", "stays_on_site"),
    "from no slash": ("a/", "/b/", "stays_on_site"),
    "from nowhere": ("", "/b/", "stays_on_site"),
}


@pytest.mark.parametrize(("old", "new", "constraint"), MOVES_REFUSED.values(), ids=MOVES_REFUSED.keys())
def test_the_database_refuses_a_move(old, new, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Redirect.objects.create(old_path=old, new_path=new)


def test_an_address_moves_to_one_place_only():
    Redirect.objects.create(old_path="/a/", new_path="/b/")

    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(old_path="/a/", new_path="/c/")


def test_there_is_one_content_version():
    with pytest.raises(IntegrityError, match="one_content_version"), transaction.atomic():
        ContentVersion.objects.create(pk=2, token="x")


# --- Next moments -----------------------------------------------------------------------------------------------------


def test_nothing_planned_has_no_next_moment():
    make_condition(publish_from=NOW - DAY)
    make_condition(publish_from=NOW - 2 * DAY, publish_until=NOW - DAY)

    assert Condition.objects.next_moments(NOW) == []


def test_the_next_moments_are_the_soonest_appearance_and_the_soonest_disappearance():
    make_condition(publish_from=NOW + 2 * DAY)
    make_condition(publish_from=NOW + 3 * DAY)
    make_condition(publish_from=NOW - DAY, publish_until=NOW + DAY)
    make_condition(publish_from=NOW - DAY, publish_until=NOW + 5 * DAY)

    assert sorted(Condition.objects.next_moments(NOW)) == [NOW + DAY, NOW + 2 * DAY]


def test_a_moment_that_has_come_is_not_the_next_one():
    make_condition(publish_from=NOW)

    assert Condition.objects.next_moments(NOW) == []
    assert Condition.objects.next_moments(NOW - timedelta(microseconds=1)) == [NOW]
