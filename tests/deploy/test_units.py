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
    for path in unit["ReadWritePaths"][0].split():
        assert re.fullmatch(r"/srv/clinic/(media|standing-in)|/run/clinic", path)


def test_it_reads_its_settings_where_the_guide_puts_them(unit):
    assert "ENV_FILE=/etc/clinic/clinic.env" in unit["Environment"]


def test_gunicorn_listens_where_nginx_is_led():
    unit = settings_of(DEPLOY / "systemd" / "clinic-web@.service")

    assert "GUNICORN_CMD_ARGS=--bind=unix:/run/clinic/%i.sock" in unit["Environment"]


def test_requests_that_have_begun_are_given_longer_than_gunicorn_needs():
    gunicorn = (ROOT / "gunicorn.conf.py").read_text()
    given = settings_of(DEPLOY / "systemd" / "clinic-web@.service")["TimeoutStopSec"][0]

    assert int(given) > int(re.search(r"graceful_timeout = (\d+)", gunicorn).group(1))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_calls_them_well_protected():
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=20", *map(str, UNITS)]

    assert subprocess.run(command, capture_output=True).returncode == 0
