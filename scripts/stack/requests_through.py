"""A patient's request on its whole way: form, nginx, application, database, worker, mail."""

import re
import time

from scripts.faults.mail_server import MailServer
from scripts.stack.machine import Machine
from scripts.stack.report import Report
from scripts.stack.visitor import Visitor

NAME = "Zyxwv Canary"
SECONDS_FOR_MAIL = 30
MANAGE = re.compile(rb"/appointments/manage/([\w:.\-=]+)/")


def try_all(machine: Machine, mail: MailServer, report: Report) -> str:
    """Returns the key of the patient's private link."""
    visitor = Visitor(machine.https.port, source="127.0.1.1")
    before = len(mail.taken)
    began = time.monotonic()
    reference = visitor.reference_of(visitor.send_request(NAME))
    report.note("A request sent through nginx is stored", reference, reference)
    while len(mail.taken) < before + 2 and time.monotonic() - began < SECONDS_FOR_MAIL:
        time.sleep(0.2)
    count = len(mail.taken) - before
    report.note("Its two mails arrive", count == 2, f"{count} after {time.monotonic() - began:.1f} s")
    key = private_key(mail)
    opened = visitor.get(f"/appointments/manage/{key}/?x={NAME.replace(' ', '+')}")
    right = opened.status == 200 and "no-store" in opened.headers.get("cache-control", "")
    report.note("The private link in it opens and is not kept", right and not opened.kept, opened.status)
    return key


def private_key(mail: MailServer) -> str:
    """Out of the patient's mail."""
    texts = [path.read_bytes().replace(b"=\n", b"").replace(b"=3D", b"=") for path in mail.folder.glob("*.eml")]
    found = [match.group(1).decode() for text in texts for match in MANAGE.finditer(text)]
    return found[-1] if found else "none"
