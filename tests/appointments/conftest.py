"""An office, somebody of its front desk, and that person's browser."""

import pytest

from tests.appointments.factories import make_front_desk
from tests.locations.factories import make_location


@pytest.fixture
def office():
    return make_location()


@pytest.fixture
def user(office):
    return make_front_desk(office)


@pytest.fixture
def desk(client, user):
    client.force_login(user)
    return client
