"""Schema.org descriptions that every published page shares."""

from html import unescape

from django.utils import timezone
from django.utils.html import strip_tags

from publishing.addresses import absolute


def plain(rich_text: str) -> str:
    """The words of rich text on one line."""
    return " ".join(unescape(strip_tags(rich_text.replace("<", " <"))).split())


def page(published, *, about: dict) -> dict:
    """A MedicalWebPage for that content, with its review if there was one."""
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": published.title,
        "description": published.summary,
        "url": absolute(published.get_absolute_url()),
        "dateModified": timezone.localdate(published.updated_at).isoformat(),
        "about": about,
    }
    if published.reviewed_on:
        data["lastReviewed"] = published.reviewed_on.isoformat()
        data["reviewedBy"] = {"@type": "Person", "name": published.reviewed_by}
    return data


def breadcrumbs(steps: list[tuple[str, str]]) -> dict:
    """A BreadcrumbList of (name, path) steps, from the home page down."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": str(name), "item": absolute(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }
