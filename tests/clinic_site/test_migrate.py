"""Migrations on PostgreSQL have the time they need, wait briefly for locks, and leave the limits as they were."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import pre_migrate

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def limit(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


@pytest.fixture
def seen():
    """The limits in force while the tables are changed."""
    found = {}

    def look(**kwargs):
        found.update({name: limit(name) for name in ("statement_timeout", "lock_timeout")})

    pre_migrate.connect(look, dispatch_uid="test")
    yield found
    pre_migrate.disconnect(dispatch_uid="test")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such limits.")
def test_a_long_migration_is_not_cut_off(seen):
    before = limit("statement_timeout")

    call_command("migrate", verbosity=0)

    assert seen == {"statement_timeout": "0", "lock_timeout": "3s"}
    assert limit("statement_timeout") == before == "5s"
