"""Lighthouse as a phone sees the page: four scores, what costs points, and what the first view weighs."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts import chromium
from scripts.console import Stop
from scripts.quality import site_pages
from scripts.quality.node_packages import LIGHTHOUSE

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ATTEMPTS = 3  # a busy machine only ever makes a page look slower, so the best of a few is nearest to the truth


@dataclass(frozen=True)
class Report:
    """One page's result. Scores by category, 0 to 100; weight as (bytes on the wire, requests)."""

    path: str
    scores: dict[str, int]
    faults: list[str]
    weight: tuple[int, int]

    @property
    def is_perfect(self) -> bool:
        return all(score == 100 for score in self.scores.values())


class NothingSeen(Exception):
    """Lighthouse ended without a result, as it does when a busy browser misses the start of a page (NO_NAVSTART)."""


def report(url: str, path: str, folder: Path) -> Report:
    """The best of a few attempts; one is enough when nothing is wrong. Ends the run when none gave a result."""
    attempts, failed = [], ""
    for _ in range(ATTEMPTS):
        try:
            attempts.append(_attempt(url, path, folder / "lighthouse.json"))
        except NothingSeen as error:
            failed = str(error)
            continue
        if attempts[-1].is_perfect:
            break
    if not attempts:
        raise Stop(f"Lighthouse failed on {path} {ATTEMPTS} times:\n{failed}")
    return max(attempts, key=lambda attempt: sum(attempt.scores.values()))


def _attempt(url: str, path: str, file: Path) -> Report:
    command = [
        *("node", LIGHTHOUSE, f"{url}{path}", "--quiet", "--output=json", f"--output-path={file}"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(chromium.FLAGS)}",
    ]
    if path in site_pages.NOT_INDEXED:
        command.append("--skip-audits=is-crawlable")
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode:
        raise NothingSeen(ended.stderr)
    return _read(path, json.loads(file.read_text()))


def _read(path: str, result: dict) -> Report:
    scores = {name: round((result["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    return Report(path, scores, _faults(result), _weight(result))


def _faults(result: dict) -> list[str]:
    """The audits that cost points in a category below 100."""
    faults = []
    for name in CATEGORIES:
        category = result["categories"][name]
        if category["score"] == 1:
            continue
        for reference in category["auditRefs"]:
            audit = result["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                faults.append(f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip())
    return faults


def _weight(result: dict) -> tuple[int, int]:
    sent = [item for item in result["audits"]["network-requests"]["details"]["items"] if item["url"].startswith("http")]
    return sum(item["transferSize"] for item in sent), len(sent)
