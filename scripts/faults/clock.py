"""The clock of the machine jumps under the running site: by a day, back, and across both changes of daylight saving."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scripts.console import say
from scripts.faults.asking import ask
from scripts.faults.fake_clock import FakeClock
from scripts.faults.figures import stored
from scripts.faults.patients import OFFICE, prefix, send_what_was_open
from scripts.faults.running_site import RunningSite
from scripts.faults.staff_desk import StaffDesk
from scripts.faults.suites import database, leaks, scenario, site_with_mail

PATIENTS = 40
SECONDS_A_MAIL = 0.25  # so slow that many mails wait while the clock jumps
DAY = timedelta(days=1)
BEGIN = datetime(2027, 3, 13, 17, tzinfo=UTC)  # the demonstration content knows days until the end of 2026
SPRING = datetime(2027, 3, 14, 6, 59, 57, tzinfo=UTC)  # three seconds before 2 am in New York, which becomes 3 am
AUTUMN = datetime(2027, 11, 7, 5, 59, 57, tzinfo=UTC)  # three seconds before 2 am, which becomes 1 am once more
KEPT = "/"
STAFF_PAGE = "/admin/practice/faqtopic/"
SECONDS_TO_CHANGE = 5


def suite(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """One site, and all jumps one after the other. PostgreSQL's own clock goes right, as on a machine of its own."""
    own = folder / f"{name}-clock"
    own.mkdir()
    (folder / f"{name}-time").mkdir()
    clock = FakeClock(folder / f"{name}-time")
    clock.set(BEGIN)
    with (
        database(name, own) as (url, _server),
        site_with_mail(own, url, folder / f"{name}-clock-mail", clock.environment) as (running, mail),
    ):
        mail.seconds_a_mail = SECONDS_A_MAIL
        rows = [
            jumped(f"{name}: {what}", running, mail, jump, before)
            for what, before, jump in (
                ("the clocks go forward in spring", lambda: clock.set(SPRING), lambda: time.sleep(4)),
                ("the clocks go back in autumn", lambda: clock.set(AUTUMN), lambda: time.sleep(4)),
                ("the clock jumps a day forward", lambda: None, lambda: clock.jump(DAY)),
                ("the clock jumps a day back", lambda: None, lambda: clock.jump(-DAY)),
                ("the clock jumps an hour back", lambda: None, lambda: clock.jump(-DAY / 24)),
            )
        ]
    rows[-1]["leaks"] = leaks(own)
    return rows


def jumped(name: str, running: RunningSite, mail, jump: Callable, before: Callable) -> dict:
    """Half of the patients have sent and their mail waits, the others' forms are open, staff are in: then it jumps."""
    before()
    desk, seen = StaffDesk(running), []
    seen.append(f"staff before: {desk.look(STAFF_PAGE)[0]}")

    def send(ledger):
        send_what_was_open(running.address, OFFICE, PATIENTS, ledger, prefix(), lambda: None)
        send_what_was_open(running.address, OFFICE, PATIENTS, ledger, prefix(), jump)

    row = scenario(name, running, mail, lambda: nullcontext(["once"]), send, skip_pauses=False)
    status, headers, _page = desk.look(STAFF_PAGE)
    seconds = seconds_until_changed(running)
    row["beside"] = [*seen, f"after: {status} {headers.get('Location', '')}; a change was shown after {seconds} s"]
    say(f"    {row['beside'][-1]}")
    row["wrong"] += [] if status in (200, 302) else [f"the staff's page answered {status}"]
    row["wrong"] += [] if seconds is not None else ["a change of content was not shown"]
    return row


def seconds_until_changed(running: RunningSite) -> float | None:
    """How long a page that is kept in memory goes on saying what staff have changed; None: too long."""
    wanted = f"Practice {time.monotonic_ns()}"
    ask(running.address, "GET", KEPT)
    stored(running, "rename", wanted)
    begun = time.monotonic()
    while time.monotonic() < begun + SECONDS_TO_CHANGE:
        if wanted in ask(running.address, "GET", KEPT)[2]:
            return round(time.monotonic() - begun, 1)
        time.sleep(0.1)
    return None
