"""Fills the site with one treatment from our content file, a menu, offices and providers."""

import json
import tomllib
from pathlib import Path

from django.core.management import BaseCommand
from wagtail.models import Site

from care.models import OfficePage, ProviderPage, TreatmentPage

STEPS_IN_THE_MENU = 12
NOT_IN_THE_BODY = ("title", "summary")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        content = tomllib.loads(options["file"].read_text())
        root = Site.objects.get(is_default_site=True).root_page
        for number in range(6):
            root.add_child(instance=OfficePage(title=f"Office {number}", address="1 Main Street", phone="301-555-0100"))
            root.add_child(instance=ProviderPage(title=f"Provider {number}", role="Pain medicine"))
        for number in range(STEPS_IN_THE_MENU):
            root.add_child(instance=TreatmentPage(title=f"Treatment {number}", summary="One.", show_in_menus=True))
        body = json.dumps([{"type": kind, "value": value} for kind, value in blocks(content)])
        root.add_child(
            instance=TreatmentPage(title=content["title"], slug="care", summary=content["summary"], body=body)
        )


def blocks(content: dict):
    """(kind, raw value) of each block: a heading for each entry of the file, then its words."""
    for name, value in content.items():
        if name not in NOT_IN_THE_BODY:
            yield "heading", name.replace("_", " ").capitalize()
            yield from parts(value)


def parts(value):
    """Texts, lists of texts, and lists of rows, wherever they stand in it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, str):
        yield "text", rich(value)
    elif any(isinstance(item, dict) for item in value):
        yield "rows", [row(item) for item in value]
    else:
        yield "list", value


def row(item: dict | str) -> dict[str, str]:
    title, *others = map(str, item.values()) if isinstance(item, dict) else (item,)
    return {"title": title, "text": rich("\n\n".join(others))}


def rich(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
