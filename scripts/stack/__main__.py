"""`python -m scripts.stack`: nginx, gunicorn, the worker and PostgreSQL set up as docs/deploy.md says; ten minutes."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from scripts.console import Stop, run_command, say
from scripts.faults.mail_server import MailServer
from scripts.packages import ROOT
from scripts.stack import away, front, one_site, releases, requests_through, restored, slow_clients, speed
from scripts.stack.machine import DEPLOY, Machine, refuse_what_is_missing
from scripts.stack.nginx import Nginx
from scripts.stack.postgresql import Database, program
from scripts.stack.report import Report

PARTS = ("front", "requests", "slow", "one", "releases", "restore", "away", "speed")


def main():
    wanted = sys.argv[1:] or list(PARTS)
    if not set(wanted) <= set(PARTS):
        raise Stop(f"Usage: python -m scripts.stack [{'] ['.join(PARTS)}]")
    refuse_what_is_missing()
    program("initdb")
    report = Report()
    with tempfile.TemporaryDirectory(prefix="stack-", ignore_cleanup_errors=True) as folder, ExitStack() as running:
        machine = Machine(Path(folder))
        mail, database, nginx = set_up(machine, running)
        try_all(wanted, machine, mail, database, nginx, report)
    say(report.table())
    if report.failures:
        raise Stop("Not everything is right.")


def set_up(machine: Machine, running: ExitStack) -> tuple[MailServer, Database, Nginx]:
    """The steps of the guide, in its order."""
    machine.make_folders()
    put_units_in_place(machine)
    mail, database, nginx = MailServer(machine.folder / "mail"), Database(machine.folder / "database"), Nginx(machine)
    mail.start()
    running.callback(mail.stop)
    say("PostgreSQL …")
    database.make()
    running.callback(database.stop)
    machine.write_settings(database.url, mail.url)
    say("The first release …")
    running.callback(end_units, machine)
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


def put_units_in_place(machine: Machine):
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


def end_units(machine: Machine):
    for path in (machine.folder / "units").glob("*.pid"):
        machine.run("systemctl", "stop", path.stem)


def try_all(wanted, machine: Machine, mail: MailServer, database: Database, nginx: Nginx, report: Report):
    key = "none"
    if "front" in wanted:
        front.try_all(machine, report)
    if "requests" in wanted:
        key = requests_through.try_all(machine, mail, report)
    if "slow" in wanted:
        slow_clients.try_all(machine, report)
    if "one" in wanted:
        one_site.try_all(machine, report)
    if "releases" in wanted:
        releases.try_all(machine, report)
    if "restore" in wanted:
        restored.try_all(machine, report)
    if "away" in wanted:
        away.try_all(machine, database, report)
    if "speed" in wanted:
        speed.try_all(machine, nginx, report)
    if "requests" in wanted:
        front.logs(machine, report, [key, front.TYPED, requests_through.NAME, requests_through.NAME.replace(" ", "+")])


if __name__ == "__main__":
    run_command(main)
