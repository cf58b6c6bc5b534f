"""One database as one file, for each engine the site runs on."""

from clinic_site.backups.databases import postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine_of(connection):
    """The module with `save`, `is_empty` and `load` for this connection's engine."""
    return ENGINES[connection.vendor]
