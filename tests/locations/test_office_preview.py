"""Staff see an office's page before the public does."""

import pytest

from tests.factories import make_staff
from tests.locations.factories import make_location

pytestmark = pytest.mark.django_db


def test_an_office_that_is_not_public_yet_can_be_previewed(client):
    office = make_location(publish_from=None, slug="new", title="New office")
    client.force_login(make_staff(role="editor"))

    page = client.get(f"/admin/locations/location/{office.pk}/preview/").content.decode()
    assert "New office</h1>" in page
    assert "Preview: not public." in page
    assert 'content="noindex"' in page
