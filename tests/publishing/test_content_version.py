"""The token changes with the content, in its transaction; the clock notices, and asks the database seldom."""

import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, InterfaceError, OperationalError, connection, models, transaction
from django.utils import timezone

from publishing import content_version
from publishing.content_version import ContentClock, current_token, install_triggers, seconds_until
from publishing.models import Redirect
from tests.factories import make_area, make_condition, make_practice, make_staff, make_treatment
from treatments.models import Condition, Risk, Treatment

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


CHANGES = {
    "insert": lambda page: make_condition(),
    "save": lambda page: page.save(),
    "update": lambda page: Condition.objects.update(summary="Other."),
    "delete": lambda page: page.delete(),
    "bulk create": lambda page: Risk.objects.bulk_create(
        [Risk(treatment=make_treatment(with_required_rows=False), frequency="common", text="Soreness.")]
    ),
    "many to many set": lambda page: page.areas.set([make_area_before]),
    "many to many clear": lambda page: page.areas.clear(),
    "a row of the page": lambda page: page.symptoms.update(text="Other."),
    "raw update": lambda page: raw("UPDATE treatments_condition SET summary = %s", "Other."),
    "raw delete": lambda page: raw("DELETE FROM treatments_symptom"),
    "raw insert": lambda page: raw(
        "INSERT INTO treatments_symptom (condition_id, position, text, is_red_flag) VALUES (%s, 1, 'x', %s)",
        page.pk,
        False,
    ),
    "the practice": lambda page: make_practice(with_phone_lines=False),
}
make_area_before = None


@pytest.fixture
def page():
    global make_area_before
    make_area_before = make_area()
    return make_condition(areas=[make_area()])


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_token_changes_with(change, page):
    before = current_token()

    with transaction.atomic():
        change(page)
        inside = current_token()

    assert inside != before
    assert current_token() == inside


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_token_goes_back_with(change, page):
    before = current_token()

    with transaction.atomic():
        change(page)
        transaction.set_rollback(True)

    assert current_token() == before


def test_a_change_that_failed_leaves_the_token(page):
    before = current_token()

    with pytest.raises(DatabaseError), transaction.atomic():
        Condition.objects.update(publish_from=None, publish_until=timezone.now())

    assert current_token() == before


def test_every_change_has_a_token_of_its_own(page):
    tokens = []

    for _ in range(5):
        page.save()
        tokens.append(current_token())

    assert len(set(tokens)) == 5


def test_what_public_pages_do_not_show_leaves_the_token():
    user = make_staff()
    before = current_token()

    User.objects.update(first_name="Sam")
    user.delete()
    Redirect.objects.create(old_path="/a/", new_path="/b/")

    assert current_token() == before


def test_reading_leaves_the_token(page):
    before = current_token()

    list(Condition.objects.published().with_sections())

    assert current_token() == before


def test_every_content_table_has_its_triggers():
    # A model that is forgotten here would show old pages.
    without = []
    for config in apps.get_app_configs():
        for table in content_version.content_tables(config):
            before = current_token()
            with transaction.atomic(), connection.cursor() as cursor:
                names = "name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
                if connection.vendor == "postgresql":
                    names = "tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"
                cursor.execute(f"SELECT {names}", [table])
                expected = 3 if connection.vendor == "sqlite" else 1
                if len(cursor.fetchall()) != expected:
                    without.append(table)
            assert current_token() == before

    assert without == []


