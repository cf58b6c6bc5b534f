"""How many database queries a page needs when it is not in memory."""

import json
import subprocess
import sys

from scripts.packages import ROOT


def counted(environment: dict[str, str], paths: list[str]) -> dict[str, int]:
    """The numbers by path, counted in a process of that environment."""
    command = [sys.executable, "-m", "bench.count_queries", *paths]
    return json.loads(subprocess.check_output(command, env=environment, cwd=ROOT, text=True))
