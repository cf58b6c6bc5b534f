"""The mail server cannot take mail now, refuses one recipient for good, or takes connections and says nothing."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from scripts.address import Address
from scripts.console import say
from scripts.faults.failed_mail import failed_in, send_failed_again
from scripts.faults.mail_server import NEVER, NOT_NOW, MailServer
from scripts.faults.patients import OFFICE, prefix, send_many
from scripts.faults.running_site import RunningSite
from scripts.faults.staff_desk import StaffDesk
from scripts.faults.suites import database, leaks, scenario, site_with_mail
from scripts.faults.waiting import judged, longest_pause, watched_turns

PATIENTS = 60
SECONDS_SILENT = 70
MOST_SECONDS_FOR_A_REFUSAL = 30


def suite(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """One site, and all that a mail server may do to it; the worker tells its figures meanwhile."""
    own, figures = folder / f"{name}-trouble", Address.free()
    own.mkdir()
    more = {"METRICS_ADDRESS": figures.bind, "METRICS_FOLDER": str(own / "metrics")}
    with (
        database(name, own) as (url, _server),
        site_with_mail(own, url, folder / f"{name}-trouble-mail", more) as (running, mail),
    ):
        trouble = Trouble(name, running, mail, figures)
        rows = [trouble.none(), trouble.not_now(), trouble.refused_for_good(), trouble.silent()]
    rows[-1]["leaks"] = leaks(own)
    return rows


class Trouble:
    """Each kind of trouble under the same number of patients."""

    def __init__(self, name: str, running: RunningSite, mail: MailServer, figures: Address):
        self.name, self.running, self.mail, self.figures = name, running, mail, figures
        self.left_alone = 0

    def none(self) -> dict:
        return self.under_patients("the mail server is well", lambda: nullcontext([]))

    def not_now(self) -> dict:
        row = self.under_patients("the mail server answers 451, then takes all", self.busy)
        return with_answers(row, "answered 451", self.mail.answered[NOT_NOW])

    def refused_for_good(self) -> dict:
        """Staff see which mail failed, and send it again once the mail server knows the recipient."""
        names, seen = prefix(), []
        self.mail.unknown_recipient = f"{names} 7".replace(" ", ".") + "@example.org"

        def staff_send_it_again(new: dict):
            self.mail.unknown_recipient = ""
            seen.append(send_failed_again(StaffDesk(self.running), failed_in(new)))

        what = "the mail server refuses one recipient for good (550)"
        row = self.under_patients(what, lambda: nullcontext(["once"]), names, staff_send_it_again)
        row["beside"].append(f"staff saw {seen[0][0]} failed mails of {self.mail.answered[NEVER]} refused; sent again")
        row["wrong"] += seen[0][1]
        row["wrong"] += [] if seen[0][0] == self.mail.answered[NEVER] == 1 else ["refused for good: not exactly one"]
        return row

    def silent(self) -> dict:
        row = self.under_patients("the mail server takes connections and says nothing", self.saying_nothing)
        return with_answers(row, "left without a word", self.left_alone)

    def under_patients(self, what: str, broken, names: str = "", then=None) -> dict:
        ledgers, turns = [], []

        def send(ledger):
            ledgers.append(ledger)
            send_many(self.running.address, OFFICE, PATIENTS, ledger, names or prefix())

        with watched_turns(self.figures, turns):
            row = scenario(f"{self.name}: {what}", self.running, self.mail, broken, send, then=then)
        beside, wrong = judged(ledgers[0], longest_pause(turns))
        say(f"    {beside}")
        return row | {"beside": [beside], "wrong": wrong}

    @contextmanager
    def busy(self) -> Iterator[list]:
        self.mail.is_busy = True
        try:
            yield ["once"]
            until = time.monotonic() + MOST_SECONDS_FOR_A_REFUSAL
            while not self.mail.answered[NOT_NOW] and time.monotonic() < until:
                time.sleep(0.5)
        finally:
            self.mail.is_busy = False

    @contextmanager
    def saying_nothing(self) -> Iterator[list]:
        until = time.monotonic() + SECONDS_SILENT
        with self.mail.listen_silently() as listening:
            yield ["once"]
            time.sleep(max(0, until - time.monotonic()))
            self.left_alone = self.mail.came_to(listening)
        self.mail.start()


def with_answers(row: dict, what: str, times: int) -> dict:
    """A mail server that had nobody to trouble proves nothing."""
    row["beside"].append(f"the mail worker was {what} {times} times")
    row["wrong"] += [] if times else [f"the mail worker was never {what}"]
    return row
