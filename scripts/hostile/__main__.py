"""`python -m scripts.hostile [sqlite] [postgresql]`: hostile input at all of a running site. Up to an hour each."""

import argparse
import itertools
import json
import math
import random
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from scripts import site
from scripts.address import Address
from scripts.console import run_command, say
from scripts.faults.running_site import RunningSite
from scripts.faults.suites import database
from scripts.hostile import address_attacks, body_attacks, form_attacks, header_attacks
from scripts.hostile.firing import Range, Tally
from scripts.hostile.report import offenders, table
from scripts.hostile.shots import Batch
from scripts.hostile.surface import STARTS, Surface
from scripts.packages import PYTHON, ROOT

FEWEST = 20_000
ROUNDS, MOST_MINUTES = 10, 60


def main() -> int:
    chosen = arguments()
    tallies = {}
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        for name in chosen.databases:
            with database(name, Path(folder) / name) as (url, _server):
                tallies[name] = attacked(name, Path(folder) / name, url, chosen)
    for name, tally in tallies.items():
        for line in offenders(name, tally, chosen.seed):
            say(line)
    say(table(tallies))
    few = [name for name, tally in tallies.items() if tally.requests < chosen.requests and not chosen.only]
    if few:
        say(f"Fewer than {chosen.requests:,} requests: {', '.join(few)}")
    return 1 if few or any(tally.offences for tally in tallies.values()) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.hostile", description=__doc__)
    parser.add_argument("databases", nargs="*", default=["sqlite"], metavar="sqlite|postgresql")
    parser.add_argument("--seed", default="1", help="another one fires other mixtures")
    parser.add_argument("--only", default="", help="only the batches whose name holds this")
    parser.add_argument("--requests", type=int, default=FEWEST, help="rounds go on until there are so many")
    parser.add_argument("--minutes", type=float, default=MOST_MINUTES, help="the end for each database")
    return parser.parse_args()


def attacked(name: str, folder: Path, url: str, chosen: argparse.Namespace) -> Tally:
    """Starts a site of its own on that database, attacks it, and reads it once more in the end."""
    address = Address.free()
    environment = {**site.temporary_environment(address, folder), "DATABASE_URL": url, "RATE_LIMITS": "off"}
    site.fill(environment)
    log = folder / "site.log"
    with RunningSite(environment, address, log):
        surface = explored(address, environment)
        fired_at = Range(address.host, address.port, secrets_of(folder), chosen.minutes)
        doors = Doors(surface, environment)
        for seed in seeds(chosen, fired_at.tally):
            fired_at.fire_all(batches(surface, chosen.only), seed, doors.keep_open)
        read_once_more(fired_at, surface, cookies(environment))
    if fired_at.tally.offences:
        site.VAR.mkdir(mode=0o700, exist_ok=True)
        say(f"What the site said: {shutil.copy(log, site.VAR / f'hostile-{name}.log')}")
    return fired_at.tally


def read_once_more(fired_at: Range, surface: Surface, cookies: dict[str, str]):
    """Every page, for what was stored on the way; then what was slow, now that all is quiet."""
    fired_at.ends_at = math.inf
    surface.cookies.update(cookies)
    fired_at.fire_all([Batch("everything once more", lambda chance: form_attacks.reread(surface))], "")
    fired_at.judge_the_waiting()


def seeds(chosen: argparse.Namespace, tally: Tally):
    """The chosen seed, then more of its kind while there are too few requests."""
    yield chosen.seed
    for number in range(2, ROUNDS + 1):
        if chosen.only or tally.requests >= chosen.requests or not tally.requests:
            return
        yield f"{chosen.seed}.{number}"


def explored(address: Address, environment: dict[str, str]) -> Surface:
    routes = json.loads(inside(environment, "site_routes"))
    surface = Surface(address.host, address.port, routes, cookies(environment))
    surface.explore()
    fields = sum(len(found.form.names) for found in surface.forms.values())
    say(f"{len(surface.routes)} addresses, {len(surface.forms)} forms with {fields} fields")
    return surface


def batches(surface: Surface, only: str) -> list[Batch]:
    """All of them, in an order that puts heavy ones beside light ones."""
    kinds = (address_attacks, header_attacks, form_attacks, body_attacks)
    every = list(itertools.chain.from_iterable(kind.batches(surface) for kind in kinds))
    random.Random(len(every)).shuffle(every)
    return [batch for batch in every if only in batch.name]


def inside(environment: dict[str, str], module: str) -> str:
    command = [PYTHON, "-m", f"scripts.hostile.{module}"]
    return subprocess.check_output(command, env=environment, cwd=ROOT, text=True)


def cookies(environment: dict[str, str]) -> dict[str, str]:
    return json.loads(inside(environment, "site_visitors"))


def secrets_of(folder: Path) -> tuple[bytes, ...]:
    """What must never be in an answer."""
    return tuple(line.partition("=")[2].encode() for line in (folder / "secrets.env").read_text().splitlines())


class Doors:
    """Signs the visitors in again when a batch has thrown them out, as changing their own account does."""

    def __init__(self, surface: Surface, environment: dict[str, str]):
        self.surface, self.environment, self.lock = surface, environment, threading.Lock()

    def keep_open(self, batch: Batch):
        with self.lock:
            shut = [who for who in self.surface.cookies if self.surface.get(STARTS[who][0], who).status != 200]
            if shut:
                self.surface.cookies.update(cookies(self.environment))


if __name__ == "__main__":
    run_command(main)
