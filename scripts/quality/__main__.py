"""`make quality`: the real site is started and looked at; ends with what is wrong, or with nothing."""

import os
import tempfile
from pathlib import Path
from urllib.request import urlopen

from scripts import chromium, site, suite
from scripts.address import Address
from scripts.console import run_command, say
from scripts.processes import Processes
from scripts.quality import lighthouse, node_packages, nu, site_pages

MOST_BYTES = 60_000
MOST_REQUESTS = 6


def main() -> int:
    node_packages.install()
    os.environ["CHROME_PATH"] = chromium.find_or_install()
    failed = suite.failed_checks({name: suite.CHECKS[name] for name in ("bandit", "import-linter")})
    with tempfile.TemporaryDirectory(prefix="quality-") as name:
        wrong = [*failed, *problems_of_the_site(Path(name))]
    say(f"\n{len(wrong)} things are wrong:" if wrong else "\nNothing is wrong.")
    for sentence in wrong:
        say(f"  {sentence}")
    return 1 if wrong else 0


def problems_of_the_site(folder: Path) -> list[str]:
    """Starts a site of its own and asks every tool about it."""
    address = Address.free()
    environment = site.temporary_environment(address, folder)
    site.fill(environment)
    with Processes({"web server": site.GUNICORN}, environment) as processes:
        processes.wait_until_answering(address.url)
        urlopen(f"{address.url}/guide.pdf").close()  # the guide's page lasts once it knows its file
        site.make_pages_ahead(environment)
        say("— Nu HTML checker")
        wrong = [f"Nu: {problem}" for problem in nu.problems(address.url, folder)]
        say(f"{len(wrong)} errors and warnings")
        say("— Lighthouse")
        return wrong + problems_of_lighthouse(address.url, folder)


def problems_of_lighthouse(url: str, folder: Path) -> list[str]:
    """Prints a row for each page; returns what is below 100 and what is too heavy."""
    wrong = []
    say(f"{'':60} {' '.join(f'{name:>14}' for name in lighthouse.CATEGORIES)} {'bytes':>9} {'requests':>9}")
    for path in site_pages.LIGHTHOUSE_PAGES:
        report = lighthouse.report(url, path, folder)
        scores = " ".join(f"{report.scores[name]:14}" for name in lighthouse.CATEGORIES)
        say(f"{path[:60]:60} {scores} {report.weight[0]:9,} {report.weight[1]:9}")
        wrong += [f"Lighthouse: {path}: {fault}" for fault in report.faults]
        if not (report.is_perfect or report.faults):
            wrong.append(f"Lighthouse: {path}: {report.scores}")
        if path == site_pages.MILD:
            wrong += too_heavy(report)
    return wrong


def too_heavy(report: lighthouse.Report) -> list[str]:
    weight, requests = report.weight
    sentences = []
    if weight > MOST_BYTES:
        sentences.append(f"Weight: {report.path} sends {weight:,} bytes at the first view, more than {MOST_BYTES:,}")
    if requests > MOST_REQUESTS:
        sentences.append(
            f"Weight: {report.path} makes {requests} requests at the first view, more than {MOST_REQUESTS}"
        )
    return sentences


if __name__ == "__main__":
    run_command(main)
