"""Ten minutes of visitors who read, search and send requests, with nothing broken."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

from scripts.console import say
from scripts.faults.running_site import RunningSite
from scripts.faults.suites import database, leaks, scenario, site_with_mail
from scripts.faults.visitors import Answers, Visitors

SECONDS = 600
AT_ONCE = 4


def suite(name: str, folder: Path, *, is_weakened: bool) -> list[dict]:
    own = folder / f"{name}-load"
    own.mkdir()
    with (
        database(name, own) as (url, _server),
        site_with_mail(own, url, folder / f"{name}-load-mail") as (running, mail),
    ):
        row = under_visitors(f"{name}: mixed load for {SECONDS // 60} minutes", running, mail)
    return [row | {"leaks": leaks(own)}]


def under_visitors(name: str, running: RunningSite, mail) -> dict:
    answers = Answers()

    def visit(ledger):
        visitors = Visitors(running.address, ledger, answers, SECONDS)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(visitors.come_and_go, range(AT_ONCE)))

    row = scenario(name, running, mail, lambda: nullcontext([]), visit)
    for sentence in answers.in_words():
        say(f"    {sentence}")
    return row | {"beside": answers.in_words(), "wrong": answers.wrong()}
