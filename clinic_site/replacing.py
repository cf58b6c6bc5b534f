"""A file appears at once under its name, or not at all: whoever reads it gets the old one or the new, never half."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def appearing(path: Path, part: Path) -> Iterator[Path]:
    """Write to the part, which is in the same folder. It takes the name when all went well, and is gone otherwise."""
    try:
        yield part
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
