"""`make bench`: the speed of a page, the guide, a step of the quiz and a search, as tables and in bench/results.json.

`python -m bench nginx`, `… page`, `… wagtail`, `… guide`, `… quiz` and `… finder` measure one of them and leave the
other results as they were, `python -m bench finder 12 1000` the finder with these numbers of offices only.
"""

import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django

from bench import finder, guide, nginx, page, quiz, wagtail
from scripts.console import Stop, run_command, say
from scripts.packages import ROOT

RESULTS = ROOT / "bench" / "results.json"
EVERYTHING = ("nginx", "page", "wagtail", "guide", "quiz", "finder")
HOW = "Usage: python -m bench [nginx | page | wagtail | guide | quiz | finder [number of offices …]]"


def main():
    wanted, numbers = read(sys.argv[1:])
    results = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "django": django.__version__},
    }
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        if "nginx" in wanted:
            results["nginx"] = nginx.measure()
        if "page" in wanted:
            results |= page.measure(Path(folder))
        if "wagtail" in wanted:
            results["wagtail"] = wagtail.measure(Path(folder))
        if "guide" in wanted:
            results["guide"] = guide.measure(Path(folder))
        if "quiz" in wanted:
            results["quiz"] = quiz.measure(Path(folder))
        if "finder" in wanted:
            results["finder"] = finder.measure(Path(folder), numbers)
    earlier = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(earlier | results, indent=2) + "\n")
    show(wanted, results)
    say(f"Written to {RESULTS.relative_to(ROOT)}.")


def show(wanted: tuple[str, ...], results: dict):
    """A table for each."""
    if "nginx" in wanted:
        say(nginx.table(results["nginx"]))
    if "page" in wanted:
        say(page.table(results))
    if "wagtail" in wanted:
        say(wagtail.table(results["wagtail"]))
    if "guide" in wanted:
        say(guide.table(results["guide"]))
    if "quiz" in wanted:
        say(quiz.table(results["quiz"]))
    if "finder" in wanted:
        say(finder.table(results["finder"]))


def read(words: list[str]) -> tuple[tuple[str, ...], list[int]]:
    """What is to be measured, everything without words, and with how many offices."""
    which, numbers = words[:1], words[1:]
    is_known = set(which) <= set(EVERYTHING) and (which == ["finder"] or not numbers)
    if not is_known or not all(number.isdecimal() and int(number) for number in numbers):
        raise Stop(HOW)
    return tuple(which) or EVERYTHING, sorted({int(number) for number in numbers}) or list(finder.NUMBERS)


if __name__ == "__main__":
    run_command(main)
