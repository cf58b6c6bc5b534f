"""The trial of an upgrade notices what a migration loses, and says what it takes away on purpose."""

import sqlite3
from contextlib import closing

import pytest

from scripts.backups.databases import columns, rows
from scripts.backups.trial import Site
from scripts.console import Stop
from scripts.locks import Pin
from scripts.upgrade.earlier import packages_of
from scripts.upgrade.losses import refuse_lost

BEFORE = """
CREATE TABLE office (id INTEGER, name TEXT, fax TEXT);
INSERT INTO office VALUES (1, 'Frederick', '1'), (2, 'Frederick', '1'), (3, 'York', NULL);
CREATE TABLE clock (token TEXT);
INSERT INTO clock VALUES ('a');
"""


@pytest.fixture
def migrated(tmp_path):
    """Runs that SQL as a migration; returns what there was before, and the site."""

    def run(migration: str):
        path = tmp_path / "site.sqlite3"
        site = Site(f"sqlite:///{path}", tmp_path, {})
        with closing(sqlite3.connect(path)) as database:
            database.executescript(BEFORE)
            had = columns(site.url)
            before = rows(site.url, had)
            database.executescript(migration)
        return had, before, site

    return run


@pytest.mark.parametrize(
    "migration",
    [
        "DELETE FROM office WHERE id = 2",
        "UPDATE office SET name = 'york' WHERE id = 3",
        "UPDATE clock SET token = 'b'; UPDATE office SET fax = ''",
    ],
)
def test_a_row_that_is_lost_or_changed_is_noticed(migrated, migration):
    with pytest.raises(Stop, match="lost or changed"):
        refuse_lost(*migrated(migration), {"clock"})


@pytest.mark.parametrize(
    "migration",
    [
        "INSERT INTO office VALUES (4, 'New', NULL)",
        "ALTER TABLE office ADD COLUMN hours TEXT DEFAULT ''; CREATE TABLE more (id INTEGER)",
        "UPDATE clock SET token = 'b'",
    ],
)
def test_what_comes_anew_or_was_named_is_no_loss(migrated, migration):
    refuse_lost(*migrated(migration), {"clock"})


def test_what_goes_is_said_and_the_rest_still_compared(migrated, capsys):
    found = migrated("ALTER TABLE office DROP COLUMN fax; DROP TABLE clock; UPDATE office SET name = 'x' WHERE id = 1")

    with pytest.raises(Stop):
        refuse_lost(*found, set())

    told = capsys.readouterr().out
    assert "table gone: clock (1 rows)" in told
    assert "columns gone: office: fax" in told


def test_a_reason_beside_a_pin_is_no_other_pin(tmp_path):
    for name, text in (("one", "Django==5.2.19  # because\n# all\n"), ("other", "Django==5.2.19\n\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").write_text(text)

    assert packages_of(tmp_path / "one") == packages_of(tmp_path / "other") == {Pin("django", "", "5.2.19")}


def test_a_version_with_a_lock_is_known_by_all_its_packages(tmp_path):
    (tmp_path / "requirements.txt").write_text("Django==5.2.19\n")
    (tmp_path / "requirements.lock").write_text("asgiref==3.13.0\ndjango==5.2.19\n")

    assert packages_of(tmp_path) == {Pin("asgiref", "", "3.13.0"), Pin("django", "", "5.2.19")}
