"""Notices: one version holds at a time, complete or not at all, and switches at midnight by itself."""

from datetime import datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from practice.models import Notice, NoticeText, NoticeVersion
from practice.notices.history import history_of
from practice.notices.required_languages import FEWEST, LANGUAGE_HELP, REQUIRED
from practice.services.notices import draft_from
from tests.practice.notices import day, make_notice, make_text, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def numbers_in_force(notice, offset=0):
    return [version.number for version in notice.versions.in_force(day(offset))]


# --- What cannot be stored ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"number": 1}, r"(?i)unique"),
        ({"number": 2, "in_force_from": day(-1)}, r"(?i)unique"),
        ({"number": 0}, r"(?i)check|from_one"),
        ({"number": 2, "in_force_until": day(3)}, "begins_before_it_ends"),
        ({"number": 2, "in_force_from": day(4), "in_force_until": day(3)}, "days_in_order"),
    ],
)
def test_a_version_that_contradicts_itself_or_another_is_refused(changes, constraint):
    notice = make_notice(begins=-1)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NoticeVersion.objects.create(notice=notice, **changes)


def test_drafts_may_wait_side_by_side():
    notice = make_notice(begins=None)

    make_version(notice, begins=None)

    assert notice.versions.count() == 2


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({}, r"(?i)unique"), ({"state": "CA"}, "state_known"), ({"language": "de", "direction": "up"}, "direction_known")],
)
def test_a_text_that_is_there_already_or_makes_no_sense_is_refused(changes, constraint):
    version = make_notice().versions.get()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_text(version, **changes)


def test_a_kind_of_notice_that_nobody_knows_is_refused():
    with pytest.raises(IntegrityError, match="kind_known"), transaction.atomic():
        make_notice(kind="fun")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"language": "ar", "own_name": "العربية", "direction": "ltr"}, "runs the other way"),
        ({"language": "es", "own_name": "Español", "direction": "rtl"}, "runs the other way"),
        ({"language": "Spanish"}, "code of a language"),
        ({"language": "es", "body": "<p> </p>"}, "Enter the words"),
    ],
)
def test_a_text_that_would_be_read_wrongly_is_refused_in_words(changes, words):
    version = make_notice().versions.get()
    fields = {"own_name": "Español", "english_name": "Spanish", "direction": "ltr", "body": "<p>Hola.</p>", **changes}

    with pytest.raises(ValidationError, match=words):
        NoticeText(version=version, **fields).full_clean()


def test_a_notice_with_versions_cannot_be_deleted():
    notice = make_notice()

    with pytest.raises(ProtectedError):
        notice.delete()


# --- Which version holds ------------------------------------------------------------------------------------------


def test_a_version_holds_until_the_day_before_the_next_one_begins():
    notice = make_notice(begins=-10)
    make_version(notice, begins=3)

    assert [numbers_in_force(notice, offset) for offset in (-11, -10, 2, 3, 400)] == [[], [1], [1], [2], [2]]


def test_on_no_day_do_two_versions_hold_however_their_days_overlap():
    notice = make_notice(begins=-10)
    make_version(notice, begins=-5, in_force_until=day(5))
    make_version(notice, begins=2)
    make_version(notice, begins=None)

    held = [numbers_in_force(notice, offset) for offset in range(-12, 8)]
    assert max(map(len, held)) == 1
    assert [numbers[0] for numbers in held if numbers] == [1] * 5 + [2] * 7 + [3] * 6


def test_a_version_that_was_replaced_does_not_come_back_when_its_successor_ends():
    notice = make_notice(begins=-10)
    make_version(notice, begins=-5, in_force_until=day(-2))

    assert numbers_in_force(notice) == []
    assert list(Notice.objects.in_force()) == []


@pytest.mark.parametrize("missing", [*REQUIRED])
def test_help_in_languages_does_not_hold_while_one_is_missing_and_the_version_before_it_goes_on(missing):
    notice = make_notice(slug=LANGUAGE_HELP, begins=-10)
    later = make_version(notice, begins=-5, languages=[code for code in REQUIRED if code != missing])

    assert numbers_in_force(notice) == [1]
    assert str(later.missing_to_publish()) == str([f"Add a text for all states in: {REQUIRED[missing]}."])

    make_text(later, language=missing)
    assert numbers_in_force(notice) == [2]
    assert later.missing_to_publish() == []


def test_a_language_that_is_there_for_one_state_only_is_missing():
    notice = make_notice(slug=LANGUAGE_HELP, begins=None)
    version = notice.versions.get()
    version.texts.filter(language="es").update(state="MD")

    assert str(version.missing_to_publish()[0]) == "Add a text for all states in: Spanish."


def test_at_least_sixteen_languages_are_required():
    assert len(REQUIRED) >= FEWEST


def test_any_notice_needs_english_words():
    notice = make_notice(begins=None)
    version = make_version(notice, begins=-1, languages=["es"])

    assert numbers_in_force(notice) == []
    assert str(version.missing_to_publish()[0]).endswith("English.")


def test_the_history_says_when_each_version_held():
    notice = make_notice(begins=-10)
    make_version(notice, begins=-5, in_force_until=day(-3))
    make_version(notice, begins=-1)
    make_version(notice, begins=4)
    make_version(notice, begins=None)

    held = [(each.version.number, each.until) for each in history_of(notice)]
    assert held == [(3, None), (2, day(-3)), (1, day(-6))]


def test_the_next_midnight_at_which_words_change_is_known():
    notice = make_notice(begins=-10)
    make_version(notice, begins=4)

    moments = NoticeVersion.objects.next_moments(timezone.now())
    assert moments == [timezone.make_aware(datetime.combine(day(4), time.min))]


# --- What staff are told ------------------------------------------------------------------------------------------


def test_staff_are_told_what_ends_or_is_due_within_thirty_days():
    ending, due, later = (make_notice(begins=-10) for _ in range(3))
    ending.versions.update(in_force_until=day(30))
    due.versions.update(review_by=day(30))
    later.versions.update(review_by=day(31), in_force_until=day(31))

    assert {version.notice for version in NoticeVersion.objects.running_out()} == {ending, due}
    assert [version.notice for version in NoticeVersion.objects.review_by(day(30))] == [due]
    assert [version.notice for version in NoticeVersion.objects.ending_by(day(30))] == [ending]


def test_what_was_replaced_alarms_nobody():
    notice = make_notice(begins=-10)
    notice.versions.update(review_by=day(-3), in_force_until=day(3))
    make_version(notice, begins=-1)

    assert not NoticeVersion.objects.running_out()


def test_staff_are_told_of_notices_that_nobody_can_read_and_of_uncertified_words():
    draft, shown = make_notice(begins=None), make_notice()
    make_text(shown.versions.get(), language="es")

    assert list(Notice.objects.without_words_in_force()) == [draft]
    assert [version.notice for version in NoticeVersion.objects.awaiting_certification()] == [shown]


# --- A new version ------------------------------------------------------------------------------------------------


def test_a_new_version_begins_as_a_draft_with_the_same_words_in_the_same_order():
    notice = make_notice(slug=LANGUAGE_HELP)
    version = notice.versions.get()
    make_text(version, state="MD", body="<p>In Maryland.</p>")

    draft = draft_from(version)

    def words(each):
        return list(each.texts.values_list("state", "language", "direction", "own_name", "body"))

    assert (draft.number, draft.in_force_from, draft.review_by) == (2, None, None)
    assert words(draft) == words(version)
    assert numbers_in_force(notice) == [1]
