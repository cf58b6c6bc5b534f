"""Slow queries and refused ones are noticed; what was in them is not written down."""

import logging

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from clinic_site.watching.queries import without_values
from clinic_site.watching.tally import tally

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_slow_query_is_written_down_without_its_values(settings, caplog):
    settings.SLOW_QUERY_SECONDS = 0

    with caplog.at_level(logging.WARNING, "clinic_site.watching.queries"):
        list(User.objects.filter(username="xanthippe", email__contains="quill"))

    (record,) = caplog.records
    assert "auth_user" in record.getMessage()
    assert "took" in record.getMessage()
    assert "xanthippe" not in caplog.text
    assert "quill" not in caplog.text
    assert tally.counts("slow_queries") == {(): 1}


def test_a_quick_query_is_not(settings, caplog):
    settings.SLOW_QUERY_SECONDS = 60

    list(User.objects.all())

    assert caplog.records == []
    assert tally.counts("slow_queries") == {}


def test_a_value_written_into_the_sql_goes_too():
    assert (
        without_values("SELECT 'it''s Quill',  name\nFROM x WHERE y = 'Ann'") == "SELECT '…', name FROM x WHERE y = '…'"
    )


def test_a_refused_query_counts_by_its_kind():
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")

    ((kind,),) = tally.counts("database_errors")
    assert kind in ("OperationalError", "ProgrammingError")
