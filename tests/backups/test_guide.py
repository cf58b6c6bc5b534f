"""The commands of docs/backup.md for a server are those of a server set up by deploy/."""

import re
from pathlib import Path

import pytest

from scripts.stack.machine import DEPLOY, Machine
from scripts.stack.restored import documented


@pytest.fixture
def commands(tmp_path) -> list[str]:
    return documented(Machine(tmp_path), Path("clinic-20270101T000000Z.age")).splitlines()


def place_of(commands: list[str], words: str) -> int:
    return next(number for number, command in enumerate(commands) if words in command)


def test_the_site_stands_still_meanwhile(commands):
    order = [place_of(commands, words) for words in ("systemctl stop", " restore ", " migrate", "systemctl start")]

    assert order == sorted(order)
    for unit in ("clinic-web@blue", "clinic-web@green", "clinic-worker"):
        assert unit in commands[order[0]].split()


def test_every_unit_is_one_of_deploy(commands):
    named = set(re.findall(r"clinic-[a-z-]+@?", " ".join(line for line in commands if "systemctl" in line)))

    assert named == {"clinic-web@", "clinic-worker", "clinic-standing-pages"}
    assert all((DEPLOY / "systemd" / f"{unit}.service").exists() for unit in named)


def test_nothing_becomes_root_s(commands, tmp_path):
    managed = [command for command in commands if "manage.py" in command]

    assert len(managed) == 2
    for command in managed:
        assert command.startswith(
            f"runuser -u clinic -- env ENV_FILE={tmp_path}/clinic.env .venv/bin/python manage.py "
        )


def test_the_key_goes_before_the_site_starts(commands):
    assert place_of(commands, "rm ") < place_of(commands, "systemctl start")
