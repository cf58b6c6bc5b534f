"""Words of the guide's document as HTML."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SCHEMES = ("/", "#", "https:", "http:", "tel:", "mailto:")


@register.filter
def as_html(runs: list[dict]) -> SafeString:
    """A text, which is a list of runs, with its links, stress and line breaks."""
    return mark_safe("".join(run_html(run) for run in runs))  # nosec B308, B703: each run is escaped


def run_html(run: dict) -> SafeString:
    html = mark_safe(conditional_escape(run["text"]).replace("\n", "<br>"))  # nosec B308, B703: it is escaped first
    for name, tag in (("strong", "strong"), ("emphasis", "em")):
        if run.get(name):
            html = format_html("<{0}>{1}</{0}>", mark_safe(tag), html)  # nosec B308, B703: one of our two tags
    if run.get("language"):
        html = format_html('<span lang="{}" dir="auto">{}</span>', run["language"], html)
    if run.get("href", "").startswith(SCHEMES):
        return format_html('<a href="{}">{}</a>', run["href"], html)
    return html


@register.simple_tag
def item(blocks: list[dict], level: int) -> SafeString:
    """What stands in a list item or an answer: words alone, as most do, or blocks."""
    if len(blocks) == 1 and blocks[0]["kind"] == "paragraph":
        return as_html(blocks[0]["text"])
    return render_to_string("pages/includes/guide_blocks.html", {"blocks": blocks, "level": level})


@register.filter
def drawing(block: dict) -> SafeString:
    """A figure as the page draws it; our own templates made it."""
    return mark_safe(block["on_screen"])  # nosec B308, B703


@register.filter
def step(level: int, further: int) -> int:
    """A heading's level on the page, where the title is the first."""
    return level + further


@register.filter
def chapters(sections: list[dict]) -> list[dict]:
    """Sections of the first level that can be linked to, each with the linkable ones under it as `parts`."""
    found = []
    for section in sections:
        if "id" in section and section["level"] == 1:
            found.append({"section": section, "parts": []})
        elif "id" in section and found:
            found[-1]["parts"].append(section)
    return found
