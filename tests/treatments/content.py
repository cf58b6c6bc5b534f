"""The demo content's files as data and as plain sentences, without any database."""

import re
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "treatments" / "content"
FILES = sorted(FOLDER.glob("*/*.toml"))
NOT_SENTENCES = {"title", "short_title", "group", "drawing", "search_title", "other_names", "conditions", "areas"}


def load(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """The file as pytest names it: treatments/joint-injection."""
    return f"{path.parent.name}/{path.stem}"


def texts(value) -> list[str]:
    """Every text inside, in order."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in inner for text in texts(item)]


def plain(markdown: str) -> str:
    """Markdown as it is read: link words without addresses, list lines without marks."""
    words = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"^\s*(?:-|\d+\.)\s+", "", re.sub(r"[*#]", "", words), flags=re.MULTILINE)


def sentences(data: dict) -> list[str]:
    """What a reader reads, each ending in a full stop; a line of a list is a sentence."""
    read = [text for key, value in data.items() if key not in NOT_SENTENCES for text in texts(value)]
    lines = [line.strip() for text in read for line in plain(text).splitlines() if line.strip()]
    parts = [part for line in lines for part in re.split(r"(?<=[.?!])\s+", line)]
    return [part if part[-1] in ".?!" else f"{part}." for part in parts]
