"""Fires batches a few at a time, judges every answer, and asks the slow ones again when all is quiet."""

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from scripts.console import say
from scripts.hostile.http_client import Answer, ask
from scripts.hostile.marks import mark_of
from scripts.hostile.shots import Batch, Shot
from scripts.hostile.verdict import FAULTS, SLOW, faults_of

AT_ONCE = 4
ASKED_AGAIN = 3
TOLD_EVERY, MOST_TOLD = 1000, 12


@dataclass(frozen=True)
class Offence:
    """A request whose answer had a fault."""

    shot: Shot
    fault: str
    words: str


@dataclass
class Tally:
    """The figures of one run."""

    requests: int = 0
    statuses: Counter = field(default_factory=Counter)
    offences: list[Offence] = field(default_factory=list)
    waiting: list[Offence] = field(default_factory=list)  # slow, or without an answer; judged once more in the end
    slowest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say_progress(self):
        if self.requests % TOLD_EVERY == 0:
            say(f"  {self.requests:,} requests, slowest {self.slowest:.1f} s, {self.faults}")

    def note(self, shot: Shot, answer: Answer, found: dict[str, str]):
        with self.lock:
            self.requests += 1
            self.statuses[f"{answer.status // 100}xx" if answer.status else "none"] += 1
            self.slowest = max(self.slowest, answer.seconds)
            for fault, words in found.items():
                kept = self.waiting if fault in ("slow", "no answer") else self.offences
                kept.append(Offence(shot, fault, words))
                if sum(offence.fault == fault for offence in kept) <= MOST_TOLD:
                    say(f"  {fault}: {words}: {shot.name}")
            self.say_progress()

    @property
    def faults(self) -> dict[str, int]:
        """How often each fault was found."""
        counted = Counter(offence.fault for offence in self.offences)
        return {fault: counted[fault] for fault in FAULTS}


class Range:
    """A site and what is fired at it."""

    def __init__(self, host: str, port: int, secrets: tuple[bytes, ...] = (), minutes: float = math.inf):
        self.host, self.port, self.secrets = host, port, secrets
        self.tally, self.ends_at = Tally(), time.monotonic() + minutes * 60

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.ends_at

    def fire(self, shot: Shot):
        answer, found = self._judged(shot)
        self.tally.note(shot, answer, found)

    def fire_all(
        self, batches: Iterable[Batch], seed: str, before_each: Callable[[Batch], object] = lambda batch: None
    ):
        """Each batch in order, a few batches side by side."""

        def run(batch: Batch):
            if not self.is_over:
                before_each(batch)
            for shot in batch.shots(seed):
                if self.is_over:
                    return
                self.fire(shot)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                for _done in pool.map(run, batches):
                    pass
            except BaseException:
                self.ends_at = 0  # otherwise the pool would wait for all of them
                raise

    def judge_the_waiting(self):
        """What was slow or silent among others counts only when it is so every time it is asked alone."""
        for offence in self.tally.waiting:
            if all(offence.fault in self._judged(offence.shot)[1] for _time in range(ASKED_AGAIN)):
                self.tally.offences.append(offence)
        self.tally.waiting.clear()

    def _judged(self, shot: Shot) -> tuple[Answer, dict[str, str]]:
        answer = ask(self.host, self.port, shot.raw, shot.method)
        own = "" if shot.method == "POST" else mark_of(shot.name).decode()
        found = faults_of(answer, f"http://{self.host}:{self.port}", self.secrets, own)
        if shot.is_broken and answer.seconds < SLOW:
            found.pop("no answer", None)
        return answer, found
