"""Clients that begin a request and never end it."""

import contextlib
import socket
import statistics
import time

from scripts.faults.patients import FORM
from scripts.stack.machine import HOST, Machine
from scripts.stack.report import Report
from scripts.stack.visitor import Visitor

HALF_OPEN = 200
ASKED = 40


def try_all(machine: Machine, report: Report):
    with contextlib.ExitStack() as open_things:
        slow = [open_things.enter_context(half_a_request(machine, number)) for number in range(HALF_OPEN)]
        began = time.monotonic()
        seen = [Visitor(machine.https.port).get(FORM) for _ in range(ASKED)]
        times = sorted(answer.seconds for answer in seen)
        right = all(answer.status == 200 for answer in seen) and times[-1] < 2
        figure = f"median {statistics.median(times) * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms"
        report.note(f"With {HALF_OPEN} half-open connections the form still opens", right, figure)
        time.sleep(max(0, 14 - (time.monotonic() - began)))
        closed = sum(is_closed(connection) for connection in slow)
        report.note("They are closed after ten seconds", closed == HALF_OPEN, f"{closed} of {HALF_OPEN}")


def half_a_request(machine: Machine, number: int) -> socket.socket:
    """Half of them in the middle of the headers, half in the middle of a form."""
    connection = Visitor(machine.https.port).connected()
    start = f"POST {FORM} HTTP/1.1\r\nHost: {HOST}\r\n"
    rest = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname=" if number % 2 else ""
    connection.sendall(f"{start}{rest}".encode())
    return connection


def is_closed(connection: socket.socket) -> bool:
    connection.settimeout(0.2)
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True
