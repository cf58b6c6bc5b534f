"""`make audit`: known weaknesses of every installed package. What could not be looked up counts as a failure."""

import json
import re
import subprocess

from scripts.console import Stop, run_command, say
from scripts.packages import PYTHON, ROOT

COMMAND = [PYTHON, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.M)
MOST_SAID = 600


def main() -> int:
    answer = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True)
    looked_at = packages_of(answer.stdout)
    if not looked_at:
        raise Stop(f"Nothing could be looked up, so nothing is known.\n{answer.stderr[-MOST_SAID:].strip()}")
    problems = [*unknown(looked_at), *weaknesses(looked_at)]
    if answer.returncode and not problems:
        problems = [answer.stderr[-MOST_SAID:].strip() or f"pip-audit ended with {answer.returncode}"]
    for problem in problems:
        say(f"  {problem}")
    say(f"{len(looked_at)} packages, {len(problems)} problems")
    return 1 if problems else 0


def packages_of(text: str) -> list[dict]:
    """What pip-audit has to say about each package; empty when it says nothing that can be read."""
    try:
        return json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return []


def unknown(looked_at: list[dict]) -> list[str]:
    """Packages that were passed over, and pins that were not among those looked at."""
    skipped = [f"{each['name']}: not looked up: {each['skip_reason']}" for each in looked_at if "skip_reason" in each]
    seen = {plain(each["name"]) for each in looked_at}
    return [*skipped, *(f"{name}: not looked up: it is not installed" for name in sorted(pins() - seen))]


def weaknesses(looked_at: list[dict]) -> list[str]:
    return [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for each in looked_at
        for found in each.get("vulns", [])
    ]


def pins() -> set[str]:
    """The packages named in the requirements files."""
    texts = [path.read_text() for path in sorted(ROOT.glob("requirements*.txt"))]
    return {plain(name) for text in texts for name in PINNED.findall(text)}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    run_command(main)
