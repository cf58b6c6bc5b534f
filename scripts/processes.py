"""Several processes that live and end together."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from scripts.console import Stop
from scripts.packages import ROOT

SECONDS_TO_END = 10
SECONDS_TO_START = 60


class Processes:
    """Named commands, started on entering and ended, with all their children, on leaving.

    Each leads a process group of its own: Ctrl-C reaches only us, and we pass it on once.
    """

    def __init__(self, commands: dict[str, list], environment: dict[str, str]):
        self.commands = commands
        self.environment = environment
        self.running: dict[str, subprocess.Popen] = {}

    def __enter__(self):
        try:
            for name, command in self.commands.items():
                self.running[name] = subprocess.Popen(command, env=self.environment, cwd=ROOT, start_new_session=True)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *exception):
        self.end()

    def refuse_ended(self):
        """Raises when one of them has ended by itself."""
        for name, process in self.running.items():
            if process.poll() is not None:
                raise Stop(f"The {name} ended by itself (exit code {process.returncode}). The lines above say why.")

    def wait_until_answering(self, url: str):
        """Returns when the site has its database and shows its first page."""
        self.wait_until_shown(f"{url}/readyz")
        status = status_of(url)
        if status != 200:
            raise Stop(f"The site started, but its first page, {url}, answers {status or 'nothing'} instead of 200.")

    def wait_until_shown(self, url: str):
        """Returns when that page answers 200."""
        until = time.monotonic() + SECONDS_TO_START
        while (status := status_of(url)) != 200:
            self.refuse_ended()
            if time.monotonic() > until:
                raise Stop(f"{url} should answer 200 by now; it answers {status or 'nothing'}.")
            time.sleep(0.1)

    def wait(self):
        """Returns when our own parent has gone; raises when a process ends by itself or somebody ends us."""
        parent = os.getppid()
        while os.getppid() == parent:
            self.refuse_ended()
            time.sleep(0.2)

    def end(self):
        """Asks all to finish what they are doing, and insists after a while."""
        deaf = {name: signal.signal(name, signal.SIG_IGN) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            self._signal(signal.SIGTERM)
            until = time.monotonic() + SECONDS_TO_END
            while self._signal(0) and time.monotonic() < until:
                time.sleep(0.05)
            self._signal(signal.SIGKILL)
            for process in self.running.values():
                process.wait()
        finally:
            for name, handler in deaf.items():
                signal.signal(name, handler)

    def _signal(self, number: int) -> bool:
        """Signals every group; whether any is still there."""
        found = False
        for process in self.running.values():
            process.poll()  # a dead leader that nobody waited for still counts as a member of its group
            try:
                os.killpg(process.pid, number)
                found = True
            except ProcessLookupError:
                pass
        return found


def status_of(url: str) -> int | None:
    """The status code of that page, None when nothing answers."""
    request = urllib.request.Request(url)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None
