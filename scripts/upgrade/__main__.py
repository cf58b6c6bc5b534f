"""`python -m scripts.upgrade [commit] [--changed table,table]`: from an earlier version to this one, on both databases.

Without a commit: from the newest release. Tables whose rows a migration changes on purpose are named. Takes about four
minutes; runs inside .venv.
"""

import argparse
import re
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from scripts.address import Address
from scripts.backups.databases import columns, rows
from scripts.backups.server import server
from scripts.backups.trial import Site, new_site
from scripts.console import Stop, run_command, say
from scripts.faults.running_site import RunningSite
from scripts.processes import status_of
from scripts.upgrade import earlier
from scripts.upgrade.losses import refuse_lost

# The token of all content, and SQLite's own highest numbers.
ALWAYS_CHANGED = {"publishing_contentversion", "sqlite_sequence"}
STATIC = "import django; django.setup(); from scripts.static_files import collect_if_changed as c; c()"


def main():
    parser = argparse.ArgumentParser(prog="scripts.upgrade")
    parser.add_argument("commit", nargs="?", default=None)
    parser.add_argument("--changed", default="", help="tables whose rows a migration changes on purpose")
    asked = parser.parse_args()
    commit = asked.commit or earlier.previous()
    for engine in ("sqlite", "postgresql"):
        say(f"— from {commit}, {engine}")
        with (
            tempfile.TemporaryDirectory(prefix="upgrade-") as folder,
            server(engine, Path(folder) / "database") as address,
        ):
            upgrade(commit, address, Path(folder), ALWAYS_CHANGED | set(filter(None, asked.changed.split(","))))


def upgrade(commit: str, beside: str, folder: Path, may_change: set[str]):
    """Fills a site with the earlier version, goes on with this one, and raises when anything is missing."""
    old = folder / "earlier"
    earlier.unpack(commit, old)
    address = Address.free()
    site = new_site(beside, "upgraded", folder, HOST=address.host, PORT=str(address.port), SITE_URL=address.url)
    command = [earlier.python_for(old), "-m", "scripts.fill"]
    filled = subprocess.run(command, env=site.environment, cwd=old, capture_output=True, text=True)
    if filled.returncode:
        raise Stop(f"The earlier version could not fill its site: {filled.stderr[-1500:]}")
    had = columns(site.url)
    before, began = rows(site.url, had), time.monotonic()
    site.manage("migrate", "--verbosity", "0")
    say(f"  migrated in {time.monotonic() - began:.1f} s")
    refuse_lost(had, before, site, may_change)
    refuse_broken_pages(site, address)


def refuse_broken_pages(site: Site, address: Address):
    """This version answers every page of the sitemap and reads what patients sent to the earlier one."""
    site.run("-c", STATIC)
    requests = site.requests()
    if not all(found["name"].startswith("Sample") for found in requests.values()):
        raise Stop("What patients had sent cannot be read any more.")
    site.manage("check_access_records")
    with RunningSite(site.environment, address, site.folder / "site.log"):
        with urllib.request.urlopen(f"{address.url}/sitemap.xml") as response:
            pages = re.findall(r"<loc>([^<]+)</loc>", response.read().decode())
        broken = [page for page in pages if status_of(page) != 200]
    say(f"  {len(requests)} requests can be read; {len(pages)} pages answered, {len(broken)} of them wrongly")
    if broken or not pages:
        raise Stop(f"Broken pages: {', '.join(broken[:5])}")


if __name__ == "__main__":
    run_command(main)
