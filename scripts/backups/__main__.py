"""`python -m scripts.backups [sqlite] [postgresql]`: backups under load, restored and compared to the byte.

Runs inside .venv; takes about four minutes for both.
"""

import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

from scripts.backups.databases import refuse_different, rows, sums
from scripts.backups.server import server
from scripts.backups.trial import Site, new_site, patients
from scripts.console import Stop, run_command, say

BACKUPS_UNDER_LOAD = 5
SECONDS_ALONE = 5


def main():
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    for engine in wanted:
        say(f"— {engine}")
        with (
            tempfile.TemporaryDirectory(prefix="backups-") as folder,
            server(engine, Path(folder) / "database") as address,
        ):
            prove(address, Path(folder))


def prove(address: str, folder: Path):
    """Raises when anything is lost, half there, or different after the restore."""
    public = make_key(new_site(address, "nobody", folder), folder / "key")
    site = new_site(address, "first", folder, BACKUP_RECIPIENTS=public)
    site.run("-m", "scripts.fill")
    under_load(site, address, folder)
    to_the_byte(site, address, folder)


def make_key(site: Site, path: Path) -> str:
    """Makes the private key there; returns the public one."""
    told = site.manage("make_backup_key", path).stdout
    return told.rpartition("BACKUP_RECIPIENTS=")[2].strip()


def under_load(site: Site, address: str, folder: Path):
    """Backups while patients send requests; the last is restored and holds whole requests only."""
    with patients(site) as acknowledged:
        time.sleep(SECONDS_ALONE)
        began = [time.monotonic()]
        for _ in range(BACKUPS_UNDER_LOAD):
            site.manage("backup", folder / "busy", "--keep", "1")
            began.append(time.monotonic())
    copy = new_site(address, "busy", folder)
    copy.manage("restore", only_file(folder / "busy"), "--key", folder / "key")
    stored = {key: found for key, found in copy.requests().items() if key.startswith("patient-")}
    half = [key for key, found in stored.items() if found["mails"] != 2 or not found["upload"]]
    lost = {one.key for one in acknowledged if one.at < began[-2]} - stored.keys()
    alone = [one.took for one in acknowledged if one.at < began[0]]
    beside = [one.took for one in acknowledged if began[0] <= one.at < began[-1]]
    longest = max(later - earlier for earlier, later in pairwise(began))
    say(f"  {BACKUPS_UNDER_LOAD} backups under load, the longest {longest:.1f} s")
    say(f"  a request took {told(alone)} before them, {told(beside)} beside them")
    say(f"  the last backup: {len(stored)} of {len(acknowledged)} requests, {len(half)} half, {len(lost)} lost")
    if half or lost or len(stored) == len(acknowledged):
        raise Stop("A backup under load is not as it should be.")


def told(seconds: list[float]) -> str:
    return f"{median(seconds) * 1000:.0f} ms (median), {max(seconds) * 1000:.0f} ms (slowest of {len(seconds)})"


def to_the_byte(site: Site, address: str, folder: Path):
    """A backup of the site at rest is the same site elsewhere."""
    before, uploads = rows(site.url), sums(site.media)
    site.manage("backup", folder / "quiet")
    copy = new_site(address, "quiet", folder)
    copy.manage("restore", only_file(folder / "quiet"), "--key", folder / "key")
    refuse_different(before, rows(copy.url), "Rows of tables")
    refuse_different(uploads, sums(copy.media), "Uploads")
    copy.manage("check_access_records")
    size = only_file(folder / "quiet").stat().st_size / 1_000_000
    say(
        f"  to the byte: {sum(map(len, before.values())):,} rows of {len(before)} tables and {len(uploads)} uploads "
        f"are equal; the backup has {size:.1f} MB"
    )


def only_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


if __name__ == "__main__":
    run_command(main)
