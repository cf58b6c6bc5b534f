"""Reads the lists of packages and their locks, and says where a list and its lock disagree."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt", "bench/wagtail_site/requirements.txt")
PIN = re.compile(r"([A-Za-z0-9._-]+)(\[[^]]*\])?==([^\s;\\#*]+)(?=[\s;\\#]|$)")
INCLUDED = re.compile(r"^-r (\S+)", re.M)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", re.M)
ENTRY_BEGINS = re.compile(r"^(?=[^\s#])", re.M)


class Pin(NamedTuple):
    """One package in one version."""

    name: str
    extras: str
    version: str

    def __str__(self) -> str:
        return f"{self.name}{self.extras}=={self.version}"


def lock_of(requirements: str) -> str:
    """The file with every package that the list leads to, each with the hashes of what may be installed."""
    return requirements.removesuffix(".txt") + ".lock"


def pins(text: str) -> set[Pin]:
    """The pins of a list or of a lock. In a lock a package may have two versions, each for its own platforms."""
    return {pin for entry in entries(text) if (pin := pin_of(entry))}


def entries(text: str) -> list[str]:
    """A pin and the indented lines after it: its hashes, and on whose account it is there."""
    return [entry for entry in ENTRY_BEGINS.split(text) if entry[:1] not in ("", "#", "\n")]


def pin_of(entry: str) -> Pin | None:
    found = PIN.match(entry)
    return Pin(plain(found[1]), found[2] or "", found[3]) if found else None


def plain(name: str) -> str:
    """The one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def faults(requirements: str, folder: Path = ROOT) -> list[str]:
    """Why the lock may not be installed in place of the list; empty when it may."""
    lock = lock_of(requirements)
    if not (folder / lock).exists():
        return [f"{lock} is missing"]
    wanted, locked = (folder / requirements).read_text(), (folder / lock).read_text()
    found = [*loose(locked), *lacking(wanted, locked, folder), *left(wanted, locked, requirements)]
    return [f"{lock}: {fault}" for fault in found]


def loose(locked: str) -> list[str]:
    """Lines that let something in which nobody looked at."""
    unpinned = [entry.split("\n")[0] for entry in entries(locked) if not pin_of(entry)]
    hashless = [str(pin_of(entry)) for entry in entries(locked) if pin_of(entry) and not HASH.search(entry)]
    return [*(f"“{line}” is no pin" for line in unpinned), *(f"{pin} has no hash" for pin in hashless)]


def lacking(wanted: str, locked: str, folder: Path) -> list[str]:
    """Pins of the list, and of the locks of the lists that it includes, which are not in the lock as they are."""
    included = [(folder / lock_of(name)).read_text() for name in INCLUDED.findall(wanted)]
    asked_for = set().union(*(pins(text) for text in (wanted, *included)))
    return [f"{pin} is not in it" for pin in sorted(asked_for - pins(locked))]


def left(wanted: str, locked: str, requirements: str) -> list[str]:
    """Entries on account of the list which the list does not have any more."""
    account = re.compile(rf"^    #.* -r {re.escape(requirements)}$", re.M)
    own = {pin_of(entry) for entry in entries(locked) if account.search(entry)} - {None}
    return [f"{pin} is not in {requirements} any more" for pin in sorted(own - pins(wanted))]
