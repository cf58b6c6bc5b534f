"""How long a step of the pain quiz takes over HTTP with 10 and with 506 questions and treatments, side by side."""

import contextlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from bench.clock import clocked
from bench.finder import percentiles
from bench.page import server
from scripts import site
from scripts.address import Address
from scripts.console import say
from scripts.packages import ROOT

NUMBERS = (10, 506)
ROUNDS = 300
WARM_UP = 20
GOAL = 1.5  # p95 with many questions, in times of p95 with few
ADDRESS = "/pain-quiz/"
FORM = "application/x-www-form-urlencoded"


def measure(folder: Path) -> dict:
    """Fills a site for each number and posts the same step to both, one after the other, again and again."""
    environments = filled(folder)
    made = {number: made_in(environment, number) for number, environment in environments.items()}
    with contextlib.ExitStack() as servers:
        for environment in environments.values():
            servers.enter_context(server(environment)).wait_until_answering(environment["SITE_URL"])
        urls = {number: environment["SITE_URL"] for number, environment in environments.items()}
        times = {kind: rounds(urls, {number: made[number]["steps"][kind] for number in NUMBERS}) for kind in KINDS}
    return results(times, made)


KINDS = ("a question", "the result")


def filled(folder: Path) -> dict[int, dict[str, str]]:
    """The environments of sites with the demonstration's content, one for each number."""
    one = {**site.temporary_environment(Address.free(), folder), "WEB_CONCURRENCY": "1"}
    site.fill(one)
    environments = {}
    for number in NUMBERS:
        copy = folder / f"quiz-{number}.sqlite3"
        shutil.copy(folder / "db.sqlite3", copy)
        own = site.temporary_environment(Address.free(), folder)
        environments[number] = {**own, "WEB_CONCURRENCY": "1", "DATABASE_URL": f"sqlite:///{copy}"}
    return environments


def made_in(environment: dict[str, str], number: int) -> dict:
    """The quiz is in that site's database when this returns; see bench/make_quiz.py."""
    command = [sys.executable, "-m", "bench.make_quiz", str(number)]
    made = json.loads(subprocess.check_output(command, env=environment, cwd=ROOT, text=True))
    say(f"  {number:4} questions and treatments: proven in {made['proof_seconds']:.2f} s")
    return made


def rounds(urls: dict[int, str], forms: dict[int, dict]) -> dict[int, list[float]]:
    """Milliseconds of that step, by number of questions."""
    times = {number: [] for number in urls}
    for turn in range(WARM_UP + ROUNDS):
        for number, url in urls.items():
            passed = clocked(url, ADDRESS, urlencode(forms[number]).encode(), Content_Type=FORM)
            if turn >= WARM_UP:
                times[number].append(passed)
    return times


def results(times: dict[str, dict[int, list[float]]], made: dict[int, dict]) -> dict:
    """By kind of step: milliseconds and queries for each number, and how much longer the slow ones take with many."""
    few, many = NUMBERS
    rows = {
        kind: {
            number: {**percentiles(values), "queries": made[number]["queries"][kind]} for number, values in by.items()
        }
        for kind, by in times.items()
    }
    return {
        "milliseconds": {kind: {str(number): row for number, row in by.items()} for kind, by in rows.items()},
        "p95_many_to_p95_few": {kind: round(by[many]["p95"] / by[few]["p95"], 2) for kind, by in rows.items()},
        "proof_seconds": {str(number): each["proof_seconds"] for number, each in made.items()},
    }


def table(results: dict) -> str:
    few, many = map(str, NUMBERS)
    lines = [
        f"\nA step of the pain quiz, milliseconds of a whole request, goal: at most {GOAL} times with {many} questions",
        f"{'':14}{''.join(f'{n}: p50'.rjust(13) + '     p95  queries' for n in (few, many))}   ratio",
    ]
    for kind, by in results["milliseconds"].items():
        cells = [f"{row['p50']:12.1f} {row['p95']:7.1f} {row['queries']:8}" for row in (by[few], by[many])]
        lines.append(f"{kind:14} {' '.join(cells)} {results['p95_many_to_p95_few'][kind]:7.2f}")
    return "\n".join([*lines, ""])
