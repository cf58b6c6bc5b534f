"""A small real site with a database of its own, and a backup of it, made once for all tests here."""

import os

import pytest

from scripts.backups.databases import set_up
from scripts.backups.trial import Site, new_site, patients

FILLED = """
import django
django.setup()
from appointments.models import Reception
from tests.locations.factories import make_location
Reception.objects.create(location=make_location(), email="office@example.org")
"""


@pytest.fixture(scope="session")
def beside(request, tmp_path_factory) -> str:
    """Where new databases are made: a folder, or the PostgreSQL of this run, set up as a server's."""
    if request.config.getoption("postgresql"):
        set_up(os.environ["DATABASE_URL"])
        return os.environ["DATABASE_URL"]
    return f"sqlite:///{tmp_path_factory.mktemp('databases')}/first.sqlite3"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="session")
def key(beside, folder):
    return folder / "key"


@pytest.fixture(scope="session")
def site(beside, folder, key) -> Site:
    """It has an office, and patients have sent requests with uploads."""
    told = new_site(beside, "nobody", folder).manage("make_backup_key", key).stdout
    site = new_site(beside, "site", folder, BACKUP_RECIPIENTS=told.rpartition("=")[2].strip())
    site.manage("migrate", "--verbosity", "0")
    site.run("-c", FILLED)
    with patients(site, 1):
        pass
    return site


@pytest.fixture(scope="session")
def backup(site, folder):
    """The file of one backup; no test changes it."""
    site.manage("backup", folder / "kept")
    (path,) = (folder / "kept").iterdir()
    return path


@pytest.fixture
def empty_site(beside, folder, request, site) -> Site:
    """Another machine with the same keys."""
    name = f"empty-{abs(hash(request.node.nodeid))}"
    return new_site(beside, name, folder, BACKUP_RECIPIENTS=site.environment["BACKUP_RECIPIENTS"])
