"""`make test`, `make quality` and `make bench`: what fails is said, and counted as a failure."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bench import client
from scripts import chromium, suite
from scripts.console import Stop
from scripts.packages import ROOT
from scripts.quality import lighthouse, node_packages, nu, site_pages
from scripts.quality.__main__ import too_heavy
from scripts.quality.lighthouse import Report

GOOD, BAD = ["-c", "print('fine')"], ["-c", "raise SystemExit('broken')"]


def test_all_checks_run_and_only_those_that_fail_speak(capsys):
    failed = suite.failed_checks({"one": BAD, "two": GOOD, "three": BAD})

    said = capsys.readouterr().out
    assert failed == ["one", "three"]
    assert said.count("broken") == 2
    assert "fine" not in said


def test_bandit_reads_all_that_production_runs():
    command = [sys.executable, *suite.CHECKS["bandit"], "--tests", "B104", "--format", "json"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    read = {Path(name).as_posix() for name in json.loads(answer.stdout)["metrics"]}
    top = {path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.py"), *(ROOT / "scripts").glob("*.py")]}
    assert read >= top | {"quiz/bench/proof.py", "clinic_site/settings.py"}
    assert not [name for name in read if name.startswith(("tests/", "bench/", "scripts/stack/", "var/"))]


def test_tests_end_at_the_first_that_fails():
    assert suite.first_failure({"one": GOOD, "two": ["-c", "raise SystemExit(5)"], "three": BAD}) == 5
    assert suite.first_failure({"one": GOOD}) == 0


def test_a_chromium_that_does_not_start_is_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/false")

    with pytest.raises(Stop, match="CHROMIUM=/bin/false does not start"):
        chromium.find_or_install()


def test_a_machine_without_node_and_java_is_told_what_it_lacks(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(Stop, match=r"needs Node\.js with npm 18 or newer and Java 11 or newer"):
        node_packages.refuse_missing()


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ({"type": "error", "message": "Stray end tag"}, True),
        ({"type": "info", "subType": "warning", "message": "Consider a heading"}, True),
        ({"type": "info", "message": "Trailing slash"}, False),
        ({"type": "error", "message": "CSS: “paint-order”: Property “paint-order” doesn't exist."}, False),
        ({"type": "error", "message": "CSS: “colour”: Property “colour” doesn't exist."}, True),
    ],
)
def test_errors_and_warnings_of_nu_count_alike(message, wrong):
    assert nu.is_wrong(message) is wrong


def test_stylesheets_are_found_whatever_the_order_of_attributes():
    html = '<link rel="icon" href="/i.svg"><link href="/a.css" rel="stylesheet"><link rel="stylesheet" href="/b.css">'

    assert site_pages.stylesheets_of(html) == {"/a.css", "/b.css"}


def test_lighthouse_is_asked_again_when_it_saw_nothing(monkeypatch, tmp_path):
    seen = Report("/", {"seo": 100}, [], (1, 1))
    outcomes = iter([lighthouse.NothingSeen("NO_NAVSTART"), seen])

    def attempt(*anything):
        if isinstance(outcome := next(outcomes), Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(lighthouse, "_attempt", attempt)

    assert lighthouse.report("http://127.0.0.1", "/", tmp_path) is seen


def test_lighthouse_that_never_sees_anything_ends_the_run(monkeypatch, tmp_path):
    def attempt(*anything):
        raise lighthouse.NothingSeen("NO_NAVSTART")

    monkeypatch.setattr(lighthouse, "_attempt", attempt)

    with pytest.raises(Stop, match="NO_NAVSTART"):
        lighthouse.report("http://127.0.0.1", "/", tmp_path)


def test_a_heavy_page_is_told_by_how_much():
    light, heavy = Report("/", {}, [], (60_000, 6)), Report("/", {}, [], (60_001, 7))

    assert too_heavy(light) == []
    assert [sentence.split(": ")[0] for sentence in too_heavy(heavy)] == ["Weight", "Weight"]


@pytest.fixture
def server():
    """The address of a server that gives the same answer, in two pieces, to whatever comes."""
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_answer_all, args=[listening], daemon=True).start()
    yield listening.getsockname()
    listening.close()


def _answer_all(listening):
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=[connection], daemon=True).start()


def _answer(connection):
    with connection, contextlib.suppress(ConnectionError):
        while connection.recv(4096):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")
            connection.sendall(b"ngth: 5\r\n\r\nhello")


def test_the_load_generator_counts_whole_answers(server):
    result = client.load(server, client.request_for("x", "/"), 200, seconds=0.2)

    assert result.per_second > client.CONNECTIONS
    assert 0 < result.own_share < 2


def test_the_load_generator_refuses_other_answers(server):
    with pytest.raises(ValueError, match="Unexpected answer"):
        client.load(server, client.request_for("x", "/"), 304, seconds=0.2)
