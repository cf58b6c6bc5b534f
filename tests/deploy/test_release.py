"""deploy/release: in which order it works, and what it leaves alone when something fails."""

import os
import subprocess
from pathlib import Path

import pytest

from scripts.stack.machine import DEPLOY

NOTED = '#!/bin/sh\necho "{name} $*" >> "$NOTES"\n'


class Server:
    """A server's folders, with programs that only note that they were called."""

    def __init__(self, folder: Path):
        self.clinic, self.bin, self.notes_file = folder / "srv", folder / "bin", folder / "notes"
        self.version = folder / "version"
        for name in ("releases", "static", "standing-in", "run"):
            (self.clinic / name).mkdir(parents=True)
        for path in (self.bin, self.version / "staticfiles", folder / "venv" / "bin"):
            path.mkdir(parents=True)
        (self.version / "manage.py").touch()
        for name in ("systemctl", "curl", "sleep"):
            self.answer(self.bin / name)
        self.answer(folder / "venv" / "bin" / "python", then='mkdir -p staticfiles; touch "staticfiles/site.css"\n')
        (folder / "clinic.env").write_text("ALLOWED_HOSTS=www.example.com,example.com\n")

    @staticmethod
    def answer(program: Path, then: str = "", status: int = 0):
        program.write_text(f"{NOTED.format(name=program.name)}{then}exit {status}\n")
        program.chmod(0o755)

    def release(self, *arguments) -> subprocess.CompletedProcess:
        self.notes_file.write_text("")
        ours = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "NOTES": str(self.notes_file),
            "CLINIC": str(self.clinic),
            "SOCKETS": "/run/clinic",
            "CLINIC_USER": "",
            "CLINIC_VENV": str(self.bin.parent / "venv"),
            "ENV_FILE": str(self.bin.parent / "clinic.env"),
        }
        command = [DEPLOY / "release", *(arguments or [self.version])]
        return subprocess.run(command, env=ours, capture_output=True, text=True, timeout=60)

    @property
    def notes(self) -> list[str]:
        return self.notes_file.read_text().splitlines()

    @property
    def in_service(self) -> str:
        return os.readlink(self.clinic / "run" / "web.sock")

    def place_of(self, start: str) -> int:
        return next(number for number, note in enumerate(self.notes) if note.startswith(start))


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path)


def test_the_first_release_is_put_into_service(server):
    done = server.release()

    assert done.returncode == 0, done.stderr
    assert server.in_service == "/run/clinic/blue.sock"
    assert (server.clinic / "current").resolve().parent == server.clinic / "releases"
    assert (server.clinic / "static" / "site.css").exists()


def test_tables_are_widened_before_the_new_version_starts_and_the_old_one_ends_last(server):
    server.release()

    server.release()

    steps = ["python manage.py check", "python manage.py migrate", "systemctl start clinic-web@green", "curl"]
    steps += ["systemctl restart clinic-worker", "systemctl stop clinic-web@blue"]
    places = [server.place_of(step) for step in steps]
    assert places == sorted(places)
    assert server.in_service == "/run/clinic/green.sock"


def test_it_asks_the_new_version_by_the_name_of_the_site(server):
    server.release()

    asked = server.notes[server.place_of("curl")]
    assert "Host: www.example.com" in asked
    assert "/run/clinic/blue.sock" in asked


def test_a_version_that_does_not_get_ready_is_ended_and_the_old_one_stays(server):
    server.release()
    server.release()
    before = os.readlink(server.clinic / "blue")
    server.answer(server.bin / "curl", status=22)

    done = server.release()

    assert done.returncode == 1
    assert server.in_service == "/run/clinic/green.sock"
    assert os.readlink(server.clinic / "blue") == before
    assert "systemctl stop clinic-web@blue" in server.notes
    assert not any("stop clinic-web@green" in note for note in server.notes)


def test_nothing_is_started_when_the_tables_could_not_be_widened(server):
    server.release()
    server.answer(
        server.bin.parent / "venv" / "bin" / "python", 'case "$*" in *migrate*) exit 3;; esac\nmkdir -p staticfiles\n'
    )

    done = server.release()

    assert done.returncode == 3
    assert server.in_service == "/run/clinic/blue.sock"
    assert not any(note.startswith("systemctl") for note in server.notes)


def test_back_starts_the_version_before_without_building_anything(server):
    server.release()
    first = (server.clinic / "current").resolve()
    server.release()

    done = server.release("--back")

    assert done.returncode == 0, done.stderr
    assert server.in_service == "/run/clinic/blue.sock"
    assert (server.clinic / "current").resolve() == first
    assert not any(note.startswith("python") for note in server.notes)


def test_back_is_refused_where_there_is_no_version_before(server):
    server.release()

    done = server.release("--back")

    assert done.returncode == 1
    assert "no version before" in done.stderr


def test_only_the_newest_releases_are_kept(server):
    for _ in range(7):
        server.release()

    assert len(list((server.clinic / "releases").iterdir())) == 4
    assert (server.clinic / "green").resolve().exists()
    assert (server.clinic / "blue").resolve().exists()


def test_a_folder_that_is_no_version_is_refused(server, tmp_path):
    done = server.release(tmp_path)

    assert done.returncode == 1
    assert "manage.py" in done.stderr
