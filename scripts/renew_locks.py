"""`make lock`: writes the locks from the lists. UPGRADE=1 also takes newer versions of what no list pins."""

import os
import subprocess

from scripts.console import Stop, run_command, say
from scripts.locks import LISTS, ROOT, lock_of
from scripts.packages import PYTHON, VENV, bring_uv, is_usable, make, one_at_a_time

HOW = ["--universal", "--generate-hashes", "--no-strip-extras", "--python-version", "3.11"]
SELF = ["--quiet", "--custom-compile-command", "make lock"]
TESTED_AS_RUN = {"requirements-dev.txt": ["-c", "requirements.lock"]}


def main():
    with one_at_a_time():
        if not is_usable(VENV):
            make(VENV)
        if not bring_uv(VENV):
            raise Stop("uv could not be installed, and only uv makes a lock for every platform at once.")
        for requirements in LISTS:
            renew(requirements)


def renew(requirements: str):
    """Versions that are in the lock already stay, as far as the list lets them."""
    newer = ["--upgrade"] if os.environ.get("UPGRADE") else []
    files = [requirements, "-o", lock_of(requirements), *TESTED_AS_RUN.get(requirements, [])]
    if subprocess.run([PYTHON, "-m", "uv", "pip", "compile", *SELF, *HOW, *newer, *files], cwd=ROOT).returncode:
        raise Stop(f"{lock_of(requirements)} stays as it was. The lines above say why.")
    say(f"{lock_of(requirements)} holds what {requirements} leads to.")


if __name__ == "__main__":
    run_command(main)
