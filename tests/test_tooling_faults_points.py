"""`python -m scripts.faults points cut load`: processes end where they should, and what is wrong afterwards is found."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scripts.address import Address
from scripts.faults import disk_copies, visitors
from scripts.faults.deadly_point import Point
from scripts.faults.patients import Ledger
from scripts.packages import ROOT


def test_a_process_ends_at_the_point_once_it_has_done_two_requests_whole(tmp_path):
    point = Point(tmp_path / "point")
    code = """from scripts.faults import killed_at
for number in range(5):
    killed_at.reach("before commit")
    killed_at._whole.append("a request")
    print(number, flush=True)"""
    surroundings = os.environ | {"FAULT_POINTS": str(point.file)}

    with point.deadly("before commit") as died:
        ended = subprocess.run([sys.executable, "-c", code], env=surroundings, cwd=ROOT, capture_output=True, text=True)
    spared = subprocess.run([sys.executable, "-c", code], env=surroundings, cwd=ROOT, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout.split()) == (-signal.SIGKILL, ["0", "1"])
    assert died == ["before commit"]
    assert spared.stdout.split() == ["0", "1", "2", "3", "4"]


def database_file(file: Path, requests: list[int], statuses: list[int]) -> Path:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE appointments_appointmentrequest (id INTEGER, key TEXT)")
        connection.execute("CREATE TABLE appointments_statuschange (request_id INTEGER)")
        connection.executemany(
            "INSERT INTO appointments_appointmentrequest VALUES (?, ?)", [(number, f"k{number}") for number in requests]
        )
        connection.executemany("INSERT INTO appointments_statuschange VALUES (?)", [(number,) for number in statuses])
    return file


def test_a_copy_tells_its_requests_and_those_stored_by_half(tmp_path):
    keys, wrong = disk_copies.opened(database_file(tmp_path / "whole", [1, 2], [1, 2]))
    _keys, halves = disk_copies.opened(database_file(tmp_path / "half", [1, 2], [1]))

    assert (keys, wrong) == ({"k1", "k2"}, [])
    assert halves == ["1 requests were stored by half"]


def test_a_damaged_copy_is_found(tmp_path):
    file = database_file(tmp_path / "damaged", [1], [1])
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 4096 + file.read_bytes()[8192:])

    _keys, wrong = disk_copies.opened(file)

    assert wrong


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
@pytest.mark.parametrize(("synchronous", "rows"), [("FULL", 2), ("NORMAL", 1)])
def test_what_was_not_synced_is_not_on_the_disk_after_a_power_cut(synchronous, rows, tmp_path):
    file, disk = tmp_path / "db.sqlite3", tmp_path / "disk"
    disk.mkdir()
    preloaded = disk_copies.synced_files(tmp_path, tmp_path, disk)
    code = f"""import os, sqlite3
rows = sqlite3.connect({str(file)!r}, isolation_level=None)
rows.execute("PRAGMA journal_mode=WAL"), rows.execute("PRAGMA synchronous={synchronous}")
rows.execute("CREATE TABLE rows (n)"), rows.execute("INSERT INTO rows VALUES (1)")
rows.execute("PRAGMA wal_checkpoint"), rows.execute("INSERT INTO rows VALUES (2)")
os._exit(0)"""

    subprocess.run([sys.executable, "-c", code], env=os.environ | preloaded, check=True)

    with closing(sqlite3.connect(disk_copies.copy_of(disk, tmp_path / "copy") / file.name)) as connection:
        assert connection.execute("SELECT count(*) FROM rows").fetchone() == (rows,)


def test_a_page_that_fails_under_load_is_an_error(monkeypatch):
    answers = visitors.Answers()
    monkeypatch.setattr(visitors, "ask", lambda *_: (503, {}, ""))

    someone = visitors.Visitors(Address.free(), Ledger(), answers, seconds=0)
    someone.look("/treatments/")

    assert "1 times: /treatments/ answered 503" in answers.wrong()


def test_a_kind_of_visit_that_never_came_is_no_proof():
    answers = visitors.Answers(seconds={"page": [0.1], "search": [0.1], "request": []})

    assert answers.wrong() == ["no request was asked for"]
