"""The demonstration's desks, topics and receptions: added where they are missing, on an older database too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from appointments.content_files import load_desks
from appointments.models import ConsentWording, Desk, Reception, Topic
from locations.models import Location
from tests.appointments.factories import make_topic
from tests.locations.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_each_topic_has_a_desk_with_a_sample_address(db):
    load_desks()

    assert Topic.objects.count() >= 5
    assert [desk for desk in Desk.objects.all() if not desk.email.endswith("@example.org")] == []


def test_an_office_that_came_later_gets_its_reception(db):
    make_location()
    load_desks()
    make_location()

    assert load_desks() == {"desks": 0, "topics": 0, "receptions": 1}
    assert Reception.objects.count() == Location.objects.count() == 2


def test_topics_that_staff_wrote_stay_alone(db):
    make_topic(name="Ours")

    assert load_desks()["topics"] == 0
    assert [topic.name for topic in Topic.objects.all()] == ["Ours"]


def test_a_new_database_has_words_for_each_consent(db):
    if not ConsentWording.objects.exists():
        pytest.skip("a test before this one emptied the tables")

    assert set(ConsentWording.objects.in_force(timezone.now())) == set(ConsentWording.Purpose.values)


def test_words_that_come_into_force_tomorrow_are_not_shown_today(db):
    ConsentWording.objects.all().delete()
    ConsentWording.objects.create(purpose="request", version=1, text="Today.")
    tomorrow = timezone.now() + timedelta(days=1)
    ConsentWording.objects.create(purpose="request", version=2, text="Tomorrow.", in_force_from=tomorrow)

    assert ConsentWording.objects.in_force(timezone.now())["request"].text == "Today."
