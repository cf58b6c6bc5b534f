"""Makes .venv and puts the locked packages into it; does nothing when they are there already."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from scripts.console import Stop, run_command, say
from scripts.locks import ROOT, faults, lock_of

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HASHED = ["--quiet", "--require-hashes", "-r"]
OLDEST_PYTHON = (3, 11)


def install(requirements: str, venv: Path = VENV):
    """What that list of the project's root leads to, as its lock says, is in `venv` when this returns."""
    with one_at_a_time():
        if not is_usable(venv):
            make(venv)
        if is_stamped(requirements, venv):
            return
        refuse_disagreement(requirements)
        say(f"Installing the packages of {requirements} …")
        started = time.monotonic()
        tool = install_quickly(requirements, venv) or install_slowly(requirements, venv)
        for name in files_of(requirements):
            stamp_of(name, venv).write_text(fingerprint(name))
        say(f"Packages installed by {tool} in {time.monotonic() - started:.0f} s.")


@contextlib.contextmanager
def one_at_a_time():
    """Two commands started together do not install into the same place at once."""
    project = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(project, fcntl.LOCK_EX)
        yield
    finally:
        os.close(project)


def is_usable(venv: Path) -> bool:
    """Whether a Python that is new enough starts from there; not so after the system's Python was replaced."""
    question = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([venv / "bin" / "python", "-c", question], capture_output=True).returncode == 0
    except OSError:
        return False


def make(venv: Path):
    """An empty environment, whatever was there before."""
    if sys.version_info < OLDEST_PYTHON:
        raise Stop(f"This project needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    say(f"Making {venv.name} with Python {sys.version.split()[0]} …")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", venv], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(venv, ignore_errors=True)
        raise Stop(
            f"{made.stdout}{made.stderr}\nPython could not make a virtual environment. "
            "On Debian and Ubuntu its venv module is a package of its own: apt-get install python3-venv"
        )


def refuse_disagreement(requirements: str):
    """Nobody who changed a list shall believe that the change is installed while the lock says otherwise."""
    found = [fault for name in files_of(requirements) for fault in faults(name, ROOT)]
    if found:
        raise Stop("\n".join(["The locks do not say what the lists say. Run: make lock", *found]))


def files_of(requirements: str) -> list[str]:
    """The list and what it includes: everything stands on requirements.txt."""
    return sorted({requirements, "requirements.txt"})


def fingerprint(requirements: str) -> str:
    """Changes when a pin changes, in the list or in the lock."""
    files = [file for name in files_of(requirements) for file in (name, lock_of(name))]
    text = "".join((ROOT / file).read_text() for file in files if (ROOT / file).exists())
    return hashlib.sha256(text.encode()).hexdigest()


def stamp_of(requirements: str, venv: Path) -> Path:
    """The file that remembers which pins are installed; it goes when the environment goes."""
    return venv / f"{requirements}.installed"


def is_stamped(requirements: str, venv: Path) -> bool:
    stamp = stamp_of(requirements, venv)
    return stamp.exists() and stamp.read_text() == fingerprint(requirements)


def install_quickly(requirements: str, venv: Path) -> str | None:
    """Installs with uv. None where that is not possible: uv knows nothing of pip's own configuration."""
    python = venv / "bin" / "python"
    use_uv = [python, "-m", "uv", "pip", "install", "--python", python, *HASHED, ROOT / lock_of(requirements)]
    return "uv" if bring_uv(venv) and succeeds(use_uv) else None


def bring_uv(venv: Path) -> bool:
    """Whether uv is in `venv` when this returns."""
    pip = [venv / "bin" / "python", "-m", "pip", "install", "--retries", "1"]
    return succeeds([*pip, *HASHED, ROOT / lock_of("requirements-uv.txt")])


def succeeds(command: list) -> bool:
    """Progress bars and pip's remarks help nobody here; when it fails, pip says later what is wrong."""
    return subprocess.run(command, capture_output=True, env=quiet_environment()).returncode == 0


def install_slowly(requirements: str, venv: Path) -> str:
    """Installs with pip, which says itself what goes wrong."""
    say("uv did not manage it; pip does it instead and takes longer …")
    command = [venv / "bin" / "python", "-m", "pip", "install", *HASHED, ROOT / lock_of(requirements)]
    if subprocess.run(command, env=quiet_environment()).returncode:
        raise Stop("The packages could not be installed. The lines above say why.")
    return "pip"


def quiet_environment() -> dict[str, str]:
    """The environment for pip and uv: no remarks on new versions, on root, or on caches on another disk."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore", "UV_LINK_MODE": "copy"}
    return {**os.environ, **quiet}


if __name__ == "__main__":
    run_command(lambda: install(sys.argv[1]))
