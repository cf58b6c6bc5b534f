"""`python -m scripts.faults` tells help from failure, finds what is lost, and says what it could not try."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from scripts.console import Stop
from scripts.faults import fake_clock, small_disk
from scripts.faults.fake_clock import FakeClock
from scripts.faults.figures import compared, is_bad, verdict
from scripts.faults.patients import Ledger, Outcome, is_fault

FORM = {"name": "Zyxwv <1>", "token": "k.1.s"}
WHOLE = '<a href="tel:+13015550101">call</a> <input value="Zyxwv &lt;1&gt;"> <input value="k.1.s">'
GOOD_ROW = {
    "sent": 9,
    "acknowledged": 9,
    "faults": 0,
    "lost": 0,
    "twice": 0,
    "mail lost": 0,
    "mail twice": 0,
    "leaks": [],
    "wrong": [],
}


@pytest.mark.parametrize(
    ("status", "page", "fault"),
    [
        (503, WHOLE, False),
        (503, WHOLE.replace("k.1.s", ""), True),  # another key: sent again it may come twice
        (503, WHOLE.replace("Zyxwv", ""), True),
        (503, WHOLE.replace("tel:", ""), True),
        (500, WHOLE, True),
        (502, "", True),
        (429, "", False),
        (0, "", False),
    ],
)
def test_only_a_503_with_help_and_all_that_was_typed_is_no_fault(status, page, fault):
    assert is_fault(status, page, FORM) is fault


def figures(ledger: Ledger, requests: list, mails: dict[str, int]) -> dict:
    found = {"requests": requests, "mail": [[name, "sent", "x"] for name in mails]}
    return compared(ledger, found, SimpleNamespace(taken=mails), {})


def test_what_was_acknowledged_and_is_not_there_is_lost():
    ledger = Ledger()
    ledger.note("one", "Ann", Outcome("A7K2P-9M4TX"))
    ledger.note("two", "Ben", Outcome(is_fault=True))

    row = figures(ledger, [["two", "B7K2P-9M4TX", "Ben"]], {"<1>": 1, "<2>": 1})

    assert (row["sent"], row["acknowledged"], row["refused"], row["faults"]) == (2, 1, 1, 1)
    assert (row["lost"], row["twice"], row["mail lost"], row["mail twice"]) == (1, 0, 0, 0)


def test_a_request_without_its_mail_and_a_mail_that_came_twice_are_counted():
    ledger = Ledger()
    ledger.note("one", "Ann", Outcome("A7K2P-9M4TX"))

    row = figures(ledger, [["one", "A7K2P-9M4TX", "Ann"]], {"<1>": 2})

    assert (row["lost"], row["mail lost"], row["mail twice"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("changes", "bad"),
    [
        ({}, False),
        ({"mail twice": 1}, False),
        ({"mail twice": 2}, True),
        ({"faults": 1}, True),
        ({"lost": 1}, True),
        ({"acknowledged": 8}, True),  # somebody gave up
        ({"leaks": ["site.log"]}, True),
        ({"wrong": ["left behind: a.webp"]}, True),
    ],
)
def test_one_mail_may_come_twice_and_nothing_else_may_be(changes, bad):
    assert is_bad(GOOD_ROW | changes) is bad


def test_what_could_not_be_tried_is_no_success():
    assert verdict([GOOD_ROW], ["disk: it needs root"], is_weakened=False) == 2
    assert verdict([GOOD_ROW], [], is_weakened=False) == 0


def test_a_weakened_build_has_to_be_found_out_in_every_row():
    lost = GOOD_ROW | {"lost": 58}

    assert verdict([lost, lost], [], is_weakened=True) == 0
    with pytest.raises(Stop, match="not found out"):
        verdict([lost, GOOD_ROW], [], is_weakened=True)


def test_without_root_no_disk_is_mounted_and_the_reason_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert "needs root" in small_disk.refusal(tmp_path / "disk")


def test_where_mounting_is_forbidden_the_reason_is_said(monkeypatch, tmp_path):
    def forbidden(*command):
        raise subprocess.CalledProcessError(32, command)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(small_disk, "_run", forbidden)

    assert "not allowed" in small_disk.refusal(tmp_path / "disk")
    assert not (tmp_path / "disk").exists()


def test_without_a_compiler_no_clock_is_moved_and_the_reason_is_said(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)

    assert "needs a C compiler" in fake_clock.refusal()


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
def test_the_clock_jumps_and_what_counts_seconds_goes_on(tmp_path):
    clock = FakeClock(tmp_path)
    clock.set(datetime(2027, 3, 14, tzinfo=UTC))
    clock.jump(timedelta(days=-1))
    code = "import time; began = time.monotonic(); time.sleep(0.1); print(time.time(), time.monotonic() - began)"

    told = subprocess.check_output([sys.executable, "-c", code], env=os.environ | clock.environment, text=True)

    wall, slept = map(float, told.split())
    assert abs(wall - datetime(2027, 3, 13, tzinfo=UTC).timestamp()) < 60
    assert 0.1 <= slept < 30
