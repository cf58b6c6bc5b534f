"""`kill -9` at each named point of storing a request, and between sending a mail and noting that it was sent."""

import signal
from functools import partial
from pathlib import Path

from scripts import site
from scripts.faults.deadly_point import MAIL_POINT, WORKER, Point
from scripts.faults.patients import OFFICE, prefix, send_many
from scripts.faults.running_site import RunningSite
from scripts.faults.suites import database, leaks, scenario, site_with_mail

PATIENTS = 60
POINTS = ("before insert", "after insert", "before commit", "after commit", "before the response")
WEB = [*site.GUNICORN, "scripts.faults.killed_at:application"]
WEAKENED = [*site.GUNICORN, "scripts.faults.keyless:application"]
POINTS_WHEN_WEAKENED = POINTS[3:]  # before the commit nothing is stored yet that could come twice
FEWEST_DEATHS = 3


def suite(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """One site whose processes die at one point after the other."""
    own = folder / f"{name}-points"
    own.mkdir()
    point, web = Point(own / "point"), WEAKENED if is_weakened else WEB
    with (
        database(name, own) as (url, _server),
        site_with_mail(own, url, folder / f"{name}-points-mail", {"FAULT_POINTS": str(point.file)}, web) as at,
    ):
        points = POINTS_WHEN_WEAKENED if is_weakened else POINTS
        rows = [under_patients(f"{name}: killed {words}", *at, partial(point.deadly, words)) for words in points]
        if not is_weakened:
            rows.append(mail_worker(name, *at, point))
    rows[-1]["leaks"] = leaks(own)
    return rows


def mail_worker(name: str, running: RunningSite, mail, point: Point) -> dict:
    running.end("worker", signal.SIGTERM)
    running.start("worker", WORKER)
    what = f"{name}: the mail worker is killed when {MAIL_POINT}"
    return under_patients(what, running, mail, partial(point.deadly_once, running), fewest=1)


def under_patients(name: str, running: RunningSite, mail, broken, fewest: int = FEWEST_DEATHS) -> dict:
    def send(ledger):
        send_many(running.address, OFFICE, PATIENTS, ledger, prefix())

    row = scenario(name, running, mail, broken, send)
    row["wrong"] += [] if row["broken"] >= fewest else [f"only {row['broken']} processes died there"]
    return row
