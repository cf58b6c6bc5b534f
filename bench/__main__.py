"""`make bench`: the speed of a page and the latency of a search, as tables and in bench/results.json.

`python -m bench page` and `python -m bench finder` measure one of the two, `python -m bench finder 12 1000` the finder
with these numbers of offices only.
"""

import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django

from bench import finder, page
from scripts.console import Stop, run_command, say
from scripts.packages import ROOT

RESULTS = ROOT / "bench" / "results.json"
HOW = "Usage: python -m bench [page | finder [number of offices …]]"


def main():
    which, numbers = read(sys.argv[1:])
    results = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "django": django.__version__},
    }
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        if which != "finder":
            results |= page.measure(Path(folder))
        if which != "page":
            results["finder"] = finder.measure(Path(folder), numbers)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    if which != "finder":
        say(page.table(results))
    if which != "page":
        say(finder.table(results["finder"]))
    say(f"Written to {RESULTS.relative_to(ROOT)}.")


def read(words: list[str]) -> tuple[str, list[int]]:
    """What is to be measured, everything without words, and with how many offices."""
    which, *numbers = words or ["everything"]
    is_known = which in ("everything", "page", "finder") and (which == "finder" or not numbers)
    if not is_known or not all(number.isdecimal() and int(number) for number in numbers):
        raise Stop(HOW)
    return which, sorted({int(number) for number in numbers}) or list(finder.NUMBERS)


if __name__ == "__main__":
    run_command(main)
