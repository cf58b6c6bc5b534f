"""A treatment's page beside stock Wagtail, neither in memory: the site of `wagtail start`, the same words as blocks.

Both run under gunicorn with two workers and four threads, on SQLite, and are asked in turn. Wagtail has an environment
of its own, var/wagtail; without a package index that can be reached there is no figure, and the table says so.
"""

import http.client
import os
import shutil
import statistics
import subprocess
from contextlib import ExitStack
from pathlib import Path

from bench.client import load, request_for
from bench.page import AHEAD, ANEW, BROWSER, PAGE, ROUNDS, SECONDS, environment, server
from scripts import site
from scripts.address import Address
from scripts.console import Stop, say
from scripts.packages import HASHED, ROOT, make
from scripts.processes import Processes

OWN = ROOT / "bench" / "wagtail_site"
VENV = site.VAR / "wagtail"
WORDS = ROOT / "treatments" / "content" / "treatments" / "minimally-invasive-lumbar-decompression.toml"
OURS = {AHEAD: "ours, made ahead", ANEW: "ours, made anew"}
SAME_WORDS, WELCOME = "Wagtail, the same words", "Wagtail, its welcome page"
WAGTAIL_PATHS = {SAME_WORDS: "/care/", WELCOME: "/"}
GOAL = 10


def measure(folder: Path) -> dict | None:
    """Requests per second of the four pages, and ours in times of the others; None when Wagtail is not to be had."""
    if not installed():
        return None
    own, other = {kind: Address.free() for kind in OURS}, Address.free()
    environments = {kind: environment(kind, address, folder) for kind, address in own.items()}
    site.fill(environments[ANEW])
    site.make_pages_ahead(environments[AHEAD])
    with ExitStack() as stack:
        for kind, address in own.items():
            stack.enter_context(server(environments[kind])).wait_until_answering(address.url)
        wagtail = stack.enter_context(wagtail_server(folder / "wagtail", other))
        wagtail.wait_until_shown(f"{other.url}{WAGTAIL_PATHS[SAME_WORDS]}")
        pages = {name: (own[kind], PAGE) for kind, name in OURS.items()}
        pages |= {name: (other, path) for name, path in WAGTAIL_PATHS.items()}
        sizes = {name: size_of(*page) for name, page in pages.items()}
        rounds = [{name: speed(*page) for name, page in pages.items()} for _ in range(ROUNDS)]
    return results(rounds, sizes)


def results(rounds: list[dict[str, float]], sizes: dict[str, int]) -> dict:
    """Medians over the rounds; the ratio is taken within each round, so that a busy minute hits both sides."""
    return {
        "requests_per_second": {name: round(statistics.median(each[name] for each in rounds), 1) for name in sizes},
        "ours_in_times_of": {
            ours: {
                name: round(statistics.median(each[ours] / each[name] for each in rounds), 2) for name in WAGTAIL_PATHS
            }
            for ours in OURS.values()
        },
        "bytes_uncompressed": sizes,
    }


def installed() -> bool:
    """Whether Wagtail is in its environment now."""
    lock = OWN / "requirements.lock"
    stamp = VENV / "installed.txt"
    if stamp.exists() and stamp.read_text() == lock.read_text():
        return True
    make(VENV)
    say("Installing Wagtail …")
    command = [VENV / "bin" / "python", "-m", "pip", "install", *HASHED, lock]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        say(f"Wagtail could not be installed:\n{done.stderr[-500:]}")
        return False
    stamp.write_text(lock.read_text())
    return True


def wagtail_server(folder: Path, address: Address) -> Processes:
    """The site of `wagtail start` with our app in it, filled, not yet started."""
    folder.mkdir()
    wagtail = {"PATH": os.environ["PATH"], "HOME": str(folder), "DJANGO_SETTINGS_MODULE": "bench_settings"}
    python = VENV / "bin" / "python"

    def run(*command):
        done = subprocess.run(command, cwd=folder, env=wagtail, capture_output=True, text=True)
        if done.returncode:
            raise Stop(f"{command[1:]} failed:\n{done.stderr[-2000:]}")

    run(VENV / "bin" / "wagtail", "start", "clinic", ".")
    shutil.copytree(OWN, folder, dirs_exist_ok=True)
    for words in (["makemigrations", "care"], ["migrate"], ["fill_care", WORDS], ["collectstatic", "--noinput"]):
        run(python, "manage.py", *words, "-v", "0")
    command = [python, "-m", "gunicorn", "--chdir", folder, "--bind", f"{address.host}:{address.port}"]
    command += ["--config", "/dev/null", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"]
    return Processes({"Wagtail": [*command, "clinic.wsgi:application"]}, wagtail)


def size_of(address: Address, path: str) -> int:
    """The page's bytes without compression: what was made, whatever was done to it afterwards."""
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.request("GET", path)
    size = len(connection.getresponse().read())
    connection.close()
    return size


def speed(address: Address, path: str) -> float:
    """Requests per second; every answer is whole and 200."""
    request = request_for(f"{address.host}:{address.port}", path, **BROWSER)
    return load((address.host, address.port), request, 200, SECONDS).per_second


def table(results: dict | None) -> str:
    if results is None:
        return "\nBeside Wagtail: not measured, Wagtail could not be installed.\n"
    lines = [f"\n{PAGE} beside stock Wagtail, nothing found in memory, {ROUNDS} rounds of {SECONDS:g} s"]
    for name, speed_ in results["requests_per_second"].items():
        times = results["ours_in_times_of"].get(name, {})
        compared = "".join(f"   {ratio:6.2f} of {other}" for other, ratio in times.items())
        lines.append(f"{name:28} {speed_:8.0f} requests/s {results['bytes_uncompressed'][name]:8,} bytes{compared}")
    lines.append(f"Goal: {GOAL:.2f} of {SAME_WORDS}")
    return "\n".join(lines) + "\n"
