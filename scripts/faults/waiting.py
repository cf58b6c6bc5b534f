"""How long patients and the worker's other jobs waited while something was broken."""

import itertools
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.address import Address
from scripts.faults import faults
from scripts.faults.asking import ask
from scripts.faults.patients import Ledger

SLOWEST = 10  # seconds; whoever waits for a silent mail server waits longer
LONGEST_PAUSE = 30  # seconds between turns of another job: a turn of mail, its last mail, and what the jobs take
WITNESS = re.compile(r'clinic_job_last_turn_timestamp_seconds\{name="search index"\} (\S+)')


@contextmanager
def watched_turns(figures: Address, turns: list[float]) -> Iterator[None]:
    """Notes the moments at which another job of the worker had its turn."""

    def look():
        turns.extend(float(moment) for moment in WITNESS.findall(ask(figures, "GET", "/metrics")[2]))

    with faults.repeatedly(look, 1):
        yield
    look()
    turns.append(time.time())


def longest_pause(turns: list[float]) -> float:
    """Seconds; for ever when the job was never seen."""
    moments = sorted(set(turns))
    return max((later - sooner for sooner, later in itertools.pairwise(moments)), default=float("inf"))


def judged(ledger: Ledger, pause: float) -> tuple[str, list[str]]:
    """How long patients and the worker's other jobs waited, and what was too long."""
    slowest = max(ledger.seconds, default=float("inf"))
    median = statistics.median(ledger.seconds or [slowest])
    told = f"a reference was shown after {median:.1f} s (slowest {slowest:.1f} s)"
    wrong = [f"a patient waited {slowest:.0f} s"] if slowest > SLOWEST else []
    wrong += [f"another job of the worker waited {pause:.0f} s"] if pause > LONGEST_PAUSE else []
    return f"{told}; another job of the worker waited {pause:.0f} s at most", wrong
