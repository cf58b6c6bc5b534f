"""Visitors of whom, out of twenty, sixteen read a page, three search, and one sends a request."""

import random
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote_plus, urlsplit

from scripts.address import Address
from scripts.faults.asking import ask
from scripts.faults.patients import OFFICE, Ledger, prefix, send_many

PAUSE = 0.5  # seconds between what one visitor does and the next
SHARES = {"page": 80, "search": 15, "request": 5}
WORDS = ("back", "neck", "knee", "injection", "frederick", "doctor", "sciatica", "headache", "insurance", "shoulder")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")


@dataclass
class Answers:
    """How long each took, by kind, and what did not go well."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in SHARES})
    errors: Counter[str] = field(default_factory=Counter)

    def in_words(self) -> list[str]:
        told = [
            f"{len(found)} of kind {kind}: median {statistics.median(found) * 1000:.0f} ms, slowest {max(found):.1f} s"
            for kind, found in self.seconds.items()
            if found
        ]
        return [*told, f"{self.errors.total()} errors"]

    def wrong(self) -> list[str]:
        missing = [f"no {kind} was asked for" for kind, found in self.seconds.items() if not found]
        return missing + [f"{how_often} times: {what}" for what, how_often in self.errors.items()]


class Visitors:
    """Each does one thing after the other until the time is over."""

    def __init__(self, address: Address, ledger: Ledger, answers: Answers, seconds: float):
        self.address, self.ledger, self.answers = address, ledger, answers
        self.until = time.monotonic() + seconds
        self.pages = [urlsplit(page).path for page in LOCATION.findall(ask(address, "GET", "/sitemap.xml")[2])]
        self.does = {"page": self.read, "search": self.search, "request": self.send}

    def come_and_go(self, seed: int):
        chance = random.Random(seed)  # the same visits each time
        while time.monotonic() < self.until:
            [kind] = chance.choices(list(SHARES), SHARES.values())
            begun = time.monotonic()
            self.does[kind](chance)
            self.answers.seconds[kind].append(time.monotonic() - begun)
            time.sleep(PAUSE)

    def read(self, chance: random.Random):
        self.look(chance.choice(self.pages))

    def search(self, chance: random.Random):
        """Words that were searched for before, and words that never were."""
        words = f"{chance.choice(WORDS)} {chance.choice([*WORDS, chance.randrange(10**6)])}"
        self.look(f"/search/?q={quote_plus(words)}")

    def look(self, path: str):
        status, _headers, _page = ask(self.address, "GET", path)
        if status != 200:
            self.answers.errors[f"{path} answered {status}"] += 1

    def send(self, chance: random.Random):
        """Opens the form, sends it, reads the reference; the ledger knows when that needed a second try."""
        before = self.ledger.refusals
        send_many(self.address, OFFICE, 1, self.ledger, prefix())
        if self.ledger.refusals > before:
            self.answers.errors["a form was not taken at once"] += 1
