"""`python -m scripts.stack`: nginx, gunicorn, the worker and PostgreSQL set up as docs/deploy.md says; ten minutes."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from scripts.console import Stop, run_command, say
from scripts.faults.mail_server import MailServer
from scripts.stack import away, front, one_site, releases, requests_through, restored, slow_clients, speed
from scripts.stack.machine import Machine
from scripts.stack.nginx import Nginx
from scripts.stack.postgresql import Database
from scripts.stack.report import Report
from scripts.stack.setting_up import refuse_what_is_missing, set_up

PARTS = ("front", "requests", "slow", "one", "releases", "restore", "away", "speed")


def main():
    wanted = sys.argv[1:] or list(PARTS)
    if not set(wanted) <= set(PARTS):
        raise Stop(f"Usage: python -m scripts.stack [{'] ['.join(PARTS)}]")
    refuse_what_is_missing()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="stack-", ignore_cleanup_errors=True) as folder, ExitStack() as running:
        machine = Machine(Path(folder))
        mail, database, nginx = set_up(machine, running)
        try_all(wanted, machine, mail, database, nginx, report)
    say(report.table())
    if report.failures:
        raise Stop("Not everything is right.")


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
