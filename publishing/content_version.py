"""One token for all content: who changes it (database triggers) and who reads it (a clock in each process).

The triggers sit in the database, so the token changes in the same transaction as the content, whatever wrote it:
the admin, a bulk update, an import, a person with a database shell. See docs/decisions/0004.
"""

import threading
import time
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db import Error as DatabaseUnavailable
from django.db import connections, router
from django.utils import timezone

from publishing.models import Content, ContentVersion, InForce, Windowed

SECONDS_BETWEEN_LOOKS = 0.5


class Version(NamedTuple):
    """Which content is in force, since when this process knows it, and until which planned moment; None for no end."""

    token: str
    known_at: datetime
    until: datetime | None


class ContentClock:
    """Tells which version of all content is in force, asking the database at most twice a second.

    The version also changes at every publish-from and publish-until moment, without any write.
    """

    def __init__(self, seconds_between_looks: float = SECONDS_BETWEEN_LOOKS):
        self.seconds_between_looks = seconds_between_looks
        self._lock = threading.Lock()
        self.forget()

    def forget(self):
        """Looks again at the next question."""
        self._looked_at = float("-inf")
        self._version: Version | None = None  # replaced whole: other threads read it at any moment
        self._is_database_away = False
        self.doubts = self._doubts_settled = 0

    def doubt(self):
        """Says that something was made of older content than the version in force: another begins at the next look."""
        self.doubts += 1

    def version(self) -> Version | None:
        """A value that is equal for two moments only if nothing public changed between them.

        None while the database has never answered: then nothing may be kept.
        """
        if self._is_due():
            with self._lock:
                if self._is_due():  # not when another thread has just looked
                    self._look()
        return self._version

    def _is_due(self) -> bool:
        if time.monotonic() - self._looked_at >= self.seconds_between_looks:
            return True
        return self._moment_has_come() and not self._is_database_away

    def _moment_has_come(self) -> bool:
        """Whether something was planned for now, or the clock went back to where other plans hold."""
        now, version = timezone.now(), self._version
        if version is None:
            return False
        return now < version.known_at or (version.until is not None and now >= version.until)

    def _look(self):
        try:
            token, doubts, before = current_token(), self.doubts, self._version
            is_another = before is None or token != before.token or doubts != self._doubts_settled
            if is_another or self._moment_has_come():
                now = timezone.now()
                self._version, self._doubts_settled = Version(token, now, next_moment(now)), doubts
            self._is_database_away = False
        except DatabaseUnavailable:
            self._is_database_away = True  # the site goes on showing what it last knew
        self._looked_at = time.monotonic()


clock = ContentClock()


def current_token() -> str:
    """The token as the database has it; empty before any content was written."""
    return ContentVersion.objects.values_list("token", flat=True).first() or ""


def seconds_until(moment: datetime | None) -> float | None:
    """Never negative; None for no moment."""
    return None if moment is None else max(0.0, (moment - timezone.now()).total_seconds())


def next_moment(after: datetime) -> datetime | None:
    """The next time at which any published content appears or disappears by plan."""
    moments = []
    for model in apps.get_models():
        if issubclass(model, (Windowed, InForce)):
            moments += model._default_manager.next_moments(after)
    return min(moments, default=None)


def content_tables(app_config) -> list[str]:
    """The tables of that app whose rows public pages show, with their many-to-many tables."""
    tables = []
    for model in app_config.get_models():
        if issubclass(model, Content):
            tables.append(model._meta.db_table)
            tables += [
                field.remote_field.through._meta.db_table
                for field in model._meta.local_many_to_many
                if field.remote_field.through._meta.auto_created
            ]
    return tables


def install_triggers(app_config, using, **kwargs):
    """Puts the triggers on an app's content tables. Runs after every migrate and may run any number of times."""
    if not router.allow_migrate_model(using, ContentVersion):
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if ContentVersion._meta.db_table not in existing:
            return
        for table in content_tables(app_config):
            if table in existing:
                for statement in TRIGGERS[connection.vendor](connection.ops.quote_name, table):
                    cursor.execute(statement)


def _sqlite_triggers(quote, table):
    # The names come from our own models and go through the database's quote_name, hence the nosec marks below.
    version = quote(ContentVersion._meta.db_table)
    for event in ("INSERT", "UPDATE", "DELETE"):
        trigger = quote(f"{table}_{event.lower()}_is_content")
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {trigger} AFTER {event} ON {quote(table)} "
            f"BEGIN INSERT INTO {version} (id, token) VALUES (1, lower(hex(randomblob(16)))) "  # nosec B608
            f"ON CONFLICT (id) DO UPDATE SET token = excluded.token; END"
        )


def _postgresql_triggers(quote, table):
    version = quote(ContentVersion._meta.db_table)
    yield (
        "CREATE OR REPLACE FUNCTION publishing_new_content_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO {version} (id, token) VALUES (1, replace(gen_random_uuid()::text, '-', '')) "  # nosec B608
        "ON CONFLICT (id) DO UPDATE SET token = excluded.token; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {quote(f'{table}_is_content')} "
        f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {quote(table)} "
        "FOR EACH STATEMENT EXECUTE FUNCTION publishing_new_content_version()"
    )


TRIGGERS = {"sqlite": _sqlite_triggers, "postgresql": _postgresql_triggers}
