"""The point at which processes die now, told to them through a file (see killed_at.py)."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.faults.running_site import RunningSite
from scripts.packages import PYTHON

MAIL_POINT = "a mail is sent and not noted"
NOWHERE = "nowhere"
WORKER = [PYTHON, "-m", "scripts.faults.killed_at"]


class Point:
    """Where processes die now; they write down that they did."""

    def __init__(self, file: Path):
        self.file, self.deaths = file, file.with_suffix(".deaths")
        self.file.write_text(NOWHERE)
        self.deaths.touch()

    @contextmanager
    def deadly(self, point: str) -> Iterator[list[str]]:
        """Yields the deaths, which are there at the end."""
        died: list[str] = []
        before = len(self.deaths.read_text().splitlines())
        self.file.write_text(point)
        try:
            yield died
        finally:
            self.file.write_text(NOWHERE)
            died += self.deaths.read_text().splitlines()[before:]

    @contextmanager
    def deadly_once(self, running: RunningSite) -> Iterator[list[str]]:
        """For the mail worker, which its service starts again."""
        with self.deadly(MAIL_POINT) as died:
            yield died
            running.processes["worker"].wait(timeout=60)
        running.end("worker", signal.SIGKILL)
        running.start("worker", WORKER)
