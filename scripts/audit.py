"""`make audit`: known weaknesses of every package of the locks. What could not be looked up counts as a failure."""

import json
import subprocess
import tempfile

from scripts.console import Stop, run_command, say
from scripts.locks import Pin, lock_of, pins, plain
from scripts.packages import PYTHON, ROOT

LISTS = ("requirements-dev.txt", "requirements-uv.txt")  # the first includes requirements.txt
COMMAND = [PYTHON, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
AS_THEY_STAND = ["--no-deps", "--disable-pip", "-r"]
MOST_SAID = 600


def main() -> int:
    answer = ask(locked())
    looked_at = packages_of(answer.stdout)
    if not looked_at:
        raise Stop(f"Nothing could be looked up, so nothing is known.\n{answer.stderr[-MOST_SAID:].strip()}")
    problems = [*unknown(looked_at, locked()), *weaknesses(looked_at)]
    if answer.returncode and not problems:
        problems = [answer.stderr[-MOST_SAID:].strip() or f"pip-audit ended with {answer.returncode}"]
    for problem in problems:
        say(f"  {problem}")
    say(f"{len(looked_at)} packages, {len(problems)} problems")
    return 1 if problems else 0


def ask(wanted: set[Pin]) -> subprocess.CompletedProcess:
    """pip-audit's answer; asked without the locks' conditions, or it would pass over other systems' packages."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{pin.name}=={pin.version}\n" for pin in sorted(wanted))
        file.flush()
        return subprocess.run([*COMMAND, *AS_THEY_STAND, file.name], cwd=ROOT, capture_output=True, text=True)


def packages_of(text: str) -> list[dict]:
    """What pip-audit has to say about each package; empty when it says nothing that can be read."""
    try:
        return json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return []


def unknown(looked_at: list[dict], wanted: set[Pin]) -> list[str]:
    """Packages that were passed over, and pins that were not among those looked at."""
    skipped = [f"{each['name']}: not looked up: {each['skip_reason']}" for each in looked_at if "skip_reason" in each]
    seen = {(plain(each["name"]), each.get("version")) for each in looked_at}
    told = {plain(each["name"]) for each in looked_at if "skip_reason" in each}
    missed = [pin for pin in sorted(wanted) if (pin.name, pin.version) not in seen and pin.name not in told]
    return [*skipped, *(f"{pin.name}: not looked up: no answer about {pin.version}" for pin in missed)]


def weaknesses(looked_at: list[dict]) -> list[str]:
    return [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for each in looked_at
        for found in each.get("vulns", [])
    ]


def locked() -> set[Pin]:
    """All that `make run`, `make test` and `make serve` install, here or on another system."""
    return {pin for name in LISTS for pin in pins((ROOT / lock_of(name)).read_text())}


if __name__ == "__main__":
    run_command(main)
