"""The application killed, the database stopped: what a visitor still gets."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

from scripts.faults.patients import FORM, answers
from scripts.stack import systemctl
from scripts.stack.front import MILD, PHONE
from scripts.stack.machine import Machine
from scripts.stack.postgresql import Database
from scripts.stack.report import Report
from scripts.stack.visitor import OFFICE, Visitor

FRESH_SECONDS = 60  # as the application says; after them nginx asks again
PUBLIC = ("/", MILD, "/conditions/", "/locations/", "/faqs/", "/notices/privacy-practices/")
TYPED = "Zyxwv typed while the database was away"


def try_all(machine: Machine, database: Database, report: Report):
    visitor = Visitor(machine.https.port, source="127.0.2.1")
    form = visitor.opened_form()
    look_at(visitor)
    unit = f"clinic-web@{(machine.clinic / 'run' / 'web.sock').readlink().stem}"
    kill(machine, unit)
    without_application(visitor, form, report)
    machine.must("systemctl", "start", unit)
    wait_for(machine, 200, "/contact/")
    be_remembered(machine)
    database.stop()
    without_database(visitor, form, report)
    database.start()
    time.sleep(1)
    sent = visitor.post(FORM, answers(OFFICE, TYPED, form))
    report.note("The same form, sent again when all is back, is stored", sent.status == 303, sent.status)


def look_at(visitor: Visitor):
    """Somebody has read the pages before."""
    for path in PUBLIC:
        visitor.get(path)


def be_remembered(machine: Machine):
    """Each of gunicorn's processes has shown the forms once since it started, as on any server in use."""
    with ThreadPoolExecutor(8) as pool:
        for path in (FORM, "/contact/"):
            list(pool.map(Visitor(machine.https.port).get, [path] * 40))


def kill(machine: Machine, unit: str):
    """kill -9 for gunicorn and all its workers."""
    pid = int((machine.folder / "units" / f"{unit}.pid").read_text())
    os.killpg(pid, signal.SIGKILL)
    while systemctl.is_running(pid):
        time.sleep(0.05)


def without_application(visitor: Visitor, form: dict, report: Report):
    time.sleep(FRESH_SECONDS + 1)
    seen = [visitor.get(path) for path in PUBLIC]
    right = all((answer.status, answer.kept) == (200, "STALE") for answer in seen)
    report.note("All of gunicorn killed: public pages are served, stale", right, [answer.kept for answer in seen])
    tried = {
        "a form opened": visitor.get("/contact/"),
        "a form sent": visitor.post(FORM, answers(OFFICE, TYPED, form)),
        "a search": visitor.get("/search/?q=leg"),
    }
    for what, answer in tried.items():
        right = answer.status == 503 and PHONE in answer.text and "no-store" in answer.headers["cache-control"]
        report.note(f"… {what}: the standing page with the telephones", right, answer.status)


def without_database(visitor: Visitor, form: dict, report: Report):
    time.sleep(FRESH_SECONDS + 1)
    seen = [visitor.get(path) for path in PUBLIC]
    right = all(answer.status == 200 for answer in seen)
    report.note("The database stopped: public pages are served", right, [answer.kept for answer in seen])
    opened = visitor.get("/contact/")
    report.note("… a form opened", opened.status in (200, 503) and PHONE in opened.text, opened.status)
    sent = visitor.post(FORM, answers(OFFICE, TYPED, form))
    right = sent.status == 503 and TYPED in sent.text and PHONE in sent.text
    report.note("… a form sent: 503 with all that was typed, telephones", right, sent.status)


def wait_for(machine: Machine, status: int, path: str):
    for _try in range(120):
        if Visitor(machine.https.port).get(path).status == status:
            return
        time.sleep(0.25)
