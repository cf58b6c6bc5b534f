"""Every test begins with nothing counted."""

import pytest

from clinic_site.watching.tally import tally


@pytest.fixture(autouse=True)
def nothing_counted():
    tally.forget()
    yield
    tally.forget()
