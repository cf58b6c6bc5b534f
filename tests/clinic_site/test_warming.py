"""A web process that has only just begun can speak while the database is away."""

import pytest
from django.db import OperationalError, ProgrammingError, connection, connections
from django.test.utils import CaptureQueriesContext

from clinic_site import warming
from clinic_site.warming import REMEMBERED, warm_up
from practice.context_processors import current_practice
from practice.notices.in_force import notices_in_force
from publishing.remembered import last_read, read_once
from tests.factories import make_practice


@pytest.fixture(autouse=True)
def connections_stay(monkeypatch):
    """The tests' own connection lives in a transaction."""
    monkeypatch.setattr(type(connections), "close_all", lambda self, *more: None)


@pytest.mark.django_db
def test_what_has_to_be_said_is_known_before_anybody_asks():
    practice = make_practice()

    warm_up()

    assert all(last_read(read) is not None for read in REMEMBERED)
    assert last_read(current_practice) == practice


@pytest.mark.django_db
def test_what_stands_on_every_page_is_read_once_and_not_again_for_the_first(django_assert_num_queries):
    make_practice()
    with CaptureQueriesContext(connection) as asked:
        warm_up()

    assert sum('FROM "practice_practice"' in query["sql"] for query in asked) == 1
    with django_assert_num_queries(0):
        read_once(current_practice)
        read_once(notices_in_force)


@pytest.mark.parametrize("error", [OperationalError, ProgrammingError])
def test_a_database_that_is_away_or_empty_does_not_keep_a_process_from_beginning(monkeypatch, caplog, error):
    def away():
        raise error("server closed the connection")

    monkeypatch.setattr(warming, "REMEMBERED", (away,))

    warm_up()

    assert f"Nothing could be read at the start: {error.__name__}." in caplog.text
    assert "server closed" not in caplog.text
