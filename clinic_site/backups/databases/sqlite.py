"""SQLite: a copy by its own backup interface, taken in one read transaction beside all writers."""

import sqlite3
from contextlib import closing
from pathlib import Path

from clinic_site.backups.refusals import Refused, full_disk_in_words

SECONDS_TO_WAIT = 60


def save(connection, target: Path):
    """The database as it was at one moment. Writers go on meanwhile: in WAL mode a reader stops nobody."""
    path = _path(connection)
    with closing(_open(path, "ro")) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        refuse_damaged(copy, path)


def refuse_damaged(database: sqlite3.Connection, path: Path):
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Refused(f"SQLite finds {path} damaged ({found}). Keep the last good backup, and restore it.")


def is_empty(connection) -> bool:
    path = _path(connection)
    if not path.exists():
        return True
    with closing(_open(path, "ro")) as live:
        return live.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def load(connection, source: Path) -> list[str]:
    """Puts the copy in the database's place in one transaction: all of it or nothing is seen. Nothing is left out."""
    path = _path(connection)
    connection.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    try:
        with full_disk_in_words(f"{path}"), closing(_open(source, "ro")) as copy, closing(_open(path, "rwc")) as live:
            refuse_damaged(copy, source)
            copy.backup(live)
            live.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        if is_new:
            for ending in ("", "-journal", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    return []


def _path(connection) -> Path:
    return Path(connection.settings_dict["NAME"])


def _open(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=SECONDS_TO_WAIT)
