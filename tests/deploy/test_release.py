"""deploy/release: in which order it works, and what it leaves alone when something fails."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.stack.machine import DEPLOY

NOTED = '#!/bin/sh\necho "{name} $*" >> "$NOTES"\n'
# A process for each color, in the folder of the release that its link names when it starts; `start` leaves it alone.
SYSTEMCTL = """
for unit; do :; done
color=${unit#clinic-web@} kept="$NOTES.$unit"
ends() { ! test -e "$kept" || kill "$(cat "$kept")"; rm -f "$kept"; }
starts() { test -e "$kept" || { cd "$CLINIC/$color" && { /bin/sleep 60 > /dev/null 2>&1 9>&- & echo $! > "$kept"; }; }; }
case "$1 $unit" in
    "restart clinic-web@"*) ends; starts ;;
    "start clinic-web@"*) starts ;;
    "stop clinic-web@"*) ends ;;
    "show clinic-web@"*) cat "$kept" ;;
esac || exit 1
"""


class Server:
    """A server's folders, with programs that only note that they were called."""

    def __init__(self, folder: Path):
        self.clinic, self.bin, self.notes_file = folder / "srv", folder / "bin", folder / "notes"
        self.version = folder / "version"
        for name in ("releases", "static", "standing-in", "run"):
            (self.clinic / name).mkdir(parents=True)
        for path in (self.bin, self.version, folder / "venv" / "bin"):
            path.mkdir(parents=True)
        (self.version / "manage.py").touch()
        for name in ("curl", "sleep"):
            self.answer(self.bin / name)
        self.answer(self.bin / "systemctl", SYSTEMCTL)
        self.build_files("site.css")
        (folder / "clinic.env").write_text("ALLOWED_HOSTS=www.example.com,example.com\n")

    @staticmethod
    def answer(program: Path, then: str = "", status: int = 0):
        program.write_text(f"{NOTED.format(name=program.name)}{then}exit {status}\n")
        program.chmod(0o755)

    def build_files(self, *names: str):
        """What the next version's static files are."""
        public = "staticfiles/public"
        touched = " ".join(f"{public}/{name}" for name in names)
        python = self.bin.parent / "venv" / "bin" / "python"
        self.answer(python, f"mkdir -p {public}; touch staticfiles/staticfiles.json {touched}\n")

    def release(self, *arguments, **settings) -> subprocess.CompletedProcess:
        self.notes_file.write_text("")
        ours = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "NOTES": str(self.notes_file),
            "CLINIC": str(self.clinic),
            "SOCKETS": "/run/clinic",
            "CLINIC_USER": "",
            "CLINIC_VENV": str(self.bin.parent / "venv"),
            "ENV_FILE": str(self.bin.parent / "clinic.env"),
            **settings,
        }
        command = [DEPLOY / "release", *(arguments or [self.version])]
        return subprocess.run(command, env=ours, capture_output=True, text=True, timeout=60)

    @property
    def notes(self) -> list[str]:
        return self.notes_file.read_text().splitlines()

    @property
    def in_service(self) -> str:
        return os.readlink(self.clinic / "run" / "web.sock")

    def runs(self, color: str) -> Path:
        """The release whose process serves at that color's socket."""
        return Path(f"/proc/{self.pid_file(color).read_text().strip()}/cwd").resolve()

    def pid_file(self, color: str) -> Path:
        return self.notes_file.with_name(f"notes.clinic-web@{color}")

    def end(self):
        for path in self.notes_file.parent.glob("notes.clinic-web@*"):
            with suppress(ProcessLookupError):
                os.kill(int(path.read_text()), signal.SIGKILL)

    def place_of(self, start: str) -> int:
        return next(number for number, note in enumerate(self.notes) if note.startswith(start))


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path)
    yield made
    made.end()


def test_the_first_release_is_put_into_service(server):
    done = server.release()

    assert done.returncode == 0, done.stderr
    assert server.in_service == "/run/clinic/blue.sock"
    assert (server.clinic / "current").resolve().parent == server.clinic / "releases"
    assert (server.clinic / "static" / "site.css").exists()


