"""The configuration of deploy/nginx as tests read it: its text, and its maps as functions."""

import re
from collections.abc import Callable

from scripts.stack.machine import DEPLOY

FOLDER = DEPLOY / "nginx"
ENTRY = re.compile(r'^\s+("(?:[^"]*)"|\S+)\s+(\S+);\s*$', re.MULTILINE)


def text_of(name: str) -> str:
    """One file without its remarks."""
    return re.sub(r"(?m)^\s*#.*$|\s#\s.*$", "", (FOLDER / name).read_text())


def everything() -> str:
    return "\n".join(text_of(str(path.relative_to(FOLDER))) for path in sorted(FOLDER.rglob("*.conf")))


def map_of(variable: str) -> Callable[[str], str]:
    """What nginx makes of a value: exact entries first, then the patterns in their order, then the default."""
    body = re.search(rf"map \$\w+ \${variable} \{{\n(.*?)^\}}", everything(), re.DOTALL | re.MULTILINE).group(1)
    entries = [(key.strip('"'), value.strip('"')) for key, value in ENTRY.findall(body)]

    def mapped(value: str) -> str:
        exact = [result for key, result in entries if key == value and not key.startswith("~")]
        matching = (found for key, result in entries if (found := _matched(key, result, value)) is not None)
        return exact[0] if exact else next(matching, dict(entries)["default"])

    return mapped


def _matched(key: str, result: str, value: str) -> str | None:
    """The result of a pattern that the value fits, with its named parts filled in."""
    pattern = re.match(r"~(\*?)(.*)", key)
    found = pattern and re.search(_python(pattern[2]), value, re.IGNORECASE if pattern[1] else 0)
    return re.sub(r"\$(\w+)", lambda named: found.groupdict().get(named[1], named[0]), result) if found else None


def _python(pattern: str) -> str:
    return pattern.replace("(?<", "(?P<")
