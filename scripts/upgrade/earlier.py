"""An earlier version of the project, in a folder of its own, with the packages it was made for."""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

from scripts.console import Stop
from scripts.locks import Pin, pins
from scripts.packages import ROOT


def previous() -> str:
    """The newest release; before the first one, what was there before the newest migration."""
    tag = git("describe", "--tags", "--abbrev=0", check=False)
    if tag:
        return tag
    newest = git("log", "-1", "--diff-filter=A", "--format=%H", "--", "*/migrations/0*.py")
    if not newest:
        raise Stop("There is no release and no migration to go back before. Name a commit.")
    return git("rev-parse", "--short", f"{newest}^")


def git(*arguments: str, check: bool = True) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if check and done.returncode:
        raise Stop(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return "" if done.returncode else done.stdout.strip()


def unpack(commit: str, folder: Path):
    """Its files as they were, without its history."""
    done = subprocess.run(["git", "archive", "--format=tar", commit], cwd=ROOT, capture_output=True)
    if done.returncode:
        raise Stop(f"{commit} is no version of this project: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def python_for(folder: Path) -> str:
    """This Python where it has every package of that version in the same version; else one made for it."""
    if packages_of(folder) <= packages_of(ROOT):
        return sys.executable
    command = [sys.executable, "-m", "scripts.packages", "requirements.txt"]
    if subprocess.run(command, cwd=folder).returncode:
        raise Stop("The packages of the earlier version could not be installed. The lines above say why.")
    return str(folder / ".venv" / "bin" / "python")


def packages_of(folder: Path) -> set[Pin]:
    """All of a version's packages; those that it names, if it was made before there were locks."""
    lock, named = folder / "requirements.lock", folder / "requirements.txt"
    return pins((lock if lock.exists() else named).read_text())
