"""Names of backups by their moment, how old the newest is, and which are too many."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"clinic-(\d{8}T\d{6}Z)\.age")
MOMENT = "%Y%m%dT%H%M%SZ"
ABANDONED = 24 * 60 * 60


def name_for(moment: datetime) -> str:
    return f"clinic-{moment.astimezone(UTC):{MOMENT}}.age"


def listed(folder: Path) -> list[Path]:
    """The whole backups in a folder, the newest first. Nothing else there is ever touched."""
    return sorted((path for path in folder.iterdir() if NAME.fullmatch(path.name)), reverse=True)


def newest(folder: Path) -> datetime | None:
    """When the newest backup was begun; None without one."""
    found = listed(folder)
    if not found:
        return None
    return datetime.strptime(NAME.fullmatch(found[0].name)[1], MOMENT).replace(tzinfo=UTC)


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Deletes all but so many; returns what was deleted."""
    too_many = listed(folder)[count:]
    for path in too_many:
        path.unlink()
    return too_many


def forget_abandoned(folder: Path):
    """Deletes what a backup left that was killed, a day after."""
    for path in folder.glob(".clinic-*.age.part"):
        if time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink(missing_ok=True)
