"""Requests are counted by the name of their address, never by what somebody asked for."""

import json

import pytest
from django.db import OperationalError

from clinic_site.watching.tally import tally
from publishing.page_cache import pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/treatments/?q=xanthippe", "treatments:treatment_list", "2xx"),
        ("/treatments/xanthippe-quill/", "treatments:treatment_detail", "4xx"),
        ("/xanthippe/", "unknown", "4xx"),
        ("/admin/auth/user/xanthippe/change/", "admin", "3xx"),
        ("/static/xanthippe.css", "static", "4xx"),
        ("/appointments/manage/xanthippe/", "appointments:manage_request", "4xx"),
    ],
)
def test_a_request_counts_under_its_route(client, path, route, status):
    client.get(path)

    assert tally.counts("requests") == {(route, status): 1}
    assert list(tally.times("request_seconds")) == [(route,)]
    assert "xanthippe" not in json.dumps(tally.as_saved())


def test_a_page_from_memory_is_a_hit_and_no_request(client):
    client.get("/conditions/")
    before = pages.hits

    client.get("/conditions/")

    assert pages.hits == before + 1
    assert tally.counts("requests") == {("treatments:condition_list", "2xx"): 1}


def test_a_page_that_breaks_counts_as_broken(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    client.raise_request_exception = False
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)

    client.get("/conditions/")

    assert sum(tally.counts("requests").values()) == 1
    assert ("treatments:condition_list", "5xx") in tally.counts("requests")


def test_the_figures_are_no_page_of_the_site(client):
    assert client.get("/metrics").status_code == 404
