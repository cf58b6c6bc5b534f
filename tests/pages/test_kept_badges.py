"""A kept page loses a claim at the midnight after its last day, without anybody's doing."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_practice
from tests.locations.factories import make_location
from tests.practice.ledger import make_claim

pytestmark = pytest.mark.django_db

WORDS = "Zyxwvut promise"


@pytest.fixture
def seconds_left(hands):
    """Seconds until midnight, when the last day of the claim is over."""
    make_practice()
    make_location(slug="frederick", state="MD")
    make_claim(text=WORDS, in_force_until=timezone.localdate())
    midnight = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))
    return (midnight - timezone.now()).total_seconds()


@pytest.mark.parametrize("address", ["/", "/locations/maryland/", "/locations/frederick/"])
def test_a_kept_page_loses_the_claim_on_time(client, hands, seconds_left, address):
    said = []
    for seconds in (0, seconds_left - 1, 1):
        hands.forward(seconds)
        said.append(WORDS in client.get(address).content.decode())

    assert said == [True, True, False]


def test_nobody_else_is_told_to_keep_it_longer(client, hands, seconds_left):
    hands.forward(seconds_left - 10)

    response = client.get("/")

    assert WORDS in response.content.decode()
    assert response.headers["Cache-Control"].endswith(("s-maxage=10", "s-maxage=9"))
