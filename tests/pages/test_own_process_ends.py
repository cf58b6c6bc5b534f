"""What typesetting leaves in the process that asked for it: no memory; and what a killed one leaves: no typesetter."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pages.waiting_template import waiting, while_it_waits

__all__ = ["waiting"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and only Linux tells a process at once")

MEGABYTES_AT_MOST = 60
GROWTH = """
import os, django
django.setup()
from pathlib import Path
from pages.guide.typesetting import pdf_of
from tests.pages.guides import MADE_AT, guide, paragraph, section

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

def long_guide(word):
    return guide(sections=[section(f"Part {number}", *[paragraph(f"{word} {number} words. " * 40)] * 20) for number in range(30)])

before = megabytes()
for word in ("First", "Second", "Third"):
    assert pdf_of(long_guide(word), made_at=MADE_AT).startswith(b"%PDF")
print(megabytes() - before)
"""
ASKING = """
import subprocess, sys, django
django.setup()
from pathlib import Path
from pages.guide.typesetting import pdf_of
from tests.pages.guides import MADE_AT, guide

really = subprocess.Popen
def noted(*args, **kwargs):
    process = really(*args, **kwargs)
    print(process.pid, flush=True)
    return process
subprocess.Popen = noted
pdf_of(guide(), made_at=MADE_AT, template=Path(sys.argv[1]))
"""


def is_running(pid: int) -> bool:
    """A process that has ended may still be listed until somebody has asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_memory_of_who_asks_does_not_grow():
    grown = float(subprocess.check_output([sys.executable, "-c", GROWTH], text=True))

    assert grown < MEGABYTES_AT_MOST


def test_a_killed_process_leaves_no_typesetter_behind(waiting):
    asking = subprocess.Popen([sys.executable, "-c", ASKING, str(waiting)], stdout=subprocess.PIPE, text=True)
    typesetter = int(asking.stdout.readline())

    with while_it_waits(waiting):
        assert is_running(typesetter)
        asking.send_signal(signal.SIGKILL)
        asking.communicate()
        until = time.monotonic() + 5
        while is_running(typesetter) and time.monotonic() < until:
            time.sleep(0.02)
        is_left = is_running(typesetter)

    assert not is_left
