"""Finds a Chromium on this machine, or gets one."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.console import Stop, say
from scripts.packages import PYTHON

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless_shell")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PACKAGE_MANAGERS = {
    "apt-get": (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]),
    "dnf": (["dnf", "install", "-y", "chromium"],),
    "apk": (["apk", "add", "chromium"],),
}
# No sandbox: as root and in most containers Chromium has none. No shared memory: containers have little. No traffic
# of its own: the tests count every request.
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)


def find() -> str | None:
    """The path of a Chromium that starts: the one CHROMIUM names, else one of the usual names."""
    return next(filter(starts, candidates()), None)


def candidates():
    """Where one may be, the cheapest question first."""
    named = os.environ.get("CHROMIUM")
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from PLACES
    own = downloaded()
    if own:
        yield own


def starts(path: str) -> bool:
    """Whether it says its version; a name may also lead to a note that another package is needed."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def downloaded() -> str | None:
    """Where Playwright keeps the Chromium that belongs to it, if it is installed here."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def find_or_install() -> str:
    """The path of a Chromium, installed when there is none."""
    path = find()
    if path is None and os.environ.get("CHROMIUM"):
        raise Stop(f"CHROMIUM={os.environ['CHROMIUM']} does not start. Name another, or none and one will be found.")
    return path or _install_with_the_system() or _install_with_playwright()


def _install_with_the_system() -> str | None:
    manager = next(filter(shutil.which, PACKAGE_MANAGERS), None)
    if os.geteuid() != 0 or manager is None:
        return None
    say(f"Installing Chromium with {manager} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in PACKAGE_MANAGERS[manager]:
        subprocess.run(command, env=environment, capture_output=True)
    return find()


def _install_with_playwright() -> str:
    say("Installing Chromium with Playwright …")
    as_root = ["--with-deps"] if os.geteuid() == 0 and shutil.which("apt-get") else []
    subprocess.run([PYTHON, "-m", "playwright", "install", *as_root, "chromium"])
    path = downloaded()
    if path is None or not starts(path):
        raise Stop(
            "The tests need a Chromium and none could be installed. Install it with the system's package manager, "
            "or say where it is: make test CHROMIUM=/path/to/chromium"
        )
    return path
