"""Several processes and one storage: an edition is made once, and a killed process leaves nothing half-made behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from pages.guide import editions
from tests.pages.guide_storage import files, storage
from tests.pages.reading import read

__all__ = ["storage"]

PROCESS = """
import sys, time, django
django.setup()
from pages.guide import making
from pages.guide.scope import Scope

document = {"title": "Guide", "practice": "P", "summary": "S", "language": "en-US", "phones": [], "address": "",
    "words": {name: name for name in ("contents", "edition", "page", "online", "call")}, "urgent": [], "sections": []}
slow = float(sys.argv[1])
really = making.pdf_of
def typeset(*args, **kwargs):
    print("typeset", flush=True)
    time.sleep(slow)
    return really(*args, **kwargs)
making.pdf_of = typeset
making.gathered = making.next_moment = lambda *nothing: None
making.document_of = lambda material, scope: document
print("ready", flush=True)
sys.stdin.readline()
found = making.served(Scope())
print("served" if found and found[1].startswith(b"%PDF") else "nothing", flush=True)
"""


def start(storage, *, seconds: float) -> subprocess.Popen:
    environment = {**os.environ, "MEDIA_ROOT": str(storage.parent), "DATABASE_URL": "sqlite://:memory:"}
    process = subprocess.Popen(
        [sys.executable, "-c", PROCESS, str(seconds)],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline().strip() == "ready"
    return process


def go(process: subprocess.Popen) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


def rest(process: subprocess.Popen) -> list[str]:
    """What the process said until it ended."""
    said, _errors = process.communicate(timeout=30)
    return said.split()


def test_two_at_once_make_one_edition_and_both_serve_it(storage):
    both = [start(storage, seconds=0.5) for _ in range(2)]
    for process in both:
        go(process)

    said = [word for process in both for word in rest(process)]

    assert sorted(said) == ["served", "served", "typeset"]
    assert len(files(storage, ".pdf")) == len(files(storage, ".json")) == 1
    assert files(storage, ".claim") == []


@pytest.mark.django_db
def test_a_process_killed_while_it_typesets_leaves_nothing_that_could_be_served(storage, client):
    killed = start(storage, seconds=30)
    go(killed)
    assert killed.stdout.readline().strip() == "typeset"

    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    assert editions.latest("whole") is None
    assert files(storage, ".claim") != []
    assert read(client, "/guide/").one("h1").text


def test_after_a_killed_process_another_makes_the_edition_once_its_claim_has_ended(storage):
    killed = start(storage, seconds=30)
    go(killed)
    killed.stdout.readline()
    killed.kill()
    killed.communicate()
    old = time.time() - editions.CLAIM_HOLDS.total_seconds() - 1
    for path in storage.rglob("*.claim"):
        os.utime(path, (old, old))

    next_one = start(storage, seconds=0)
    go(next_one)

    assert rest(next_one) == ["typeset", "served"]
