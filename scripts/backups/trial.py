"""A site of its own for a trial: its commands, the patients who write to it, and what is stored."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import local_secrets, site
from scripts.address import Address
from scripts.backups.databases import PROGRAMS, new_database
from scripts.console import Stop
from scripts.packages import ROOT


@dataclass(frozen=True)
class Site:
    """A database, a folder, and the environment in which commands run."""

    url: str
    folder: Path
    environment: dict[str, str]

    @property
    def media(self) -> Path:
        return Path(self.environment["MEDIA_ROOT"])

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess:
        """One of the site's commands, to its end."""
        whole = [sys.executable, *command]
        done = subprocess.run(whole, env=self.environment, cwd=ROOT, capture_output=True, text=True)
        if check and done.returncode:
            raise Stop(f"{' '.join(command)}: {(done.stderr or done.stdout)[-1500:]}")
        return done

    def manage(self, *command: str, check: bool = True) -> subprocess.CompletedProcess:
        return self.run("manage.py", *map(str, command), check=check)

    def requests(self) -> dict[str, dict]:
        """Every request by its key: its name, how many mails it has, whether its upload is there."""
        return json.loads(self.run("-m", "scripts.backups.pairs").stdout)


def new_site(beside: str, name: str, folder: Path, **settings: str) -> Site:
    """An empty site with a new database beside that one. Sites in the same folder have the same secrets."""
    url = new_database(beside, name)
    environment = {
        **site.temporary_environment(Address.free(), folder),
        **local_secrets.read_or_make(folder / "secrets.env"),  # whatever this shell names
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(folder / f"{name}-media"),
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        **settings,
    }
    return Site(url, folder, environment)


@dataclass(frozen=True)
class Acknowledged:
    """A request that its patient saw confirmed, at that moment of the clock, after so many seconds."""

    key: str
    at: float
    took: float


@contextmanager
def patients(at: Site, count: int = 2) -> Iterator[list[Acknowledged]]:
    """So many people send requests all the time; yields what was acknowledged, complete after the block."""
    command = [sys.executable, "-m", "scripts.backups.patients"]
    sending = [
        subprocess.Popen([*command, f"patient-{number}"], env=at.environment, cwd=ROOT, text=True, **pipes())
        for number in range(count)
    ]
    acknowledged: list[Acknowledged] = []
    try:
        for process in sending:  # each has sent one
            acknowledged.append(_told(process.stdout.readline()))
        yield acknowledged
    finally:
        for process in sending:
            out, _nothing = process.communicate("enough\n", timeout=60)
            acknowledged += map(_told, out.splitlines())


def pipes() -> dict:
    return {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}


def _told(line: str) -> Acknowledged:
    key, at, took = line.split()
    return Acknowledged(key, float(at), float(took))
