"""`systemctl` for the trial: starts and ends what the units of deploy/systemd say, in their environment alone."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

SECONDS_TO_END = 40


def main():
    verb, *words = sys.argv[1:]
    units = [word.removesuffix(".service") for word in words if not word.startswith("--")]
    verbs = {"start": start, "stop": stop, "restart": restart, "show": show, "enable": remember, "disable": remember}
    sys.exit(max(verbs[verb](unit) or 0 for unit in units))


def folder() -> Path:
    return Path(os.environ["STACK_FOLDER"])


def described(unit: str) -> dict[str, list[str]]:
    """The unit file's settings; `clinic-web@blue` stands in `clinic-web@.service`, with %i for blue."""
    name, _, instance = unit.partition("@")
    path = folder() / "units" / (f"{name}@.service" if instance else f"{name}.service")
    settings: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", path.read_text(), re.MULTILINE):
        settings.setdefault(key, []).append(value.replace("%i", instance))
    return settings


def start(unit: str) -> int:
    if is_running(pid_of(unit)):
        return 0
    settings = described(unit)
    environment = dict(value.split("=", 1) for value in settings.get("Environment", []))
    with (folder() / "log" / f"{unit}.log").open("ab") as log:
        process = subprocess.Popen(
            shlex.split(settings["ExecStart"][0]),
            cwd=settings["WorkingDirectory"][0],
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    if settings["Type"] == ["oneshot"]:
        return process.wait()
    pid_file(unit, folder()).write_text(str(process.pid))
    return 0


def stop(unit: str) -> int:
    pid = pid_of(unit)
    if not is_running(pid):
        return 0
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + SECONDS_TO_END
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    if is_running(pid):
        os.killpg(pid, signal.SIGKILL)
        return 1
    return 0


def restart(unit: str) -> int:
    return stop(unit) or start(unit)


def show(unit: str) -> None:
    """The one property that deploy/release asks for: MainPID."""
    print(pid_of(unit) or 0)


def remember(unit: str) -> None:
    """What starts with the machine does not matter here."""


def pid_file(unit: str, of: Path) -> Path:
    return of / "units" / f"{unit}.pid"


def pid_of(unit: str, of: Path | None = None) -> int | None:
    path = pid_file(unit, of or folder())
    return int(path.read_text()) if path.exists() else None


def is_running(pid: int | None) -> bool:
    """Not when it has ended and merely nobody has taken notice."""
    try:
        return pid is not None and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    main()
