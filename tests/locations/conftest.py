"""The gazetteer, loaded once for all tests of this folder."""

import pytest

from locations import gazetteer, states
from locations.models import GazetteerVersion, Place, PlaceName


@pytest.fixture(scope="session")
def loaded_gazetteer(django_db_setup, django_db_blocker):
    """What `load_gazetteer` leaves in the database, and in memory; taken away at the end."""
    with django_db_blocker.unblock():
        gazetteer.load()
        for state in (None, *states.SERVED):
            gazetteer.similar_names(state)
    yield gazetteer.DatabaseGazetteer()
    with django_db_blocker.unblock():
        for model in (PlaceName, Place, GazetteerVersion):
            model.objects.all().delete()
    gazetteer.similar_names.cache_clear()


@pytest.fixture
def places(loaded_gazetteer, db):
    """The gazetteer, for one test; loaded again when a test before it emptied the tables."""
    gazetteer.load()
    return loaded_gazetteer
