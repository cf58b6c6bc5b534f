"""What was read of content is read again only after content changed, and remembered while the database is away."""

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

from practice.models import Practice
from publishing.content_version import clock
from publishing.remembered import is_database_away, last_read, read_once, read_or_remembered
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def quick_clock(monkeypatch):
    """Each question looks at the content's version anew."""
    monkeypatch.setattr(clock, "seconds_between_looks", 0)


class Names:
    """Reads the practice's name and counts how often; fails when told to."""

    __name__ = "names"

    def __init__(self):
        self.times, self.error = 0, None

    def __call__(self):
        self.times += 1
        if self.error:
            raise self.error
        return list(Practice.objects.values_list("name", flat=True))


def test_content_is_read_once():
    make_practice(name="One")
    names = Names()

    assert [read_once(names), read_once(names)] == [["One"], ["One"]]
    assert names.times == 1


def test_changed_content_is_read_again():
    practice, names = make_practice(name="One"), Names()
    read_once(names)

    Practice.objects.filter(pk=practice.pk).update(name="Two")

    assert read_once(names) == ["Two"]


def test_what_is_no_content_is_read_every_time():
    names = Names()
    read_or_remembered(names)
    read_or_remembered(names)
    read_once(names)

    assert names.times == 3


@pytest.mark.parametrize("reading", [read_once, read_or_remembered])
@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed"), DatabaseError("closed line")])
def test_the_last_reading_stands_in_while_the_database_is_away(reading, error):
    practice, names = make_practice(name="One"), Names()
    reading(names)
    Practice.objects.filter(pk=practice.pk).update(name="Two")
    names.error = error
    away = reading(names)
    names.error = None

    assert away == ["One"]
    assert reading(names) == ["Two"]


def test_what_was_made_of_older_content_is_not_kept_once_the_database_answers():
    practice, names = make_practice(name="One"), Names()
    read_once(names)
    Practice.objects.filter(pk=practice.pk).update(name="Two")
    version = clock.version()
    names.error = OperationalError("gone")

    read_once(names)

    assert clock.version() != version
    assert clock.version() == clock.version()


@pytest.mark.parametrize("reading", [read_once, read_or_remembered])
def test_without_a_reading_the_error_comes_through(reading):
    names = Names()
    names.error = OperationalError("gone")

    with pytest.raises(OperationalError):
        reading(names)

    assert last_read(names) is None


@pytest.mark.parametrize("error", [IntegrityError("twice"), ProgrammingError("no such table")])
def test_a_mistake_of_ours_is_not_covered_up(error):
    names = Names()
    read_or_remembered(names)
    names.error = error

    with pytest.raises(type(error)):
        read_or_remembered(names)
    assert not is_database_away(error)
