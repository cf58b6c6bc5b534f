"""How long the guide's PDF takes from the database to the finished file: the first time, then again and again."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from scripts import site
from scripts.address import Address
from scripts.console import say
from scripts.packages import ROOT

GOAL = 2  # seconds for the demonstration's whole guide


def measure(folder: Path) -> dict:
    """Fills a site and builds its guides in a process of their own. In seconds, by guide."""
    environment = site.temporary_environment(Address.free(), folder)
    site.fill(environment)
    return {name: results(built) for name, built in built_in(environment).items()}


def built_in(environment: dict[str, str]) -> dict[str, dict]:
    """By guide, its pages, its bytes and the seconds of each time it was built."""
    command = [sys.executable, "-m", "bench.build_guides"]
    built = json.loads(subprocess.check_output(command, env=environment, cwd=ROOT, text=True))
    for name, guide in built.items():
        say(f"  {name:24} {sum(guide['seconds']):6.1f} s for {len(guide['seconds'])} times")
    return built


def results(built: dict) -> dict:
    """The first time stands alone: in the first guide of all, the site was warmed up in it."""
    first, *later = built["seconds"]
    seconds = {"first": first, "median": statistics.median(later), "lowest": min(later), "highest": max(later)}
    return {
        "pages": built["pages"],
        "bytes": built["bytes"],
        "times": len(later),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }


def table(results: dict) -> str:
    lines = [
        f"\nBuilding the guide's PDF: seconds, one after the other, goal for the whole guide: less than {GOAL}",
        f"{'':24} {'pages':>6} {'bytes':>10} {'first':>7} {'median':>7} {'lowest':>7} {'highest':>8}",
    ]
    for name, row in results.items():
        seconds = row["seconds"]
        lines.append(
            f"{name:24} {row['pages']:6} {row['bytes']:10,} {seconds['first']:7.2f} {seconds['median']:7.2f} "
            f"{seconds['lowest']:7.2f} {seconds['highest']:8.2f}"
        )
    return "\n".join([*lines, ""])
