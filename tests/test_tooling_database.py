"""The tests run on the database they were asked to run on, and its tables are those of the models."""

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_the_database_is_the_one_that_was_asked_for(pytestconfig):
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if pytestconfig.getoption("postgresql") else "SELECT 'SQLite'")
        answer = cursor.fetchone()[0]

    assert answer.startswith("PostgreSQL" if pytestconfig.getoption("postgresql") else "SQLite")
    assert connection.vendor == answer.split()[0].lower()


def test_no_model_waits_for_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
