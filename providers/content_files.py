"""Reads the sample providers from providers/content/providers.toml."""

from datetime import timedelta
from pathlib import Path

import reversion
from django.db import transaction
from django.utils import timezone
from markdown_it import MarkdownIt

from locations.models import Language, Location
from providers.models import Provider
from publishing.content_files import read, save_checked
from treatments.models import Treatment

FILE = Path(__file__).parent / "content" / "providers.toml"
RELATED = ("locations", "treatments", "languages")
ROWS = ("credentials", "specialties", "education")
markdown = MarkdownIt("commonmark", {"html": False})


@transaction.atomic
def load_providers() -> int:
    """Adds the sample providers that are not there yet, each as one revision. Returns how many."""
    added = 0
    for data in read(FILE)["providers"]:
        if not Provider.objects.filter(slug=data["slug"]).exists():
            with reversion.create_revision():
                _add(data)
            added += 1
    return added


def _add(data: dict) -> None:
    keys = {name: data.pop(name) for name in (*RELATED, *ROWS, "licenses")}
    if "asked_days_ago" in data:
        data["accepting_checked_on"] = timezone.localdate() - timedelta(days=data.pop("asked_days_ago"))
    data["biography"] = markdown.render(data["biography"].strip()).strip()
    provider = save_checked(Provider(**data, publish_from=timezone.now()))
    provider.locations.set(Location.objects.filter(slug__in=keys["locations"]))
    provider.treatments.set(Treatment.objects.filter(slug__in=keys["treatments"]))
    provider.languages.set(Language.objects.filter(code__in=keys["languages"]))
    for state in keys["licenses"]:
        save_checked(provider.licenses.model(provider=provider, state=state))
    for name in ROWS:
        for position, row in enumerate(keys[name], start=1):
            save_checked(getattr(provider, name).model(provider=provider, position=position, **row))
