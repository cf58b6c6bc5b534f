"""The services of deploy/systemd: what they start exists, and what they may do is little."""

import re
import shutil
import subprocess
from importlib.util import find_spec

import pytest
from django.core.management import get_commands

from scripts.packages import ROOT
from scripts.stack.machine import DEPLOY

UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
GUIDE = (ROOT / "docs" / "deploy.md").read_text()
CONFINED = {
    "User": "clinic",
    "ProtectSystem": "strict",
    "ProtectHome": "true",
    "NoNewPrivileges": "true",
    "PrivateTmp": "true",
    "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
}


def settings_of(unit) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def writable_of(unit: dict[str, list[str]]) -> list[str]:
    return [path.removeprefix("-") for path in unit["ReadWritePaths"][0].split()]


@pytest.fixture(params=UNITS, ids=lambda unit: unit.stem)
def unit(request):
    return settings_of(request.param)


def test_what_it_starts_exists(unit):
    program, *arguments = unit["ExecStart"][0].split()

    assert program == f"{unit['WorkingDirectory'][0]}/.venv/bin/python"
    if arguments[0] == "-m":
        assert find_spec(arguments[1])
    else:
        assert (ROOT / arguments[0]).exists()
        assert arguments[1] in get_commands()


def test_it_is_confined(unit):
    assert {name: unit[name][0] for name in CONFINED} == CONFINED
    assert "@system-service" in unit["SystemCallFilter"][0]


def test_it_may_write_to_its_own_folders_only(unit):
    for path in writable_of(unit):
        assert re.fullmatch(r"/srv/clinic/(media|standing-in)|/run/clinic(/metrics)?|/srv/backups", path)


def test_it_reads_its_settings_where_the_guide_puts_them(unit):
    assert "ENV_FILE=/etc/clinic/clinic.env" in unit["Environment"]


def test_gunicorn_listens_where_nginx_is_led():
    unit = settings_of(DEPLOY / "systemd" / "clinic-web@.service")

    assert "GUNICORN_CMD_ARGS=--bind=unix:/run/clinic/%i.sock" in unit["Environment"]


def test_requests_that_have_begun_are_given_longer_than_gunicorn_needs():
    gunicorn = (ROOT / "gunicorn.conf.py").read_text()
    given = settings_of(DEPLOY / "systemd" / "clinic-web@.service")["TimeoutStopSec"][0]

    assert int(given) > int(re.search(r"graceful_timeout = (\d+)", gunicorn).group(1))


def test_web_server_and_worker_may_both_write_where_the_figures_are():
    folder = re.search(r"^#METRICS_FOLDER=(.+)$", (ROOT / ".env.example").read_text(), re.MULTILINE)[1]
    made_at_the_start = re.findall(r"^d (\S+)", (DEPLOY / "tmpfiles.d" / "clinic.conf").read_text(), re.MULTILINE)

    assert folder in made_at_the_start
    for name in ("clinic-web@.service", "clinic-worker.service"):
        unit = settings_of(DEPLOY / "systemd" / name)
        assert any(folder == path or folder.startswith(f"{path}/") for path in writable_of(unit))
        assert not any(folder.startswith(private) for private in ("/tmp/", "/var/tmp/"))
        assert "RuntimeDirectory" not in unit  # systemd would delete it with the service that ends


def test_backups_are_made_where_they_may_be_written_and_are_looked_for():
    unit = settings_of(DEPLOY / "systemd" / "clinic-backup.service")
    looked_for = re.search(r"^#BACKUP_FOLDER=(.+)$", (ROOT / ".env.example").read_text(), re.MULTILINE)[1]
    folder, keep, count = unit["ExecStart"][0].split()[-3:]

    assert [folder] == unit["ReadWritePaths"] == [looked_for]
    assert keep == "--keep"
    assert int(count) >= 7


def test_the_tables_in_clear_lie_where_systemd_removes_them():
    unit = settings_of(DEPLOY / "systemd" / "clinic-backup.service")

    assert unit["PrivateTmp"] == ["true"]
    assert "TMPDIR=/var/tmp" in unit["Environment"]
    assert unit["UMask"] == ["0077"]


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.stem)
def test_each_timer_starts_a_service_makes_up_for_a_missed_turn_and_is_in_the_guide(timer):
    described = settings_of(timer)

    assert timer.with_suffix(".service").exists()
    assert described["Persistent"] == ["true"]
    assert "RandomizedDelaySec" in described
    assert re.search(rf"systemctl enable --now .*{timer.name}", GUIDE)


def test_the_guide_makes_every_folder_that_a_service_writes_to(unit):
    made = (DEPLOY / "tmpfiles.d" / "clinic.conf").read_text() + GUIDE.partition("## 2.")[0]

    for path in writable_of(unit):
        assert re.search(rf"(^d |install -d -o clinic.*\s){re.escape(path)}(\s|$)", made, re.MULTILINE)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_every_line_of_them(tmp_path):
    """In a copy whose program exists, because the site is not installed here."""
    copies = [tmp_path / path.name for path in (*UNITS, *TIMERS)]
    for copy in copies:
        text = (DEPLOY / "systemd" / copy.name).read_text()
        copy.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={shutil.which('true')}", text))

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, copies)], capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, [line for line in done.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_calls_them_well_protected():
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=20", *map(str, UNITS)]

    assert subprocess.run(command, capture_output=True).returncode == 0
