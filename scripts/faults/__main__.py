"""`python -m scripts.faults`: every fault on SQLite and on PostgreSQL, with the figures. It takes an hour and a half.

`python -m scripts.faults sqlite disk clock` names databases and kinds: processes, points (of a request, at which they
are killed), cut (of the power; SQLite only), disk, clock, mail, load. `… weakened` runs points, cut, disk with builds
that acknowledge before they have stored, or store again what is sent again; then something has to be found.
"""

import sys
import tempfile
from pathlib import Path

from scripts.console import Stop, run_command, say
from scripts.faults import clock, disk_full, fake_clock, mail_trouble, mixed_load, named_points, power_cut, suites
from scripts.faults.figures import table, verdict

DATABASES = ("sqlite", "postgresql")
KINDS = ("processes", "points", "cut", "disk", "clock", "mail", "load")
WITH_WEAKENED = ("points", "cut", "disk")  # kinds that know a build with a mistake made on purpose
WEAKENED = "weakened"


def main():
    words = sys.argv[1:]
    unknown = set(words) - {*DATABASES, *KINDS, WEAKENED}
    if unknown:
        raise Stop(f"Unknown: {', '.join(sorted(unknown))}. Known: {', '.join((*DATABASES, *KINDS, WEAKENED))}.")
    databases = [name for name in DATABASES if name in words] or DATABASES
    kinds = [name for name in KINDS if name in words] or KINDS
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        rows, not_tried = tried(databases, kinds, Path(folder), is_weakened=WEAKENED in words)
    if not rows and not not_tried:
        raise Stop("Nothing of that can be tried: the power is cut for SQLite only.")
    say(table(rows))
    for sentence in not_tried:
        say(f"NOT TRIED: {sentence}")
    return verdict(rows, not_tried, is_weakened=WEAKENED in words)


def tried(databases, kinds, folder: Path, *, is_weakened: bool) -> tuple[list[dict], list[str]]:
    """The rows of all that could be tried, and a sentence for each kind that could not."""
    refusals = {"disk": disk_full.refusal(), "clock": fake_clock.refusal(), "cut": power_cut.refusal()}
    runs = {
        "processes": processes,
        "points": named_points.suite,
        "cut": power_cut.suite,
        "disk": disk_full.suite,
        "clock": clock.suite,
        "mail": mail_trouble.suite,
        "load": mixed_load.suite,
    }
    if is_weakened:
        kinds = [kind for kind in kinds if kind in WITH_WEAKENED] or WITH_WEAKENED
    rows = []
    for kind in kinds:
        for name in databases:
            if not refusals.get(kind):
                rows += runs[kind](name, folder, is_weakened=is_weakened)
    return rows, [f"{kind}: {refusals[kind]}" for kind in kinds if refusals.get(kind)]


def processes(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """Kills, locks and restarts."""
    with suites.database(name, folder / name) as (url, server):
        return suites.suite(name, folder / name, url, server)


if __name__ == "__main__":
    run_command(main)
