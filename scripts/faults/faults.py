"""What is broken while patients send requests: one function each, run beside them until they are done."""

import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from scripts import site
from scripts.faults.mail_server import MailServer
from scripts.faults.running_site import RunningSite


@contextmanager
def repeatedly(what: Callable[[], object], every: float):
    """Does it again and again in the background; yields how often it was done so far, as a list of moments."""
    stop, done = threading.Event(), []

    def go_on():
        while not stop.wait(every):
            if what() is not False:
                done.append(time.monotonic())

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()


@contextmanager
def once(what: Callable[[], object], after: float):
    """Does it one time, so many seconds later; yields the moments at which it was done."""
    done = []
    timer = threading.Timer(after, lambda: (what(), done.append(time.monotonic())))
    timer.start()
    try:
        yield done
    finally:
        timer.join()


def kill_mail_worker(running: RunningSite):
    """`kill -9` for the mail worker, and a new one at once."""
    running.end("worker", signal.SIGKILL)
    running.start("worker", site.WORKER)


def kill_web_server(running: RunningSite):
    """`kill -9` for gunicorn with all its workers, and a new one at once."""
    running.end("web", signal.SIGKILL)
    running.start("web", running.web)


@contextmanager
def without_mail_server(server: MailServer):
    server.stop()
    try:
        yield
    finally:
        server.start()


def hold_sqlite(path: Path, seconds: float):
    """Holds the database file's write lock for a while, as a backup tool or a stuck process would."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    time.sleep(seconds)
    connection.execute("ROLLBACK")
    connection.close()
