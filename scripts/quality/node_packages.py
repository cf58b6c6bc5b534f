"""The Node and Java tools, in the versions of package-lock.json."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from scripts.console import Stop, say

FOLDER = Path(__file__).resolve().parent
LIGHTHOUSE = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
NU = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OLDEST_NODE = 18
OLDEST_JAVA = 11


def install():
    """The tools are in node_modules when this returns."""
    refuse_missing()
    stamp = FOLDER / "node_modules" / ".installed"
    wanted = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installing Lighthouse and the Nu HTML checker …")
    # Without their install scripts: the only one would download a Java of its own.
    installed = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-progress"], cwd=FOLDER, capture_output=True, text=True
    )
    if installed.returncode:
        raise Stop(f"{installed.stderr}\nnpm could not install what scripts/quality/package-lock.json names.")
    stamp.write_text(wanted)


def refuse_missing():
    """Says what this machine lacks, all at once."""
    lacking = [
        f"{name} {oldest} or newer"
        for name, oldest, version in (
            ("Node.js with npm", OLDEST_NODE, first_number(["node", "--version"]) if shutil.which("npm") else 0),
            ("Java", OLDEST_JAVA, first_number(["java", "-version"])),
        )
        if version < oldest
    ]
    if lacking:
        raise Stop(f"`make quality` needs {' and '.join(lacking)}. Nothing else in this project does.")


def first_number(command: list[str]) -> int:
    """The first whole number in what the command prints; 0 where there is no such command."""
    try:
        answer = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return 0
    found = re.search(r"\d+", answer.stdout + answer.stderr)
    return int(found.group()) if found and answer.returncode == 0 else 0
