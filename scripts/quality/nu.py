"""The Nu HTML checker over every page and every stylesheet."""

import json
import subprocess
from pathlib import Path

from scripts.quality import site_pages
from scripts.quality.node_packages import NU

# Properties of current CSS specifications that Nu's list of properties does not have yet.
NEWER_THAN_NU = ("paint-order", "animation-timeline", "animation-range")


def problems(url: str, folder: Path) -> list[str]:
    """What Nu finds wrong, as "where, line: what"; errors and warnings both count."""
    names = save_pages(url, folder)
    names |= save_stylesheets(url, folder, names)
    command = ["java", "-jar", NU, "--format", "json", "--also-check-css", "--stdout", "--exit-zero-always", *names]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return [
        f"{names[Path(found['url'].removeprefix('file:'))]}, line {found.get('lastLine', '?')}: {found['message']}"
        for found in answer["messages"]
        if is_wrong(found)
    ]


def is_wrong(found: dict) -> bool:
    """Whether a message is an error or a warning, and not merely Nu being behind."""
    if any(f"Property “{name}” doesn't exist" in found["message"] for name in NEWER_THAN_NU):
        return False
    return found["type"] == "error" or found.get("subType") == "warning"


def save_pages(url: str, folder: Path) -> dict[Path, str]:
    """Every page as a file, with the path it came from."""
    names = {}
    for number, path in enumerate(site_pages.paths_of(url)):
        file = folder / f"{number}.html"
        file.write_text(site_pages.read(f"{url}{path}"))
        names[file] = path
    return names


def save_stylesheets(url: str, folder: Path, pages: dict[Path, str]) -> dict[Path, str]:
    """Every stylesheet that any of these pages uses, the same way."""
    names = {}
    for number, path in enumerate(sorted(set().union(*(site_pages.stylesheets_of(p.read_text()) for p in pages)))):
        file = folder / f"{number}.css"
        file.write_text(site_pages.read(f"{url}{path}"))
        names[file] = path
    return names
