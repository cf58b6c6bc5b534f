"""The demo content, loaded once for all tests of a module; what a test changes is undone after it."""

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def loaded_content(django_db_setup, django_db_blocker):
    """The content of `make run`. Tests that use it need the django_db mark too."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo_content", verbosity=0)
        yield
        transaction.set_rollback(True)
