"""SQLite connections that stay open from request to request."""

import pytest
from django.db import connection
from django.db.backends.sqlite3 import base as djangos
from django.test.utils import CaptureQueriesContext

from clinic_site.settings import database
from clinic_site.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db  # nothing of it is used; without, every connection is refused


@pytest.fixture
def wrapper(tmp_path):
    settings = {**connection.settings_dict, **database(f"sqlite:///{tmp_path / 'clinic.sqlite3'}")}
    wrapper = DatabaseWrapper(settings)
    yield wrapper
    wrapper.close()


def begin_a_request(wrapper):
    """What Django does with each connection."""
    wrapper.close_if_unusable_or_obsolete()


def wish(wrapper, words):
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS wish (words text)")
        cursor.execute("INSERT INTO wish VALUES (%s)", [words])


def wishes(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT words FROM wish")
        return [words for (words,) in cursor.fetchall()]


def test_the_next_request_finds_the_connection_open(wrapper):
    wish(wrapper, "first")
    opened = wrapper.connection

    begin_a_request(wrapper)
    with CaptureQueriesContext(wrapper) as asked:
        found = wishes(wrapper)

    assert found == ["first"]
    assert wrapper.connection is opened
    assert len(asked) == 1


@pytest.mark.parametrize("is_gone_before", [True, False])
def test_what_is_stored_after_the_file_was_replaced_is_in_the_new_file(wrapper, tmp_path, is_gone_before):
    wish(wrapper, "into the old file")
    (tmp_path / "clinic.sqlite3").rename(tmp_path / "old.sqlite3")
    for ending in ("-wal", "-shm"):
        (tmp_path / f"clinic.sqlite3{ending}").unlink()
    if not is_gone_before:
        (tmp_path / "clinic.sqlite3").touch()

    begin_a_request(wrapper)
    wish(wrapper, "into the new file")

    assert wishes(wrapper) == ["into the new file"]
    assert (tmp_path / "clinic.sqlite3").stat().st_size > 0


def test_a_file_replaced_while_it_was_being_opened_is_not_mistaken_for_the_new_one(wrapper, tmp_path, monkeypatch):
    wish(wrapper, "into the old file")
    wrapper.close()
    really = djangos.DatabaseWrapper.get_new_connection

    def opened_a_moment_too_early(self, params):
        connection = really(self, params)
        (tmp_path / "clinic.sqlite3").rename(tmp_path / "old.sqlite3")
        (tmp_path / "clinic.sqlite3").touch()
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(djangos.DatabaseWrapper, "get_new_connection", opened_a_moment_too_early)
        wrapper.ensure_connection()
    for ending in ("-wal", "-shm"):
        (tmp_path / f"clinic.sqlite3{ending}").unlink(missing_ok=True)
    begin_a_request(wrapper)
    wish(wrapper, "into the new file")

    assert wishes(wrapper) == ["into the new file"]
