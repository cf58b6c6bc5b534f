"""A storage of its own for the tests of editions, and how to make it fail or grow old."""

import os
import time
from pathlib import Path

import pytest

from pages.guide import editions

MONTH = 31 * 24 * 60 * 60


@pytest.fixture
def storage(settings, tmp_path) -> Path:
    """An empty storage; the folder that guides are kept in."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / editions.FOLDER


def made_long_ago(folder: Path) -> None:
    """Everything there was written a month ago."""
    long_ago = time.time() - MONTH
    for path in folder.rglob("*"):
        os.utime(path, (long_ago, long_ago))


def files(folder: Path, ending: str) -> list[str]:
    return sorted(path.name for path in folder.rglob(f"*{ending}"))
