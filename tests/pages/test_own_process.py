"""Typesetting has a process of its own: same bytes, same errors, one at a time, and nothing stays behind."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import typst

from pages.guide import editions, own_process, typesetting_process
from pages.guide.typesetting import FONTS, TEMPLATE, pdf_of
from tests.pages.guides import MADE_AT, figure, guide, section
from tests.pages.waiting_template import waiting, while_it_waits

__all__ = ["waiting"]

SMALL = '#set document(title: "Small")\n= Small\nWords.'


def request_for(document: dict, template: Path = TEMPLATE) -> dict[str, str]:
    paths = {"template": str(template), "root": str(template.parent), "fonts": str(FONTS)}
    return paths | {"document": json.dumps(document), "made_at": MADE_AT.isoformat()}


@pytest.fixture
def started(monkeypatch):
    """The processes that were started, in order."""
    processes, really = [], subprocess.Popen

    def noted(*args, **kwargs):
        processes.append(really(*args, **kwargs))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return processes


def program(tmp_path, monkeypatch, source: str) -> None:
    """That program is started in place of the typesetter."""
    path = tmp_path / "program.py"
    path.write_text(source)
    monkeypatch.setattr(typesetting_process, "__file__", str(path))


def test_the_bytes_are_those_that_typst_makes_in_this_process(started):
    request = request_for(guide())

    assert own_process.typeset_apart(request) == typesetting_process.typeset(**request)
    assert len(started) == 1


def test_a_refused_document_raises_the_very_error_of_typst():
    request = request_for(guide(sections=[section("A picture", figure(alt=None))]))
    with pytest.raises(typst.TypstError) as expected:
        typesetting_process.typeset(**request)

    with pytest.raises(typst.TypstError) as raised:
        own_process.typeset_apart(request)

    assert str(raised.value) == str(expected.value) != ""
    assert vars(raised.value) == vars(expected.value)


def test_a_moment_without_time_zone_is_refused_before_anything_starts(started):
    with pytest.raises(ValueError, match="time zone"):
        pdf_of(guide(), made_at=MADE_AT.replace(tzinfo=None))

    assert started == []


def test_what_takes_too_long_is_ended_and_said(monkeypatch, started, waiting):
    monkeypatch.setattr(own_process, "SECONDS_AT_MOST", 1)

    with pytest.raises(typst.TypstError, match="not done within 1 seconds"):
        pdf_of(guide(), made_at=MADE_AT, template=waiting)

    assert [process.returncode for process in started] == [-signal.SIGKILL]
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


def test_typesetting_ends_before_another_process_may_take_over_its_edition():
    assert editions.CLAIM_HOLDS.total_seconds() > own_process.SECONDS_AT_MOST


def test_the_next_guide_is_made_after_one_that_took_too_long(monkeypatch, waiting):
    monkeypatch.setattr(own_process, "SECONDS_AT_MOST", 1)
    with pytest.raises(typst.TypstError):
        pdf_of(guide(), made_at=MADE_AT, template=waiting)
    monkeypatch.undo()

    assert pdf_of(guide(), made_at=MADE_AT).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", r"ended with code -9\.$"),
        ("raise MemoryError('no more')", r"ended with code 1\. MemoryError: no more$"),
    ],
)
def test_a_typesetter_that_breaks_is_an_error_of_this_guide_alone(tmp_path, monkeypatch, source, words):
    program(tmp_path, monkeypatch, source)

    with pytest.raises(typst.TypstError, match=words):
        pdf_of(guide(), made_at=MADE_AT)


def test_several_who_ask_at_once_start_one_typesetter_after_the_other(started, waiting):
    made = []
    first = threading.Thread(target=lambda: made.append(pdf_of(guide(), made_at=MADE_AT, template=waiting)))
    others = [threading.Thread(target=lambda: made.append(pdf_of(guide(), made_at=MADE_AT))) for _ in range(2)]

    first.start()
    with while_it_waits(waiting) as template:
        for thread in others:
            thread.start()
        others[0].join(timeout=0.5)
        at_once = len(started)
        template.write(SMALL)
    for thread in (first, *others):
        thread.join(timeout=own_process.SECONDS_AT_MOST)

    assert at_once == 1
    assert [content[:4] for content in made] == [b"%PDF"] * 3
    assert len(started) == 3


def test_whoever_waits_too_long_for_a_turn_is_told_and_starts_nothing(monkeypatch, started):
    monkeypatch.setattr(own_process, "SECONDS_AT_MOST", 0.05)

    with own_process.turn, pytest.raises(typst.TypstError, match="not done within"):
        pdf_of(guide(), made_at=MADE_AT)

    assert started == []


def test_the_typesetter_imports_nothing_of_the_site():
    look = (
        "import sys, runpy; runpy.run_path(sys.argv[1]); print(*sorted(name.partition('.')[0] for name in sys.modules))"
    )
    command = [sys.executable, "-P", "-c", look, typesetting_process.__file__]

    modules = set(subprocess.check_output(command, text=True).split())

    assert "typst" in modules
    assert modules & {"django", "pages", "clinic_site"} == set()
