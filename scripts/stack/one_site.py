"""Two application servers on two ports, with one database: whoever meets one of them has met both."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

from scripts.address import Address
from scripts.stack.machine import Machine
from scripts.stack.report import Report
from scripts.stack.staff import sign_in
from scripts.stack.visitor import Visitor

ANNOUNCEMENT = "The trial of two servers says this on every page."
SINCE = {"publish_from_0": "2020-01-01", "publish_from_1": "08:00"}
SECONDS_UNTIL_SEEN = 2  # each process looks for new content twice a second


def try_all(machine: Machine, report: Report):
    addresses = [Address.free(), Address.free()]
    with ExitStack() as running:
        for address in addresses:
            running.enter_context(server(machine, address))
        ports = [address.port for address in addresses]
        shared_session(machine, ports, report)
        shared_limits(ports, report)


@contextmanager
def server(machine: Machine, address: Address):
    """gunicorn as in production, on a port."""
    command = [sys.executable, "-m", "gunicorn", "--bind", address.bind]
    with (machine.logs / f"port-{address.port}.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=machine.environment(), cwd=machine.clinic / "current", stdout=log, stderr=log
        )
    try:
        until = time.monotonic() + 30
        while Visitor(address.port, proxied=True).get("/healthz").status != 200 and time.monotonic() < until:
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def shared_session(machine: Machine, ports: list[int], report: Report):
    staff = json.loads(
        machine.must(sys.executable, "-m", "scripts.stack.make_staff", "trial", cwd=machine.clinic / "current")
    )
    here, there = (Visitor(port, source="127.0.3.1", proxied=True) for port in ports)
    for visitor in (here, there):
        visitor.get("/faqs/")  # both keep the page in memory
    signed = sign_in(here, staff)
    there.cookies = dict(here.cookies)
    report.note("Signed in at one server, signed in at the other", there.get("/admin/").status == 200, signed.status)
    saved = here.fill_in("/admin/practice/announcement/add/", text=ANNOUNCEMENT, level="info", **SINCE)
    time.sleep(SECONDS_UNTIL_SEEN)
    seen = [ANNOUNCEMENT in Visitor(port, proxied=True).get("/faqs/").text for port in ports]
    report.note("Saved at one, on kept pages of both", saved.status == 302 and all(seen), f"{saved.status}, {seen}")
    there.fill_in("/sign-in/out/")
    report.note(
        "Signed out at the other, signed out at both", here.get("/admin/").status == 302, here.get("/admin/").status
    )


def shared_limits(ports: list[int], report: Report):
    """Five requests in ten minutes from one address, wherever they are sent."""
    visitors = [Visitor(port, source="127.0.3.9", proxied=True) for port in ports]
    sent = [visitors[number % 2].send_request(f"Limited {number}").status for number in range(7)]
    report.note("A limit counts what both took", sent == [303] * 5 + [429] * 2, sent)
