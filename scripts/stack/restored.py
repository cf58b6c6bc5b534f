"""A backup by the timer's service, and the way back by the commands of docs/backup.md, one after the other."""

import json
import re
import sys
from pathlib import Path

from scripts.packages import ROOT
from scripts.stack import away
from scripts.stack.machine import Machine
from scripts.stack.report import Report
from scripts.stack.visitor import Visitor

COMMANDS = re.compile(r"^### On a server.*?^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLE = "clinic-20261123T021413Z.age"  # the name in the guide
KEY = "clinic-backup.key"
LATER = "pictures/later.png"


def try_all(machine: Machine, report: Report):
    visitor = Visitor(machine.https.port, source="127.0.4.1")
    visitor.send_request("Zyxwv Before the backup")
    path = backed_up(machine)
    before = stored(machine)
    visitor.send_request("Zyxwv After the backup")
    (machine.clinic / "media" / LATER).touch()
    came = len(stored(machine)) - len(before)
    done = machine.run("bash", "-euc", documented(machine, path))
    right = done.returncode == 0 and came == 1 and before and stored(machine) == before
    seen = f"{len(before)} requests as they were" if right else done.stdout + done.stderr
    report.note("The commands of the guide restore the backup of the night", right, seen)
    left = [str(each) for each in (machine.sockets / KEY, machine.clinic / "media" / LATER) if each.exists()]
    report.note("Neither the key nor later uploads stay", not left, ", ".join(left) or "gone")
    away.wait_for(machine, 200, "/contact/")
    sent = visitor.send_request("Zyxwv After the restore")
    report.note("A request is stored again afterwards", sent.status == 303, sent.status)


def backed_up(machine: Machine) -> Path:
    """Made as the timer makes it, for a key that lies where the guide puts it."""
    told = machine.manage("make_backup_key", str(machine.sockets / KEY))
    with machine.env_file.open("a") as settings:
        settings.write(f"BACKUP_RECIPIENTS={told.rpartition('BACKUP_RECIPIENTS=')[2]}")
    machine.must("systemctl", "start", "clinic-backup")
    (path,) = machine.backups.iterdir()
    return path


def documented(machine: Machine, path: Path) -> str:
    """What the guide says, for the folders of this machine and for this backup."""
    commands = COMMANDS.search((ROOT / "docs" / "backup.md").read_text())[1].replace(EXAMPLE, path.name)
    for theirs, ours in machine.moved.items():
        commands = commands.replace(theirs, ours)
    return commands


def stored(machine: Machine) -> dict:
    """Every request by its key, as the release in service reads it."""
    return json.loads(machine.must(sys.executable, "-m", "scripts.backups.pairs", cwd=machine.clinic / "current"))
