"""SQLite's files as the disk has them when the power fails while patients send, again and again; each is opened."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.console import say
from scripts.faults import fake_clock, faults
from scripts.faults.disk_copies import FILES, copy_of, opened, synced_files
from scripts.faults.patients import OFFICE, Ledger, prefix, send_many
from scripts.faults.running_site import RunningSite
from scripts.faults.suites import database, leaks, scenario, site_with_mail

PATIENTS = 200
SECONDS_BETWEEN = 0.2
FEWEST_CUTS = 5
WEAKENED = {"DJANGO_SETTINGS_MODULE": "scripts.faults.unsynced_settings"}
refusal = fake_clock.refusal


def suite(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """Only where the database is one file of ours: PostgreSQL is stopped with `immediate` instead, by `processes`."""
    if name != "sqlite":
        return []
    own = folder / "cut"
    own.mkdir()
    synced = folder / "cut-synced"
    more = synced_files(folder, own, synced) | (WEAKENED if is_weakened else {})
    with database(name, own) as (url, _server), site_with_mail(own, url, folder / "cut-mail", more) as (running, mail):
        cuts = Cuts(running, own, synced, folder / "cut-copy")
        rows = [under_patients(f"{name}: the power fails", running, mail, cuts)]
    rows[-1]["leaks"] = leaks(own) + leaks(synced)
    return rows


class Cuts:
    """Looks at the disk as a moment without power leaves it: all that was written, and only what was synced."""

    def __init__(self, running: RunningSite, files: Path, synced: Path, copy: Path):
        self.running, self.files, self.synced, self.copy = running, files, synced, copy
        self.ledger, self.lost, self.wrong = Ledger(), set(), []
        with self.standing_still():
            copy_of(files, synced)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """No process of the site does anything meanwhile: a copy takes longer than the power takes to fail."""
        self.running.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.running.signal(signal.SIGCONT)

    def cut(self):
        with self.standing_still():
            with self.ledger.lock:
                acknowledged = set(self.ledger.acknowledged)
            copies = [copy_of(found, self.copy / found.name) for found in (self.files, self.synced)]
        for copy in copies:
            keys, wrong = opened(copy / FILES[0])
            self.lost |= acknowledged - keys
            self.wrong += wrong
            shutil.rmtree(copy)


def under_patients(name: str, running: RunningSite, mail, cuts: Cuts) -> dict:
    def send(ledger):
        cuts.ledger = ledger
        send_many(running.address, OFFICE, PATIENTS, ledger, prefix())

    row = scenario(name, running, mail, lambda: faults.repeatedly(cuts.cut, SECONDS_BETWEEN), send)
    row["lost"] += len(cuts.lost)
    row["beside"].append(f"{row['broken']} times, with {len(cuts.lost)} acknowledged requests not on the disk")
    say(f"    {row['beside'][0]}")
    row["wrong"] += cuts.wrong
    row["wrong"] += [] if row["broken"] >= FEWEST_CUTS else ["too few copies were made"]
    return row
