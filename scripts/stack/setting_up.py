"""The steps of docs/deploy.md, in its order, inside one temporary folder."""

import shutil
import sys
from contextlib import ExitStack

from scripts.console import Stop, say
from scripts.faults.mail_server import MailServer
from scripts.packages import ROOT
from scripts.stack import away, releases
from scripts.stack.machine import DEPLOY, Machine, search_path
from scripts.stack.nginx import Nginx
from scripts.stack.postgresql import Database, program

NEEDED = {
    "nginx": "apt-get install nginx",
    "openssl": "apt-get install openssl",
    "curl": "apt-get install curl",
    "flock": "apt-get install util-linux",
}


def refuse_what_is_missing():
    """Says all that has to be installed at once."""
    missing = [f"  {name}: {hint}" for name, hint in NEEDED.items() if shutil.which(name, path=search_path()) is None]
    if missing:
        raise Stop("This trial uses the system's own programs, and these are missing:\n" + "\n".join(missing))
    program("initdb")


def set_up(machine: Machine, running: ExitStack) -> tuple[MailServer, Database, Nginx]:
    """The steps of the guide, in its order."""
    machine.make_folders()
    _put_units_in_place(machine)
    mail, database, nginx = MailServer(machine.folder / "mail"), Database(machine.folder / "database"), Nginx(machine)
    mail.start()
    running.callback(mail.stop)
    say("PostgreSQL …")
    database.make()
    running.callback(database.stop)
    machine.write_settings(database.url, mail.url)
    say("The first release …")
    running.callback(_end_units, machine)
    releases.first(machine)
    say("Content …")
    machine.manage("load_gazetteer")
    machine.manage("load_demo_content")
    machine.must("systemctl", "start", "clinic-standing-pages")
    say("nginx …")
    nginx.prepare()
    nginx.start()
    running.callback(nginx.stop)
    away.wait_for(machine, 200, "/")
    return mail, database, nginx


def _put_units_in_place(machine: Machine):
    """deploy/systemd with the trial's folders, and what stands for commands that need a machine of ours."""
    for unit in (DEPLOY / "systemd").glob("*.service"):
        text = unit.read_text()
        for theirs, ours in machine.moved.items():
            text = text.replace(theirs, ours)
        (machine.folder / "units" / unit.name).write_text(text)
    commands = {
        "systemctl": f'cd {ROOT} && exec {sys.executable} -m scripts.stack.systemctl "$@"',
        "runuser": 'shift 3 && exec "$@"',  # -u clinic --: here everything is one user's
        "chown": ":",
    }
    for name, line in commands.items():
        command = machine.folder / "bin" / name
        command.write_text(f"#!/bin/sh\n{line}\n")
        command.chmod(0o755)


def _end_units(machine: Machine):
    for path in (machine.folder / "units").glob("*.pid"):
        machine.run("systemctl", "stop", path.stem)
