"""What the worker does, and how often. Each job looks for what is due, so a missed turn is made up at the next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from appointments.services.limits import forget_past_windows
from appointments.services.outbox import send_due


@dataclass(frozen=True)
class Job:
    """Some work, and the pause after it."""

    name: str
    work: Callable[[], object]
    every: timedelta


JOBS = [
    Job("mail", send_due, timedelta(seconds=2)),
    Job("rate limits", forget_past_windows, timedelta(hours=1)),
]
