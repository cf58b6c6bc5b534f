"""The disk on which everything lies becomes full under the running site, and gets room again."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

from scripts import site
from scripts.faults import faults, small_disk, without_room
from scripts.faults.asking import ask
from scripts.faults.patients import send_many
from scripts.faults.running_site import RunningSite
from scripts.faults.small_disk import SmallDisk
from scripts.faults.suites import OFFICE, PATIENTS, database, leaks, prefix, scenario, site_with_mail

ROOM = 120  # megabytes that are left before another program fills the disk
SECONDS_FULL = 3
SECONDS_WITH_ROOM = 1.5
LEFT = (0, 4096, 24 * 1024, 100 * 1024, 0, 1024 * 1024)  # bytes that the other program leaves, one time after the other
PAGES = ("/", "/treatments/", "/locations/", "/providers/")
NEVER_READ = "/search/?q=pain+number+{}"  # a page that no process keeps
WEAKENED = [*site.GUNICORN, "scripts.faults.weakened:application"]


def refusal() -> str:
    return small_disk.refusal(Path("/tmp") / f"small-disk-{time.monotonic_ns()}")


def suite(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """A site whose database, uploads, log and temporary files lie on one small disk."""
    with SmallDisk(folder / f"{name}-disk") as disk, database(name, disk.folder / "all") as (url, server):
        own = disk.folder / "all"
        (own / "tmp").mkdir()
        more = {"TMPDIR": str(own / "tmp"), **without_room.backup_settings(own)}
        web = WEAKENED if is_weakened else site.GUNICORN
        with site_with_mail(own, url, folder / f"{name}-mail", more, web) as (running, mail):
            disk.tighten(ROOM)
            row = under_patients(f"{name}: the disk is full again and again", running, mail, disk, server)
            if not is_weakened:
                beside, wrong = without_room.tried(running, disk, lambda: ensure_running(server))
                row["beside"] += beside
                row["wrong"] += wrong
        row["leaks"] = leaks(own)
        return [row]


def under_patients(name: str, running: RunningSite, mail, disk: SmallDisk, server) -> dict:
    """Patients send and visitors read while the disk is full for a while, again and again."""
    left, seen, started = cycle(LEFT), {"kept": Counter(), "never read": Counter()}, []

    def full_for_a_while():
        disk.fill(next(left))
        time.sleep(SECONDS_FULL)
        disk.make_room()
        started.extend(["again"] * ensure_running(server))

    def send(ledger):
        with reading(running, seen):
            send_many(running.address, OFFICE, PATIENTS, ledger, prefix())

    for path in PAGES:
        ask(running.address, "GET", path)
    row = scenario(name, running, mail, lambda: faults.repeatedly(full_for_a_while, SECONDS_WITH_ROOM), send)
    for kind, answers in seen.items():
        counted = ", ".join(f"{count} answered {status or 'nothing'}" for status, count in sorted(answers.items()))
        row["beside"].append(f"of {answers.total()} pages {kind} before, {counted}")
        row["wrong"] += [
            f"{n} pages {kind} before answered {status}" for status, n in answers.items() if is_wrong(kind, status)
        ]
    row["beside"].append(f"the database was started again {len(started)} times")
    return row


def is_wrong(kind: str, status: int) -> bool:
    """A kept page goes on; any other may say kindly that it can not be shown now."""
    return status != 200 if kind == "kept" else status not in (200, 503)


@contextmanager
def reading(running: RunningSite, seen: dict[str, Counter]) -> Iterator[None]:
    """Visitors read public pages meanwhile; counts what they get."""
    pages, numbers = cycle(PAGES), count()

    def read():
        for kind, path in (("kept", next(pages)), ("never read", NEVER_READ.format(next(numbers)))):
            status, _headers, _page = ask(running.address, "GET", path)
            seen[kind][status] += 1

    with faults.repeatedly(read, 0.1):
        yield


def ensure_running(server) -> bool:
    """Starts PostgreSQL when it gave up, as its service would. Whether that was needed."""
    if server is None:
        return False
    before = server.get_pid()
    server.ensure_postgres_running()
    return server.get_pid() != before
