"""Makes one of the site's drawings, which take their looks from the page, a figure that stands by itself in print."""

import re
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings

STYLESHEET = settings.BASE_DIR / "static" / "css" / "drawings.css"
FONT = "Source Sans 3"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BRANCH = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
TONE = re.compile(r"(--drawing-[\w-]+):\s*([^;]+);")
RULE = re.compile(r"(\.(?:drawing|d-)[^{]*)\{([^{}]*)\}")
USED_TONE = re.compile(r"var\((--[\w-]+)\)")
NAMED_PART = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
OPENING = re.compile(r"<svg\b")


def figure_of(svg: str, caption: list[dict] | None = None) -> dict:
    """The block for a drawing as the site draws it. Its own title and description are the alternative text."""
    spoken = [unescape(" ".join(words.split())) for _, words in NAMED_PART.findall(svg)]
    alone = NAMED_PART.sub("", svg).strip()
    styled = re.sub(r"(<svg\b[^>]*>)", lambda tag: f"{tag[1]}<style>{looks(STYLESHEET)}</style>", alone, count=1)
    block = {
        "kind": "figure",
        "svg": OPENING.sub(f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}"', styled, count=1),
        "alt": ". ".join(words.rstrip(".") for words in spoken if words) + "." if any(spoken) else "",
    }
    return block | ({"caption": caption} if caption else {})


@cache
def looks(stylesheet: Path) -> str:
    """The drawings' rules with every tone written out, in daylight colors: a printed guide has no dark scheme."""
    daylight = BRANCH.sub("", COMMENT.sub("", stylesheet.read_text(encoding="utf-8")))
    tones = dict(TONE.findall(daylight))
    rules = [(selector.strip(), body) for selector, body in RULE.findall(daylight)]
    return " ".join(f"{selector} {{{USED_TONE.sub(lambda tone: tones[tone[1]], body)}}}" for selector, body in rules)
