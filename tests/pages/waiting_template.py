"""A template that whoever reads it waits for, so that a test can look at a typesetter at work."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest

SECONDS_TO_START = 20


@pytest.fixture
def waiting(tmp_path) -> Path:
    path = tmp_path / "waiting.typ"
    os.mkfifo(path)
    return path


@contextmanager
def while_it_waits(path: Path) -> Iterator[TextIO]:
    """From when a typesetter reads the template; what is written to it, it gets at the end."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads it yet
            assert time.monotonic() < until, "No typesetter read its template."
            time.sleep(0.01)
        else:
            break
    with open(descriptor, "w") as template:
        yield template