def test_tables_are_widened_before_the_new_version_starts_and_the_old_one_ends_last(server):
    server.release()

    server.release()

    steps = ["python manage.py check", "python manage.py migrate", "systemctl restart clinic-web@green", "curl"]
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
    server.answer(server.bin.parent / "venv" / "bin" / "python", 'case "$*" in *migrate*) exit 3;; esac\n')

    done = server.release()

    assert done.returncode == 3
    assert server.in_service == "/run/clinic/blue.sock"
    assert not any(note.startswith("systemctl") for note in server.notes)


def test_a_version_that_still_runs_from_an_interrupted_release_is_not_taken_for_the_new_one(server):
    server.release()
    server.answer(server.bin / "sleep", then='kill "$PPID"\n')  # Ctrl-C while the old one drains
    server.release()
    server.answer(server.bin / "sleep")
    assert server.in_service == "/run/clinic/green.sock"
    assert server.pid_file("blue").exists()

    done = server.release()

    assert done.returncode == 0, done.stderr
    assert server.in_service == "/run/clinic/blue.sock"
    assert server.runs("blue") == (server.clinic / "current").resolve()


def test_an_answer_of_another_version_than_the_new_one_does_not_put_it_into_service(server):
    server.release()
    server.release()
    before = os.readlink(server.clinic / "blue")
    server.answer(server.bin / "systemctl", SYSTEMCTL.replace('cd "$CLINIC/$color"', f'cd "{before}"'))

    done = server.release()

    assert done.returncode == 1
    assert server.in_service == "/run/clinic/green.sock"
    assert not server.pid_file("blue").exists()


def test_who_ends_it_while_the_new_version_starts_leaves_everything_as_it_was(server):
    server.release()
    server.release()
    before = os.readlink(server.clinic / "blue")
    server.answer(server.bin / "curl", then='kill -HUP "$PPID"\n', status=7)

    done = server.release()

    assert done.returncode == 1
    assert server.in_service == "/run/clinic/green.sock"
    assert os.readlink(server.clinic / "blue") == before
    assert not server.pid_file("blue").exists()


def test_the_old_version_ends_although_the_worker_does_not_start_and_the_release_says_so(server):
    server.release()
    server.answer(server.bin / "systemctl", f'test "$*" != "restart clinic-worker" || exit 1\n{SYSTEMCTL}')

    done = server.release()

    assert done.returncode == 1
    assert "clinic-worker" in done.stderr
    assert not server.pid_file("blue").exists()


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


def test_what_django_knows_of_the_files_is_not_among_those_that_are_handed_out(server):
    server.release()

    assert [path.name for path in (server.clinic / "static").iterdir()] == ["site.css"]


def test_files_can_be_brought_to_a_machine_before_any_machine_has_the_version(server):
    server.release()
    server.build_files("site.new.css")

    done = server.release("--files", server.version)

    assert done.returncode == 0, done.stderr
    assert {path.name for path in (server.clinic / "static").iterdir()} == {"site.css", "site.new.css"}
    assert not any(note.startswith("systemctl") or "migrate" in note for note in server.notes)
    assert len(list((server.clinic / "releases").iterdir())) == 1


def test_a_file_goes_when_it_has_belonged_to_no_release_for_as_long_as_somebody_may_ask_for_it(server):
    server.build_files("old.css", "kept.css")
    server.release()
    server.build_files("kept.css")
    for _ in range(4):
        server.release()
    files = server.clinic / "static"
    assert (files / "old.css").exists()

    done = server.release(DAYS_FILES_STAY="-1")

    assert done.returncode == 0, done.stderr
    assert [path.name for path in files.iterdir()] == ["kept.css"]


def test_files_of_a_release_that_is_still_there_stay_however_old(server):
    server.build_files("before.css")
    server.release()
    server.build_files("now.css")

    server.release(DAYS_FILES_STAY="-1")

    assert {path.name for path in (server.clinic / "static").iterdir()} == {"before.css", "now.css"}


def test_a_folder_that_is_no_version_is_refused(server, tmp_path):
    done = server.release(tmp_path)

    assert done.returncode == 1
    assert "manage.py" in done.stderr
