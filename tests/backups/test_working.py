"""Whoever is killed while a site lies in clear leaves it to nobody: the next one clears it away."""

import signal
import subprocess
import sys

import pytest
from pyrage.x25519 import Identity

from clinic_site.backups import sealing
from clinic_site.backups.working import working_folder
from scripts.packages import ROOT

IN_A_FOLDER = """
with working_folder(".restoring-", place) as folder:
    (folder / "database").write_text("in clear")
    print("written", flush=True)
    time.sleep(60)
"""
IN_A_SEAL = """
def pieces():
    yield b"half"
    print("written", flush=True)
    time.sleep(60)
seal(pieces(), place / "keys.age", [Identity.generate().to_public()])
"""
BEFORE = """
import sys, time
from pathlib import Path
from pyrage.x25519 import Identity
from clinic_site.backups.sealing import seal
from clinic_site.backups.working import working_folder
place = Path(sys.argv[1])
"""


@pytest.fixture
def at_work(tmp_path):
    """Starts a process that has something in hand in this folder; it ends with the test."""
    started = []

    def start(what: str) -> subprocess.Popen:
        command = [sys.executable, "-c", BEFORE + what, tmp_path]
        started.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        assert started[-1].stdout.readline() == "written\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def killed(process: subprocess.Popen):
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_site_in_clear_that_a_killed_process_left_goes_with_the_next(at_work, tmp_path):
    killed(at_work(IN_A_FOLDER))
    assert len(list(tmp_path.glob(".restoring-*/database"))) == 1

    with working_folder(".restoring-", tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]

    assert list(tmp_path.iterdir()) == []


def test_what_another_has_in_hand_stays(at_work, tmp_path):
    at_work(IN_A_FOLDER)

    with working_folder(".restoring-", tmp_path):
        pass

    assert len(list(tmp_path.glob(".restoring-*/database"))) == 1


def test_nothing_of_another_name_goes(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / ".restoring-link").symlink_to(tmp_path / "pictures")

    with working_folder(".restoring-", tmp_path):
        pass

    assert (tmp_path / "pictures").exists()


def test_a_name_can_be_sealed_again_after_its_process_was_killed(at_work, tmp_path):
    killed(at_work(IN_A_SEAL))
    assert sealing.part_of(tmp_path / "keys.age").exists()

    sealing.seal([b"whole"], tmp_path / "keys.age", [Identity.generate().to_public()])

    assert [path.name for path in tmp_path.iterdir()] == ["keys.age"]


def test_two_at_once_under_one_name_do_not_mix(at_work, tmp_path):
    at_work(IN_A_SEAL)

    with pytest.raises(FileExistsError):
        sealing.seal([b"x"], tmp_path / "keys.age", [Identity.generate().to_public()])

    assert sealing.part_of(tmp_path / "keys.age").exists()
