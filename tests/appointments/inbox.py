"""Reading the inbox's pages in tests, and who did what."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import AccessRecord
from tests.pages.reading import parse


def page(client, address: str):
    """The page at an address of the inbox, which has to be there."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return parse(response.content.decode())


def references(response) -> list[str]:
    """The references in a list, in its order."""
    found = parse(response.content.decode()).main.all("a", **{"class": "rows__reference"})
    return [link.text.replace("-", "") for link in found]


def records(action: str) -> list[tuple[str, str, str]]:
    """(who, reference, detail) of every record of that action, the oldest first."""
    rows = AccessRecord.objects.filter(action=action).order_by("pk")
    return [(row.by.username if row.by else "", row.reference, row.detail) for row in rows]


def seen(sending) -> str:
    """What the hidden field of a form holds while nobody else has changed the status or the office."""
    return f"{getattr(sending, 'location_id', '')}/{sending.status_changed_at.isoformat()}"


def assign_seen(sending) -> str:
    """The same for the form that says who takes care."""
    return f"{getattr(sending, 'location_id', '')}/{sending.assigned_to_id or ''}"


def queries(client, address: str) -> int:
    """How many the page takes, without the look at the content's version, which every process takes once a second."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum("publishing_contentversion" not in query["sql"] for query in captured)
