"""A wall clock that jumps, for the processes that are started with it: fake_clock.c, compiled when it is needed."""

import mmap
import shutil
import struct
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")
COMPILE = ("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o")


def refusal() -> str:
    """Why no clock can be faked here; empty when one can."""
    return "" if shutil.which("cc") else "it needs a C compiler. Install one (Debian: apt install gcc), and try again."


class FakeClock:
    """The wall clock of every process of the site; what measures seconds goes on evenly."""

    def __init__(self, folder: Path):
        self.library, self.file = folder / "fake_clock.so", folder / "ahead"
        subprocess.run([*COMPILE, str(self.library), str(SOURCE), "-lm"], check=True)
        self.file.write_bytes(struct.pack("d", 0.0))
        with self.file.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "FAKE_CLOCK": str(self.file)}

    @property
    def ahead(self) -> float:
        """Seconds."""
        return struct.unpack("d", self._shared[:8])[0]

    def set(self, moment: datetime):
        self._shared[:8] = struct.pack("d", moment.timestamp() - time.time())

    def jump(self, by: timedelta):
        self._shared[:8] = struct.pack("d", self.ahead + by.total_seconds())
