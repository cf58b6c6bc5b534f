"""The disk on which everything lies becomes full under the running site, and gets room again."""

import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import count, cycle
from pathlib import Path

import psycopg2

from scripts import site
from scripts.faults import faults, small_disk, without_room
from scripts.faults.asking import ask
from scripts.faults.patients import OFFICE, prefix, send_many
from scripts.faults.running_site import RunningSite
from scripts.faults.small_disk import SmallDisk
from scripts.faults.suites import PATIENTS, database, leaks, scenario, site_with_mail

ROOM = 400  # megabytes that are left before another program fills the disk; PostgreSQL's own log wants many
SECONDS_FULL = 3
SECONDS_WITH_ROOM = 1.5
LEFT = (0, 4096, 24 * 1024, 100 * 1024, 0, 1024 * 1024)  # bytes that the other program leaves, one time after the other
PAGES = ("/", "/treatments/", "/locations/", "/providers/")
NEVER_READ = "/search/?q=pain+number+{}"  # a page that no process keeps
READ_BEFORE = 12  # times, so that every process keeps it
MOST_LOG_FILES = 20
TRIES_TO_START = 5
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
            rows = [under_patients(f"{name}: the disk is full again and again", running, mail, disk, server)]
            if server:
                what = f"{name}: the disk is full, and PostgreSQL needs a new log file"
                rows.append(under_patients(what, running, mail, disk, server, partial(use_up_log_files, url)))
            if not is_weakened:
                beside, wrong = without_room.tried(running, disk, lambda: ensure_running(server))
                rows[0]["beside"] += beside
                rows[0]["wrong"] += wrong
        rows[0]["leaks"] = leaks(own)
        return rows


def under_patients(
    name: str, running: RunningSite, mail, disk: SmallDisk, server, besides: Callable | None = None
) -> dict:
    """Patients send and visitors read while the disk is full for a while: again and again, or once and for worse."""
    left, seen, started = cycle(LEFT), {"kept": Counter(), "never read": Counter()}, []

    def full_for_a_while():
        disk.fill(next(left))
        if besides:
            besides()
        time.sleep(SECONDS_FULL)
        disk.make_room()
        started.extend(["again"] * ensure_running(server))

    def send(ledger):
        with reading(running, seen):
            send_many(running.address, OFFICE, PATIENTS, ledger, prefix())

    for path in PAGES * READ_BEFORE:
        ask(running.address, "GET", path)
    often = faults.once if besides else faults.repeatedly
    row = scenario(name, running, mail, lambda: often(full_for_a_while, SECONDS_WITH_ROOM), send)
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
    for _try in range(TRIES_TO_START):
        with suppress(subprocess.SubprocessError):  # a little more room, or a little later
            server.ensure_postgres_running()
            break
    return server.get_pid() != before


def use_up_log_files(url: str):
    """Makes PostgreSQL need a new file for its write-ahead log, which on a full disk ends it at once."""
    with suppress(psycopg2.Error), closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        for _file in range(MOST_LOG_FILES):
            connection.cursor().execute("SELECT pg_logical_emit_message(true, 'fault', 'x'), pg_switch_wal()")
