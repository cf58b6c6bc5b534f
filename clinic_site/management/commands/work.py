"""`manage.py work`: the one process beside the web server; it sends mail and does what has to be done each day."""

import logging
import signal
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from clinic_site.jobs import JOBS
from clinic_site.watching.counting import Counting
from clinic_site.watching.tally import tally

logger = logging.getLogger("worker")


class Command(BaseCommand):
    help = "Sends the outbox and does the daily work, until it is told to stop. Several may run at once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do every job once, then end.")

    def handle(self, *args, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        counting = Counting() if settings.METRICS_ADDRESS else None
        try:
            self.work_until(stop, options["once"])
        finally:
            if counting:
                counting.end()

    def work_until(self, stop: threading.Event, once: bool):
        """Every job when it is due, the waiting mail first."""
        due = {job.name: 0.0 for job in JOBS}
        while not stop.is_set():
            for job in JOBS:
                if due[job.name] <= time.monotonic() and not stop.is_set():
                    self.do(job)
                    due[job.name] = time.monotonic() + job.every.total_seconds()
            if once:
                return
            stop.wait(max(0.1, min(due.values()) - time.monotonic()))

    @staticmethod
    def do(job):
        """One turn. A job that fails says so and gets its next turn; the others go on."""
        close_old_connections()
        try:
            job.work()
        except Exception as error:  # whatever it is, mail must still go out
            tally.count("job_failures", job.name)
            logger.error("The job “%s” failed: %s", job.name, type(error).__name__)
        else:
            tally.mark("job_turn", job.name, moment=time.time())
