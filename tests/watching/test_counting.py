"""What processes have counted is told together, and never falls."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from clinic_site.watching.slots import Slot, all_saved
from clinic_site.watching.tally import BUCKETS, Tally
from scripts.packages import ROOT

PROCESS = """
import sys
from pathlib import Path
from clinic_site.watching.slots import Slot
slot = Slot(Path(sys.argv[1]))
slot.save({"counts": [[["requests", "home", "2xx"], 7]]})
print("saved", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other_process(tmp_path):
    command = [sys.executable, "-c", PROCESS, tmp_path]
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == "saved\n"
    yield process
    process.kill()
    process.communicate()


def together(folder) -> Tally:
    whole = Tally()
    for saved in all_saved(folder):
        whole.add(saved)
    return whole


def test_counts_of_all_processes_are_added(tmp_path, other_process):
    own, slot = Tally(), Slot(tmp_path)
    own.count("requests", "home", "2xx")
    own.count("requests", "home", "5xx", by=2)

    slot.save(own.as_saved())

    assert together(tmp_path).counts("requests") == {("home", "2xx"): 8, ("home", "5xx"): 2}
    slot.give_back()


def test_who_takes_the_slot_of_a_killed_process_goes_on_counting(tmp_path, other_process):
    os.kill(other_process.pid, signal.SIGKILL)
    other_process.wait()

    slot, own = Slot(tmp_path), Tally()
    own.add(slot.load())
    own.count("requests", "home", "2xx")
    slot.save(own.as_saved())

    assert together(tmp_path).counts("requests") == {("home", "2xx"): 8}
    assert len(list(tmp_path.glob("*.json"))) == 1
    slot.give_back()


def test_two_living_processes_never_share_a_slot(tmp_path, other_process):
    slot = Slot(tmp_path)

    assert slot.load() == {}
    slot.give_back()


def test_times_are_counted_by_how_long_they_took():
    tally = Tally()

    for seconds in (0.001, 0.005, 0.3, 60):
        tally.time("request_seconds", "home", seconds=seconds)

    ((labels, timed),) = tally.times("request_seconds").items()
    assert labels == ("home",)
    assert timed[BUCKETS.index(0.005)] == 2
    assert timed[BUCKETS.index(0.5)] == 1
    assert timed[len(BUCKETS)] == 1
    assert timed[-1] == pytest.approx(60.306)


def test_of_two_moments_the_later_is_kept():
    tally = Tally()

    tally.add({"marks": [[["job_turn", "mail"], 20.0]]})
    tally.mark("job_turn", "mail", moment=10.0)

    assert tally.marks("job_turn") == {("mail",): 20.0}


def test_threads_lose_no_count():
    tally = Tally()

    def count():
        for _ in range(5000):
            tally.count("requests", "home", "2xx")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert tally.counts("requests") == {("home", "2xx"): 20_000}


def test_half_a_file_is_no_file(tmp_path):
    (tmp_path / "0.json").write_text('{"counts": [[["req')

    assert all_saved(tmp_path) == [{}]
