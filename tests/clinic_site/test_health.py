"""What a machine is told about the site's state."""

import pytest
from django.db import InterfaceError, OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from publishing import content_version
from tests.publishing.conftest import hands

__all__ = ["hands"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(params=[OperationalError, InterfaceError])
def database_away(request, monkeypatch):
    """Every query of this site fails from now on."""

    def fail(*args, **kwargs):
        raise request.param("the database is away")

    monkeypatch.setattr(content_version, "current_token", fail)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)


def test_a_process_that_answers_is_healthy(client):
    response = client.get("/healthz")

    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_process_is_healthy_without_its_database(client, database_away):
    assert client.get("/healthz").content == b"ok\n"


def test_a_site_with_every_migration_is_ready(client):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-store" in response["Cache-Control"]


def test_a_site_that_waits_for_a_migration_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="treatments").delete()

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations are waiting\n")


def test_a_site_without_its_database_is_not_ready(client, database_away):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


def test_static_files_are_served_without_the_database(settings, database_away):
    settings.WHITENOISE_USE_FINDERS = True

    response = Client().get("/static/css/site.css")

    assert response.status_code == 200
    response.close()


def test_a_missing_page_without_the_database_is_a_page_all_the_same(database_away):
    response = Client(raise_request_exception=False).get("/nothing/")

    assert response.status_code in (404, 500, 503)
    assert b"<h1" in response.content


def test_pages_kept_before_are_shown_while_the_database_is_away(client, hands, monkeypatch):
    before = client.get("/conditions/")

    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    hands.forward(60)

    assert client.get("/conditions/").content == before.content
