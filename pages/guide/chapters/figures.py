"""The site's drawings as figures: one form for paper, one for the screen."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.guide.blocks import runs_of
from pages.guide.drawings import figure_of
from treatments.drawings import Drawing

CANALS = (Drawing.CANAL_OPEN, Drawing.CANAL_NARROWED, Drawing.CANAL_DECOMPRESSED)


def figure(svg: str, caption: str = "") -> dict:
    """A figure of a drawing as the site draws it; `on_screen` is what a page shows."""
    return figure_of(svg, runs_of(caption) or None) | {"on_screen": svg}


def drawings(name: str, caption: str = "") -> list[dict]:
    """The figures of a drawing that staff chose by its name; the three canals stand side by side."""
    if not name:
        return []
    if name == Drawing.CANAL_COMPARED:
        canals = zip(CANALS, canal_words(), strict=True)
        return [{"kind": "row", "items": [[drawn(canal, words, get_language(), "row-")] for canal, words in canals]}]
    return [drawn(name, caption, get_language())]


def canal_words() -> list[str]:
    return [
        _("Open canal. The nerves have room."),
        _("Narrowed canal (stenosis). The nerves are squeezed."),
        _("After decompression. The nerves have more room again."),
    ]


@cache
def drawn(name: str, caption: str, language: str, place: str = "") -> dict:
    """`place` keeps the ids of a drawing in a row apart from those of the same drawing alone."""
    svg = render_to_string(f"treatments/drawings/{name}.svg", {"place": f"guide-{place}"})
    return figure(svg.strip(), caption)


def shown_once(sections: list[dict]) -> list[dict]:
    """The same sections; a drawing, or a row of drawings, that came before is not shown again."""
    seen = set()
    return [part | {"blocks": without_seen(part["blocks"], seen)} for part in sections]


def without_seen(blocks: list[dict], seen: set[str]) -> list[dict]:
    kept = []
    for block in blocks:
        picture = picture_of(block)
        if block["kind"] == "numbered":
            block = block | {"items": [without_seen(item, seen) for item in block["items"]]}
        if not picture or picture not in seen:
            kept.append(block)
        seen.add(picture)
    return kept


def picture_of(block: dict) -> str:
    """What a block shows, if it is a figure or a row of figures; else nothing."""
    if block["kind"] == "row":
        return "".join(picture_of(inner) for item in block["items"] for inner in item)
    return block["svg"] if block["kind"] == "figure" else ""
