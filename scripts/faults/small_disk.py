"""A small disk of its own that can be filled to the last byte and get room again. Mounting it needs root."""

import errno
import os
import subprocess
from pathlib import Path

MEGABYTE = 1024 * 1024
ROOMY = 1500  # megabytes, while the site is being filled
PIECE = bytes(64 * 1024)


class SmallDisk:
    """A disk in memory under that folder, from entering to leaving."""

    def __init__(self, folder: Path):
        self.folder, self.filler = folder, folder / "filler"

    def __enter__(self):
        self.folder.mkdir()
        _run("mount", "-t", "tmpfs", "-o", f"size={ROOMY}m,mode=755", "tmpfs", self.folder)
        return self

    def __exit__(self, *exception):
        _run("umount", "--lazy", self.folder)

    def tighten(self, room: int):
        """Makes it so small that only so many megabytes are left."""
        disk = os.statvfs(self.folder)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
        _run("mount", "-o", f"remount,size={used + room * MEGABYTE}", self.folder)

    def fill(self, leaving: int = 0):
        """Another program writes until nothing is left, but for so many bytes."""
        with open(self.filler, "ab", buffering=0) as file:
            try:
                while file.write(PIECE):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
            file.truncate(max(0, file.tell() - leaving))

    def make_room(self):
        self.filler.unlink(missing_ok=True)


def refusal(folder: Path) -> str:
    """Why no disk can be mounted here; empty when one can."""
    if os.geteuid() != 0:
        return "it needs root, to mount a small disk. Run it as root, on a machine made for that."
    try:
        with SmallDisk(folder):
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return f"it needs to mount a small disk, which is not allowed here ({type(error).__name__})."
    finally:
        if folder.exists():
            folder.rmdir()


def _run(*command):
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
