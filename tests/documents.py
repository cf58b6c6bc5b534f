"""Reads what README and docs/ name: paths, links, commands. For tests."""

import re
import subprocess
from functools import cache
from pathlib import Path

from scripts.packages import ROOT

FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)")
BREAKS = re.compile(r"[\s,;()|'\"]+")
IS_FILE = re.compile(r"[\w./-]*\w\.(py|md|css|js|html|toml|sql|ini|typ|txt)")


@cache
def tracked() -> list[str]:
    """Every file of the repository, by its path, those not added yet included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.check_output(command, cwd=ROOT, text=True).splitlines()
    return [path for path in listed if (ROOT / path).exists()]


def documents() -> list[str]:
    return [path for path in tracked() if path.endswith(".md")]


def spans(text: str) -> list[str]:
    """What stands as code: each line of a block, each piece between backticks."""
    lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
    return lines + [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", FENCED.sub("", text))]


def named_paths(text: str) -> list[str]:
    """Words of code that can only be files or folders of ours."""
    folders = {path.split("/")[0] for path in tracked() if "/" in path}
    words = [word.rstrip(".:…") for span in spans(text) for word in BREAKS.split(span)]
    ours = [word for word in words if "/" in word and word.split("/")[0] in folders and not re.search("[<>=:]", word)]
    return ours + [word for word in words if IS_FILE.fullmatch(word) and word not in ours and not word.startswith("/")]


def is_there(path: str, document: str = "README.md") -> bool:
    """Seen from the repository, from beside the document, or as the last part of a longer path."""
    seen = any(any(folder.glob(path)) for folder in (ROOT, (ROOT / document).parent))
    return seen or any(each.endswith(f"/{path}") for each in tracked())


def missing_links(text: str, folder: Path) -> list[str]:
    return [link for link in LINK.findall(text) if not (folder / link).exists()]


def make_targets(text: str) -> set[str]:
    """The words after `make` wherever it stands as code."""
    return {word for span in spans(text) for word in re.findall(r"(?:^|[\s:])make ([a-z][a-z-]*)", f" {span}")}


def managed(text: str) -> list[tuple[str, list[str]]]:
    """(command, its options) wherever `manage.py` stands as code."""
    lines = [span.split("#")[0] for span in spans(text)]
    found = [match for line in lines for match in re.findall(r"manage\.py ([a-z_]+)([^&|;]*)", line)]
    return [(command, re.findall(r"(?<=\s)--[a-z-]+", rest)) for command, rest in found]


def modules(text: str) -> set[str]:
    """What `python -m` runs, wherever it stands as code, and our other modules of commands."""
    found = {name for span in spans(text) for name in re.findall(r"python3? -m ([\w.]+)", span)}
    return found | {name for span in spans(text) for name in re.findall(r"(?:^|[\s…])(scripts\.\w+)", span)}
