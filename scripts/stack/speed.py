"""How fast nginx hands out a kept page, beside the same bytes and headers as a file, in interleaved rounds."""

import os
import re
import shutil
import statistics
import subprocess
from pathlib import Path

from scripts.stack import systemctl
from scripts.stack.front import MILD
from scripts.stack.machine import Machine
from scripts.stack.nginx import AS_A_FILE, Nginx
from scripts.stack.report import Report
from scripts.stack.visitor import Visitor

ROUNDS = 11
SECONDS = 2
CONNECTIONS = 32
WRK = f"wrk --threads 1 --connections {CONNECTIONS} --duration {SECONDS}s --timeout 20s".split()
GOAL = 0.9
OF_THE_CLIENT, OF_NGINX = "requests a second", "requests a second of nginx's own processor time"
TICKS = os.sysconf("SC_CLK_TCK")


def missing_client() -> str:
    """A sentence when the program that asks is not there."""
    return "" if shutil.which(WRK[0]) else "wrk is missing (apt-get install wrk)"


def try_all(machine: Machine, nginx: Nginx, report: Report):
    if missing := missing_client():
        report.note(f"Speed: not measured, {missing}", True)
        return
    for unit, figures in kept_page(machine, nginx).items():
        # The client and whatever else runs here take their share of a second, but not of nginx's own.
        note(unit, figures, report, goal=GOAL if unit == OF_NGINX else 0)
    application(machine, nginx, report)


def kept_page(machine: Machine, nginx: Nginx) -> dict[str, dict[str, float]]:
    """Requests a second of the kept page and of the same bytes as a file, and the middle of the rounds' ratios."""
    page = Visitor(machine.https.port).get(MILD, Accept_Encoding="br")
    nginx.serve_as_a_file(page.body, page.headers)
    rounds = [{path: measured(machine, nginx, path) for path in (AS_A_FILE, MILD)} for _ in range(ROUNDS)]
    return {unit: compared(rounds, which) for which, unit in enumerate((OF_THE_CLIENT, OF_NGINX))}


def compared(rounds: list[dict[str, tuple[float, float]]], which: int) -> dict[str, float]:
    """The ratio is taken within each round, so that a busy minute hits both sides."""
    kept, as_a_file = ([one[path][which] for one in rounds] for path in (MILD, AS_A_FILE))
    ratios = [one / other for one, other in zip(kept, as_a_file, strict=True)]
    medians = [statistics.median(figures) for figures in (kept, as_a_file, ratios)]
    return dict(zip(("kept", "as_a_file", "ratio"), medians, strict=True))


def application(machine: Machine, nginx: Nginx, report: Report):
    """What nginx cannot keep, for docs/deploy.md: how fast the application makes it, and in how much memory."""
    for path in ("/search/?q=leg+pain", "/contact/"):
        speeds = [measured(machine, nginx, path)[0] for _ in range(3)]
        report.note(f"{path} made for each visitor, requests a second", True, f"{statistics.median(speeds):.0f}")
    for unit in ("clinic-web@blue", "clinic-web@green", "clinic-worker"):
        pid = systemctl.pid_of(unit, machine.folder)
        if systemctl.is_running(pid):
            report.note(f"Memory of {unit}", True, f"{megabytes(pid)} MB")


def megabytes(leader: int) -> int:
    """Of a process and its children; what they share is counted once."""
    children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
    sizes = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in (leader, *children)]
    return sum(int(re.search(r"^Pss:\s+(\d+)", size, re.MULTILINE).group(1)) for size in sizes) // 1024


def note(unit: str, figures: dict[str, float], report: Report, goal: float):
    seen = f"{figures['kept']:.0f} kept, {figures['as_a_file']:.0f} as a file, ratio {figures['ratio']:.2f}"
    report.note(f"The MILD page over TLS, {unit}", figures["ratio"] >= goal, seen + (f" (goal {goal})" if goal else ""))


def measured(machine: Machine, nginx: Nginx, path: str) -> tuple[float, float]:
    """Requests per second as the client counts them, and per second of processor time that nginx used."""
    Visitor(machine.https.port).get(path, Accept_Encoding="br")
    before = processor_seconds(nginx)
    said = subprocess.run(
        [*WRK, "--header", "Accept-Encoding: br", f"{machine.url}{path}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise ValueError(said)
    answered = int(re.search(r"(\d+) requests in", said).group(1))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), answered / (processor_seconds(nginx) - before)


def processor_seconds(nginx: Nginx) -> float:
    """User and system time of all of nginx's workers."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in nginx.workers()]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICKS
