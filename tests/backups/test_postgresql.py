"""A restore into PostgreSQL as deploy/postgresql/roles.sql sets it up: by a role that may little and has to hurry."""

from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from clinic_site.backups.databases import postgresql
from scripts.backups.databases import rows
from scripts.backups.trial import new_site

pytestmark = pytest.mark.database

EXTENSION = "vector"  # only a superuser may make it


@pytest.fixture(scope="module", autouse=True)
def postgresql_only(beside):
    if beside.startswith("sqlite"):
        pytest.skip("SQLite has no roles")


def as_superuser(beside: str, site, *statements: str) -> list[tuple]:
    """What the last of the statements answers, in that site's database."""
    address = urlunsplit(urlsplit(beside)._replace(path=urlsplit(site.url).path))
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def extensions(beside: str, site) -> set[str]:
    return {name for (name,) in as_superuser(beside, site, "SELECT extname FROM pg_extension")}


@contextmanager
def hurried(beside: str, site):
    """The site's role is allowed a millisecond for each statement."""
    as_superuser(beside, site, "ALTER ROLE clinic SET statement_timeout = '1ms'")
    try:
        yield
    finally:
        as_superuser(beside, site, "ALTER ROLE clinic SET statement_timeout = '5s'")


@pytest.fixture(scope="module")
def with_extension(beside, folder, backup, key, site):
    """The backup of a site whose database has an extension of a superuser."""
    earlier = new_site(beside, "earlier", folder, BACKUP_RECIPIENTS=site.environment["BACKUP_RECIPIENTS"])
    earlier.manage("restore", backup, "--key", key)
    as_superuser(beside, earlier, f"CREATE EXTENSION {EXTENSION}")
    earlier.manage("backup", folder / "with-extension")
    return next((folder / "with-extension").iterdir())


def test_roles_sql_leaves_nothing_of_a_superuser_in_the_database_of_the_site(beside, empty_site):
    assert extensions(beside, empty_site) == {"plpgsql"}


def test_an_extension_of_a_superuser_is_left_out_and_said(beside, site, with_extension, key, empty_site):
    told = empty_site.manage("restore", with_extension, "--key", key).stdout

    assert f"Left out, because only a superuser of PostgreSQL may make them: {EXTENSION}." in told
    assert rows(empty_site.url) == rows(site.url)
    assert extensions(beside, empty_site) == {"plpgsql"}

    as_superuser(beside, empty_site, f"CREATE EXTENSION {EXTENSION}")
    empty_site.manage("restore", with_extension, "--key", key, "--replace")

    assert rows(empty_site.url) == rows(site.url)


def test_an_extension_that_is_there_already_stays(beside, site, with_extension, key, empty_site):
    as_superuser(beside, empty_site, f"CREATE EXTENSION {EXTENSION}")

    empty_site.manage("restore", with_extension, "--key", key)

    assert rows(empty_site.url) == rows(site.url)
    assert extensions(beside, empty_site) == {"plpgsql", EXTENSION}


def test_a_restore_may_take_longer_than_a_request_of_a_visitor(beside, site, backup, key, empty_site):
    empty_site.manage("restore", backup, "--key", key)

    with hurried(beside, empty_site):
        empty_site.manage("restore", backup, "--key", key, "--replace")

    assert rows(empty_site.url) == rows(site.url)


def test_extensions_are_found_in_the_list_of_every_version():
    listed = '4; 3079 16390 EXTENSION - uuid-ossp \n5; 0 0 COMMENT - EXTENSION "uuid-ossp" \n'

    found = [postgresql.EXTENSION.match(line) for line in listed.splitlines()]

    assert found[0]["name"] == "uuid-ossp"
    assert found[1] is None
