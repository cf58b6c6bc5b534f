"""The site as processes that can be killed and started again, with all they print in one file."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from scripts import site
from scripts.address import Address
from scripts.console import Stop
from scripts.packages import ROOT
from scripts.processes import status_of

SECONDS_TO_START = 60


class RunningSite:
    """gunicorn with two workers, and the mail worker."""

    def __init__(self, environment: dict[str, str], address: Address, log: Path, web: list[str] = site.GUNICORN):
        self.environment, self.address, self.log, self.web = environment, address, log, web
        self.processes: dict[str, subprocess.Popen] = {}

    def __enter__(self):
        self.start("web", self.web)
        self.start("worker", site.WORKER)
        self.wait_until_ready()
        return self

    def __exit__(self, *exception):
        for name in list(self.processes):
            self.end(name, signal.SIGTERM)

    def start(self, name: str, command: list[str]):
        with self.log.open("ab") as output:
            self.processes[name] = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=output, stderr=output, start_new_session=True
            )

    def end(self, name: str, how: signal.Signals):
        """Ends one of the two with all its children."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait()

    def signal(self, which: signal.Signals):
        """To every process of the site."""
        for process in self.processes.values():
            os.killpg(process.pid, which)

    def kill_a_web_worker(self) -> bool:
        """`kill -9` for one of gunicorn's workers; it starts another by itself. Returns whether there was one."""
        children = Path(f"/proc/{self.processes['web'].pid}/task/{self.processes['web'].pid}/children")
        workers = children.read_text().split()
        if not workers:
            return False
        try:
            os.kill(int(workers[0]), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def wait_until_ready(self):
        until = time.monotonic() + SECONDS_TO_START
        while status_of(f"{self.address.url}/readyz") != 200:
            if time.monotonic() > until:
                raise Stop(f"The site does not start; see {self.log}.")
            time.sleep(0.1)
