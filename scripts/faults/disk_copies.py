"""SQLite's files as a disk has them, copied and opened; a library notes what was synced (synced_files.c)."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from scripts.faults.fake_clock import COMPILE

SOURCE = Path(__file__).with_name("synced_files.c")
FILES = ("db.sqlite3", "db.sqlite3-wal")  # in this order; the third, -shm, holds nothing that is not in these
STORED_BY_HALF = """
    SELECT count(*) FROM appointments_appointmentrequest AS request
    WHERE NOT EXISTS (SELECT 1 FROM appointments_statuschange WHERE request_id = request.id)
"""


def synced_files(folder: Path, files: Path, copies: Path) -> dict[str, str]:
    """The environment of processes that copy the synced files of that folder into another, once this is there."""
    library = folder / "synced_files.so"
    subprocess.run([*COMPILE, str(library), str(SOURCE), "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "SYNCED_FILES": str(files / FILES[0]), "SYNCED_COPIES": str(copies)}


def copy_of(folder: Path, to: Path) -> Path:
    """A copy of the database's files there, as `cp` makes it."""
    to.mkdir(parents=True)
    for file in (folder / name for name in FILES):
        if file.exists():
            shutil.copyfile(file, to / file.name)
    return to


def opened(file: Path) -> tuple[set[str], list[str]]:
    """The keys of the requests that are in it, and what is wrong with it."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            told = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            keys = {row[0] for row in connection.execute("SELECT key FROM appointments_appointmentrequest")}
            halves = connection.execute(STORED_BY_HALF).fetchone()[0]
        except sqlite3.DatabaseError as error:
            return set(), [f"a copy does not open: {error}"]
    wrong = [] if told == ["ok"] else [f"a copy is damaged: {told[0]}"]
    return keys, wrong + ([f"{halves} requests were stored by half"] if halves else [])
