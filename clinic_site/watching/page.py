"""All figures as one page that Prometheus reads."""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from django.conf import settings
from django.db import connection
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from clinic_site.watching import figures
from clinic_site.watching.slots import all_saved
from clinic_site.watching.tally import BUCKETS, Tally

COUNTED = {
    "requests": ("Requests that were not answered from memory.", ["route", "status"]),
    "page_cache_hits": ("Pages answered from memory.", []),
    "database_errors": ("Queries that the database refused or lost.", ["kind"]),
    "slow_queries": ("Queries that took longer than SLOW_QUERY_MS.", []),
    "job_failures": ("Turns of a job that failed.", ["name"]),
}


class Figures:
    """Everything there is to tell, gathered anew each time."""

    def collect(self) -> Iterator[Metric]:
        together = Tally()
        for saved in all_saved(Path(settings.METRICS_FOLDER)):
            together.add(saved)
        yield from _counted(together)
        yield _timed(together)
        turns = GaugeMetricFamily("clinic_job_last_turn_timestamp_seconds", "When a job last ended.", labels=["name"])
        for labels, moment in together.marks("job_turn").items():
            turns.add_metric(labels, moment)
        yield turns
        yield from figures.of_the_database()
        yield from figures.of_the_backups()


def _counted(together: Tally) -> Iterator[Metric]:
    for name, (what, labels) in COUNTED.items():
        family = CounterMetricFamily(f"clinic_{name}", what, labels=labels)
        for values, count in _with_zeros(name, together.counts(name)).items():
            family.add_metric(values, count)
        yield family


def _with_zeros(name: str, counts: dict) -> dict:
    """What never happened, as a 0: for Prometheus a figure that begins at 1 has not increased, so no alert rings."""
    if not COUNTED[name][1]:
        return counts or {(): 0}
    failures = {(route, "5xx"): 0 for route, _status in counts} if name == "requests" else {}
    return failures | counts


def _timed(together: Tally) -> Metric:
    family = HistogramMetricFamily("clinic_request_seconds", "How long they took.", labels=["route"])
    for labels, timed in together.times("request_seconds").items():
        limits = [*map(str, BUCKETS), "+Inf"]
        family.add_metric(labels, list(zip(limits, accumulate(timed[:-1]), strict=True)), timed[-1])
    return family


def page() -> bytes:
    """The page's text. Runs in a thread of its own, so its connection is closed here."""
    registry = CollectorRegistry()
    registry.register(Figures())
    try:
        return generate_latest(registry)
    finally:
        connection.close()
