"""New versions put into service by deploy/release while visitors read and send."""

import shutil
import threading
import time
from collections import Counter
from pathlib import Path

from scripts.packages import ROOT
from scripts.stack.front import MILD
from scripts.stack.machine import DEPLOY, Machine
from scripts.stack.report import Report
from scripts.stack.visitor import Answer, Visitor

RELEASE = DEPLOY / "release"
NOT_OURS = (
    ".git",
    ".venv",
    "var",
    "media",
    "staticfiles",
    "node_modules",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
)
SENDING_PAUSE = 1.5  # seconds; the site takes 300 requests an hour from all who send without JavaScript


class Load:
    """Visitors who go on and on: pages from nginx, pages from the application, forms opened, requests sent."""

    def __init__(self, machine: Machine):
        self.port, self.stop = machine.https.port, threading.Event()
        self.seen: Counter[str] = Counter()
        self.slowest, self.sent = 0.0, 0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=work) for work in (self.read, self.search, self.open_forms, self.send)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def read(self):
        while not self.stop.wait(0.05):
            self.note("kept pages", Visitor(self.port).get(MILD), 200)

    def search(self):
        while not self.stop.wait(0.1):
            self.note("pages made", Visitor(self.port).get("/search/?q=leg+pain"), 200)

    def open_forms(self):
        while not self.stop.wait(0.1):
            self.note("forms opened", Visitor(self.port).get("/contact/"), 200)

    def send(self):
        while not self.stop.wait(SENDING_PAUSE):
            self.sent += 1
            visitor = Visitor(self.port, source=f"127.7.{self.sent // 250}.{self.sent % 250 + 1}")
            self.note("requests sent", visitor.send_request(f"Loaded {time.monotonic_ns()}"), 303)

    def note(self, what: str, answer: Answer, status: int):
        with self.lock:
            self.seen[what] += 1
            self.slowest = max(self.slowest, answer.seconds)
            if answer.status != status:
                self.seen["failed"] += 1
                self.seen[f"failed: {what} {answer.status}"] += 1

    def figures(self) -> str:
        kinds = ", ".join(f"{count} {what}" for what, count in self.seen.items() if what != "failed")
        return f"{kinds}; {self.seen['failed']} failed, slowest {self.slowest:.1f} s"


def first(machine: Machine):
    machine.must(RELEASE, new_version(machine, "first"))


def new_version(machine: Machine, name: str) -> Path:
    """A folder such as a checkout of the next tag."""
    target = machine.folder / "versions" / name
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*NOT_OURS))
    return target


def try_all(machine: Machine, report: Report):
    before = (machine.clinic / "current").resolve()
    changed = new_version(machine, "second")
    robots = changed / "templates" / "pages" / "robots.txt"
    robots.write_text(robots.read_text() + "# the second version\n")
    with Load(machine) as load:
        time.sleep(2)
        began = time.monotonic()
        machine.must(RELEASE, changed)
        took = time.monotonic() - began
        time.sleep(2)
    right = load.seen["failed"] == 0 and load.seen["requests sent"] > 0
    report.note("A release under load loses no request", right, f"{load.figures()}; it took {took:.0f} s")
    after = (machine.clinic / "current").resolve()
    text = Visitor(machine.https.port, cookies={"__Host-session": "x"}).get("/robots.txt").text
    report.note("The new version answers", after != before and "# the second version" in text, after.name)
    refuse_broken(machine, report)
    go_back(machine, report)


def refuse_broken(machine: Machine, report: Report):
    broken = new_version(machine, "broken")
    (broken / "clinic_site" / "wsgi.py").write_text("raise RuntimeError\n")
    impatient = broken / "deploy" / "release"
    impatient.write_text(impatient.read_text().replace("SECONDS_TO_START=60", "SECONDS_TO_START=10"))
    with Load(machine) as load:
        done = machine.run(impatient, broken)
    right = done.returncode != 0 and load.seen["failed"] == 0
    report.note(
        "A version that does not start is never put into service",
        right,
        f"{load.figures()}; {done.stderr.strip().partition(';')[0]}",
    )


def go_back(machine: Machine, report: Report):
    with Load(machine) as load:
        done = machine.run(RELEASE, "--back")
        time.sleep(1)
    text = Visitor(machine.https.port, cookies={"__Host-session": "x"}).get("/robots.txt").text
    right = done.returncode == 0 and load.seen["failed"] == 0 and "# the second version" not in text
    report.note("--back puts the version before into service again", right, load.figures())
