"""`python -m scripts.faults`: every fault on SQLite and on PostgreSQL, with the figures. Takes about 40 minutes.

`python -m scripts.faults sqlite disk clock` names databases and kinds: processes, disk, clock. `… weakened` runs
the same with a build that acknowledges before it has stored; then something has to be found.
"""

import sys
import tempfile
from pathlib import Path

from scripts.console import Stop, run_command, say
from scripts.faults import clock, disk_full, fake_clock, suites
from scripts.faults.figures import table, verdict

DATABASES = ("sqlite", "postgresql")
KINDS = ("processes", "disk", "clock")
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
    say(table(rows))
    for sentence in not_tried:
        say(f"NOT TRIED: {sentence}")
    return verdict(rows, not_tried, is_weakened=WEAKENED in words)


def tried(databases, kinds, folder: Path, *, is_weakened: bool) -> tuple[list[dict], list[str]]:
    """The rows of all that could be tried, and a sentence for each kind that could not."""
    refusals = {"processes": "", "disk": disk_full.refusal(), "clock": fake_clock.refusal()}
    runs = {"processes": processes, "disk": disk_full.suite, "clock": clock.suite}
    if is_weakened:
        kinds = ["disk"]
    rows = []
    for kind in kinds:
        for name in databases:
            if not refusals[kind]:
                rows += runs[kind](name, folder, is_weakened=is_weakened)
    return rows, [f"{kind}: {refusals[kind]}" for kind in kinds if refusals[kind]]


def processes(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    """Kills, locks and restarts."""
    with suites.database(name, folder / name) as (url, server):
        return suites.suite(name, folder / name, url, server)


if __name__ == "__main__":
    run_command(main)
