"""Who is public, who is found, and when a page about somebody goes out of date."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from locations.models import Language
from providers.models import Credential, Kind, Provider
from providers.new_patients import DAYS_AN_ANSWER_COUNTS
from publishing.content_version import next_moment
from tests.factories import make_treatment
from tests.locations.factories import make_location
from tests.providers.factories import add_credential, make_provider

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def test_a_complete_provider_is_public():
    provider = make_provider()

    assert list(Provider.objects.published()) == [provider]
    assert provider.missing_to_publish() == []


def test_without_a_public_office_nobody_is_public():
    draft = make_location(publish_from=None)
    nowhere, behind_a_draft = make_provider(locations=[]), make_provider(locations=[draft])

    assert not Provider.objects.published().exists()
    assert "office" in nowhere.missing_to_publish()[0]
    assert "office" in behind_a_draft.missing_to_publish()[0]


def test_without_a_credential_nobody_is_public():
    provider = make_provider(with_credential=False)

    assert not Provider.objects.published().exists()
    assert provider.missing_to_publish() == ["Add at least one credential before you publish this provider."]


def test_an_office_in_a_state_without_a_license_is_named_as_missing():
    provider = make_provider(locations=[make_location(state="VA")], licenses=["MD"])

    assert provider.unlicensed_states() == {"VA"}
    assert "license" in provider.missing_to_publish()[0]


def test_each_filter_finds_those_who_pass_it():
    treatment, korean = make_treatment(), Language.objects.create(code="ko", name="Korean")
    office = make_location(state="VA")
    wanted = make_provider(
        kind=Kind.NURSE_PRACTITIONER, suffix="NP", locations=[office], treatments=[treatment], languages=[korean]
    )
    make_provider()

    for filters in (
        {"location": office},
        {"treatment": treatment},
        {"language": korean},
        {"state": "VA"},
        {"kind": Kind.NURSE_PRACTITIONER},
    ):
        assert list(Provider.objects.passing(filters)) == [wanted], filters


def test_two_offices_in_one_state_do_not_list_anybody_twice():
    provider = make_provider(locations=[make_location(), make_location()])

    assert list(Provider.objects.published().working_in("MD")) == [provider]


def test_a_draft_office_counts_for_no_state():
    make_provider(locations=[make_location(), make_location(state="PA", publish_from=None)])

    assert not Provider.objects.working_in("PA").exists()


def test_a_filter_offers_only_what_somebody_has():
    treatment, korean = make_treatment(), Language.objects.create(code="ko", name="Korean")
    Language.objects.create(code="vi", name="Vietnamese")
    make_treatment()
    empty_office, hidden = make_location(), make_treatment(publish_from=None)
    provider = make_provider(treatments=[treatment, hidden], languages=[korean])
    everybody = Provider.objects.published()

    assert list(everybody.their("treatments")) == [treatment]
    assert list(everybody.their("languages")) == [korean]
    assert list(everybody.their("locations")) == [provider.locations.get()] != [empty_office]


def test_a_credential_is_valid_until_the_end_of_its_last_day():
    provider = make_provider(with_credential=False)
    last_day = add_credential(provider, subject="today", certified_until=today())
    add_credential(provider, subject="yesterday", certified_until=today() - DAY)
    endless = add_credential(provider, subject="always")

    assert set(Credential.objects.valid()) == {last_day, endless}


def test_a_credential_that_nobody_checked_is_not_valid_and_staff_are_told():
    checked, unchecked = make_provider(), make_provider()
    unchecked.credentials.update(verified_on=None)
    nothing_to_check = make_provider(with_credential=False)

    assert list(Credential.objects.valid()) == [checked.credentials.get()]
    assert list(Provider.objects.with_credentials_unverified()) == [unchecked]
    assert nothing_to_check not in Provider.objects.with_credentials_unverified()


def test_kept_pages_go_out_of_date_when_a_credential_ends():
    add_credential(make_provider(), subject="spines", certified_until=today() + 2 * DAY)

    assert next_moment(timezone.now()) == midnight(today() + 3 * DAY)


def test_kept_pages_go_out_of_date_when_an_answer_grows_old():
    asked_on = today() - 10 * DAY
    make_provider(is_accepting_new_patients=True, accepting_checked_on=asked_on)

    assert next_moment(timezone.now()) == midnight(asked_on + (DAYS_AN_ANSWER_COUNTS + 1) * DAY)


def test_what_ended_long_ago_plans_nothing():
    provider = make_provider(is_accepting_new_patients=True, accepting_checked_on=today() - 100 * DAY)
    add_credential(provider, subject="spines", certified_until=today() - DAY)

    assert next_moment(timezone.now()) is None


@pytest.mark.parametrize(("days", "is_fresh"), [(0, True), (60, True), (61, False)])
def test_an_answer_counts_for_sixty_days(days, is_fresh):
    provider = make_provider(is_accepting_new_patients=False, accepting_checked_on=today() - days * DAY)

    assert provider.has_fresh_answer == is_fresh
    assert Provider.objects.answer_due().exists() != is_fresh


def test_nobody_asked_means_it_is_due():
    provider = make_provider()

    assert not provider.has_fresh_answer
    assert list(Provider.objects.answer_due()) == [provider]


def test_a_profile_waits_for_no_clinical_review():
    make_provider()

    assert not Provider.objects.unreviewed().exists()