def test_every_table_a_public_page_shows_is_a_content_table():
    ours = {"treatments", "practice"}
    models_of_ours = [
        model for label in ours for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    known = {table for label in ours for table in content_version.content_tables(apps.get_app_config(label))}

    assert {model._meta.db_table for model in models_of_ours} == known


def test_putting_the_triggers_on_again_changes_nothing(page):
    for config in apps.get_app_configs():
        install_triggers(config, using="default")
    before = current_token()

    page.save()

    assert current_token() != before


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_a_table_keeps_its_triggers():
    # SQLite rebuilds the whole table to alter a column, and loses its triggers with the old one.
    field = Treatment._meta.get_field("summary")
    longer = models.CharField(max_length=201)
    longer.set_attributes_from_name("summary")
    for before, after in ((field, longer), (longer, field)):
        with connection.schema_editor() as editor:
            editor.alter_field(Treatment, before, after)
    install_triggers(apps.get_app_config("treatments"), using="default")
    treatment = make_treatment()
    tokens = [current_token()]

    treatment.save()
    tokens.append(current_token())
    treatment.risks.all().delete()
    tokens.append(current_token())
    treatment.delete()
    tokens.append(current_token())

    assert len(set(tokens)) == 4


# --- The clock --------------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(hands):
    return ContentClock(seconds_between_looks=0.5)


def test_the_clock_looks_once_in_its_interval(clock, hands, django_assert_num_queries):
    clock.version()

    hands.forward(0.49)
    with django_assert_num_queries(0):
        for _ in range(100):
            clock.version()

    hands.forward(0.02)
    with django_assert_num_queries(1):
        for _ in range(100):
            clock.version()


def test_the_clock_looks_once_when_many_ask_together(clock, monkeypatch):
    looks = []
    everybody = threading.Barrier(8)

    def slowly():
        looks.append(1)
        threading.Event().wait(0.02)
        return "token"

    def ask():
        everybody.wait()
        clock.version()

    monkeypatch.setattr(content_version, "current_token", slowly)
    monkeypatch.setattr(content_version, "next_moment", lambda after: None)
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(looks) == 1


def test_the_clock_notices_a_change_within_its_interval(clock, hands):
    page = make_condition()
    before = clock.version()

    page.save()
    hands.forward(0.5)

    assert clock.version() != before


def test_the_version_stays_while_nothing_changes(clock, hands):
    make_condition()
    before = clock.version()

    hands.forward(24 * 60 * 60)

    assert clock.version() == before


@pytest.mark.parametrize("window", [(3600, None), (-3600, 3600)], ids=["appears", "disappears"])
def test_the_version_changes_when_a_page(window, clock, hands):
    begin, end = (seconds and hands.now() + timedelta(seconds=seconds) for seconds in window)
    page = make_condition(publish_from=begin, publish_until=end)
    was_public = page in Condition.objects.published()
    before = clock.version()

    hands.forward(3599.9)
    assert clock.version() == before
    assert seconds_until(clock.version().until) == pytest.approx(0.1)
    hands.forward(0.2)

    assert clock.version() != before
    assert (page in Condition.objects.published()) is not was_public


def test_a_planned_moment_is_not_missed_between_two_looks(hands):
    make_condition(publish_from=hands.now() + timedelta(seconds=10))
    clock = ContentClock(seconds_between_looks=3600)
    before = clock.version()

    hands.forward(10)

    assert clock.version() != before


def test_one_planned_moment_follows_the_other(clock, hands):
    for seconds in (10, 20, 30):
        make_condition(publish_from=hands.now() + timedelta(seconds=seconds))
    versions = [clock.version()]

    for _ in range(3):
        hands.forward(10)
        versions.append(clock.version())

    assert len(set(versions)) == 4
    assert clock.version().until is None


def test_a_new_plan_is_known_at_the_next_look(clock, hands):
    clock.version()

    make_condition(publish_from=hands.now() + timedelta(seconds=60))
    hands.forward(0.5)
    clock.version()

    assert seconds_until(clock.version().until) == pytest.approx(59.5)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_without_its_database_the_clock_keeps_the_last_version(clock, hands, monkeypatch, error):
    make_condition()
    before = clock.version()

    monkeypatch.setattr(content_version, "current_token", failing(error))
    hands.forward(5)

    assert clock.version() == before


def test_without_its_database_the_clock_does_not_ask_more_often(clock, hands, monkeypatch):
    make_condition(publish_from=hands.now() + timedelta(seconds=10))
    clock.version()
    asked = []

    monkeypatch.setattr(content_version, "current_token", failing(OperationalError, asked))
    hands.forward(11)
    for _ in range(20):
        clock.version()

    assert len(asked) == 1


def test_the_clock_goes_on_when_the_database_is_back(clock, hands, monkeypatch):
    page = make_condition()
    before = clock.version()
    with monkeypatch.context() as broken:
        broken.setattr(content_version, "current_token", failing(OperationalError))
        hands.forward(5)
        clock.version()

    page.save()
    hands.forward(0.5)

    assert clock.version() != before


def failing(error, asked=None):
    def fail():
        if asked is not None:
            asked.append(1)
        raise error("the database is away")

    return fail


def test_when_the_clock_goes_back_what_was_planned_since_counts_again(monkeypatch):
    now = timezone.now()
    make_condition(publish_from=now + timedelta(hours=18))
    clock = ContentClock(seconds_between_looks=60)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    ahead = clock.version()

    monkeypatch.setattr(timezone, "now", lambda: now)

    assert clock.version() != ahead
    assert seconds_until(clock.version().until) == timedelta(hours=18).total_seconds()
