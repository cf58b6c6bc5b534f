"""`make run`: secrets and packages once, sentences for what goes wrong, and no process left at the end."""

import contextlib
import http.client
import os
import socket
import stat
import subprocess
import sys
import time

import pytest

from scripts import local_secrets, packages, site
from scripts.address import Address
from scripts.console import Stop
from scripts.processes import Processes, status_of

PARENT_WITH_CHILD = "import subprocess, sys; subprocess.Popen(['sleep', '600']); print('ready', flush=True); input()"


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path):
    file = tmp_path / "var" / "secrets.env"

    first = local_secrets.read_or_make(file)
    second = local_secrets.read_or_make(file)

    assert first == second == local_secrets.read(file)
    assert len(first["SECRET_KEY"]) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_that_came_later_is_added_and_the_others_stay(tmp_path):
    file = tmp_path / "secrets.env"
    file.write_text("SECRET_KEY=kept\n")

    known = local_secrets.read_or_make(file)

    assert known["SECRET_KEY"] == "kept"
    assert local_secrets.read(file) == known
    assert known["DEMO_STAFF_PASSWORD"]


def test_packages_are_installed_only_when_the_pins_change(tmp_path, monkeypatch):
    installed = []
    monkeypatch.setattr(packages, "is_usable", lambda venv: True)
    monkeypatch.setattr(packages, "install_quickly", lambda *given: installed.append(given) or "uv")

    packages.install("requirements-dev.txt", venv=tmp_path)
    packages.install("requirements-dev.txt", venv=tmp_path)
    packages.install("requirements.txt", venv=tmp_path)

    assert installed == [("requirements-dev.txt", tmp_path)]

    monkeypatch.setattr(packages, "fingerprint", lambda requirements: "another")
    packages.install("requirements.txt", venv=tmp_path)

    assert len(installed) == 2


def test_pip_steps_in_where_uv_cannot(tmp_path, monkeypatch):
    commands = []

    def run(command, **options):
        commands.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, returncode=int("uv" in commands[-1]))

    monkeypatch.setattr(packages.subprocess, "run", run)
    monkeypatch.setattr(packages, "is_usable", lambda venv: True)

    packages.install("requirements.txt", venv=tmp_path)

    assert commands[-1][1:5] == ["-m", "pip", "install", "--quiet"]
    assert packages.is_stamped("requirements.txt", tmp_path)


def test_a_python_that_is_too_old_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "OLDEST_PYTHON", (99, 0))

    with pytest.raises(Stop, match="needs Python"):
        packages.install("requirements.txt", venv=tmp_path)


def test_a_port_that_is_taken_gets_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = Address("127.0.0.1", taken.getsockname()[1])

        with pytest.raises(Stop, match=rf"choose another port: make run PORT={address.port + 1}"):
            address.refuse_when_taken()


@pytest.mark.parametrize("port", ["", "8123"])
def test_a_port_comes_from_the_environment(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    monkeypatch.setenv("HOST", "")

    assert Address.from_environment() == Address("127.0.0.1", int(port or 8000))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "\uff18\uff10"])
def test_what_is_no_port_gets_a_sentence(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Stop, match="is not a port"):
        Address.from_environment()


def test_a_site_that_listens_everywhere_answers_to_this_machines_names():
    everywhere = Address("0.0.0.0", 8000)

    assert everywhere.bind == "0.0.0.0:8000"
    assert everywhere.url == "http://127.0.0.1:8000"
    assert socket.gethostname() in everywhere.names
    assert Address("::1", 8000).url == "http://[::1]:8000"


def test_processes_end_with_all_their_children():
    command = [sys.executable, "-c", PARENT_WITH_CHILD]

    with Processes({"parent": command}, dict(os.environ)) as processes:
        group = processes.running["parent"].pid
        time.sleep(0.3)
        os.killpg(group, 0)

    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)


def test_a_process_that_ends_by_itself_ends_the_rest():
    commands = {"patient one": ["sleep", "600"], "hasty one": ["false"]}

    with pytest.raises(Stop, match="The hasty one ended by itself"), Processes(commands, dict(os.environ)) as processes:
        processes.wait()

    assert all(process.poll() is not None for process in processes.running.values())


def test_the_whole_site_starts_from_nothing_and_ends(tmp_path):
    address = Address.free()
    environment = site.temporary_environment(address, tmp_path)
    site.fill(environment)

    with Processes({"web server": site.GUNICORN}, environment) as processes:
        processes.wait_until_answering(address.url)
        with contextlib.closing(http.client.HTTPConnection(address.host, address.port)) as connection:
            connection.request("GET", "/healthz")
            response = connection.getresponse()

    assert (response.status, response.getheader("Server")) == (200, None)
    assert status_of(address.url) is None
    site.fill(environment)  # once more is harmless
