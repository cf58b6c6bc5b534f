"""What all tests share: plain static files, quick passwords, no page remembered from the test before."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from publishing import remembered
from publishing.content_version import clock
from publishing.page_cache import pages

QUICK_AND_PLAIN = {
    "STORAGES": {
        "default": {"BACKEND": "publishing.whole_files.WholeFiles"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "WHITENOISE_AUTOREFRESH": True,  # nothing is collected before the tests
}


# A busy machine is no mistake of ours.
hypothesis_settings.register_profile("without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("without a clock")


@pytest.fixture(scope="session", autouse=True)
def quick_and_plain():
    with override_settings(**QUICK_AND_PLAIN):
        yield


@pytest.fixture(scope="session", autouse=True)
def looks_only_when_told():
    """On a busy machine the clock's look at the content's version would fall into a page whose queries are counted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "seconds_between_looks", 3600)
        yield


@pytest.fixture(scope="session", autouse=True)
def database_asked_for(request):
    """Nothing that was meant for PostgreSQL runs on SQLite in silence."""
    wanted = "postgresql" if request.config.getoption("postgresql") else "sqlite"
    assert connection.vendor == wanted


@pytest.fixture(autouse=True)
def no_remembered_pages():
    for forget in (pages.drop_all, clock.forget, remembered.forget):
        forget()
    yield
    for forget in (pages.drop_all, clock.forget, remembered.forget):
        forget()


@pytest.fixture
def demo_content(db):
    """The content of `make run`."""
    call_command("load_demo_content", verbosity=0)
