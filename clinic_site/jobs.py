"""What the worker does, and how often. Each job looks for what is due, so a missed turn is made up at the next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from appointments.services.access import say_newest
from appointments.services.limits import forget_past_windows
from appointments.services.measuring import measure_waits
from appointments.services.outbox import send_due
from appointments.services.purging import purge
from clinic_site.preparing import Preparer
from clinic_site.sign_in.records import purge_sign_in_records
from pages.guide.making import Keeper
from pages.searching.empty import forget_old
from pages.searching.indexing import refresh


@dataclass(frozen=True)
class Job:
    """Some work, and the pause after it."""

    name: str
    work: Callable[[], object]
    every: timedelta


JOBS = [
    Job("mail", send_due, timedelta(seconds=2)),
    Job("search index", refresh, timedelta(seconds=5)),
    Job("pages made ahead", Preparer().turn, timedelta(seconds=5)),
    Job("digital guide", Keeper().turn, timedelta(seconds=5)),
    Job("rate limits", forget_past_windows, timedelta(hours=1)),
    Job("measured waits", measure_waits, timedelta(hours=6)),
    Job("deleting what was kept long enough", purge, timedelta(days=1)),
    Job("deleting old searches that found nothing", forget_old, timedelta(days=1)),
    Job("the newest access record into the log", say_newest, timedelta(hours=1)),
    Job("deleting old records of sign-ins", purge_sign_in_records, timedelta(days=1)),
]
