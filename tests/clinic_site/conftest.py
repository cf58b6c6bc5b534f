"""Nobody's code counts as used because another test used it."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_used_codes():
    cache.clear()
