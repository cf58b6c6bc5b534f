"""Pages made ahead are sent only while they say what the content says."""

from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.db import OperationalError, ProgrammingError
from django.db.models.query import QuerySet
from django.utils import timezone

from clinic_site.preparing import Preparer
from publishing import release
from publishing.content_version import clock
from publishing.models import PreparedPage
from tests.factories import make_practice
from tests.pages.reading import forget_kept_pages
from tests.practice.library import make_announcement
from tests.treatments.complete import make_complete_treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADDRESS = "/treatments/mild/"
AHEAD = b"<p>made ahead</p>" * 40


@pytest.fixture
def treatment():
    make_practice()
    return make_complete_treatment(slug="mild", title="Mild")


@pytest.fixture
def made_ahead(treatment):
    """All pages are made ahead, and the treatment's own can be told from one made anew."""
    Preparer().make_missing()
    page = PreparedPage.objects.get(path=ADDRESS)
    page.body, page.brotli = AHEAD, brotli.compress(AHEAD)
    page.save()
    return page


def is_ahead(client, address=ADDRESS, **more):
    forget_kept_pages()
    response = client.get(address, **more)
    assert response.status_code == 200
    return response.content == AHEAD


def test_a_page_made_ahead_is_sent(client, made_ahead):
    assert is_ahead(client)


def test_it_costs_one_question(client, made_ahead, django_assert_num_queries):
    clock.version()

    with django_assert_num_queries(1):
        client.get(ADDRESS)


def test_it_has_every_header_of_a_page_made_anew(client, made_ahead):
    ahead = client.get(ADDRESS)
    PreparedPage.objects.all().delete()
    forget_kept_pages()
    anew = client.get(ADDRESS)

    assert ahead.content == AHEAD != anew.content
    own = ("Content-Length", "ETag")
    assert {name: value for name, value in ahead.items() if name not in own} == {
        name: value for name, value in anew.items() if name not in own
    }


@pytest.mark.parametrize("change", ["treatment", "another table"])
def test_not_after_content_has_changed(client, made_ahead, treatment, change):
    if change == "treatment":
        treatment.summary = "New words."
        treatment.save()
    else:
        make_announcement()

    assert not is_ahead(client)


def test_not_after_something_was_planned_to_appear(client, hands, treatment):
    make_announcement(publish_from=timezone.now() + timedelta(minutes=5), text="Closed for snow.")
    Preparer().make_missing()
    PreparedPage.objects.filter(path=ADDRESS).update(body=AHEAD)

    before = is_ahead(client)
    hands.forward(301)

    assert before
    assert not is_ahead(client)
    assert b"Closed for snow." in client.get(ADDRESS).content


@pytest.mark.parametrize("seconds", [-60, 24 * 3600])
def test_not_on_another_day_and_not_before_it_was_made(client, hands, made_ahead, seconds):
    made_ahead.made_at = timezone.now()
    made_ahead.save()
    hands.forward(seconds)

    assert not is_ahead(client)


def test_not_when_another_release_made_it(client, made_ahead):
    PreparedPage.objects.update(release="of yesterday")

    assert not is_ahead(client)


def test_not_while_templates_are_being_written(client, made_ahead, settings):
    settings.DEBUG = True

    assert not is_ahead(client)


def test_not_for_a_page_with_parameters_it_knows(client, made_ahead):
    PreparedPage.objects.filter(path="/treatments/").update(body=AHEAD)

    assert is_ahead(client, "/treatments/?utm_source=mail")
    assert not is_ahead(client, "/treatments/?area=leg")


def test_a_browser_gets_the_smaller_brotli_under_a_tag_of_its_own(client, made_ahead):
    ahead = client.get(ADDRESS, headers={"accept-encoding": "br"})
    plain = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"accept-encoding": "br", "if-none-match": ahead["ETag"]})

    assert ahead["Content-Encoding"] == "br"
    assert brotli.decompress(ahead.content) == AHEAD
    assert ahead["ETag"] != plain["ETag"]
    assert ahead["ETag"].endswith('-br-ahead"')
    assert again.status_code == 304


def question_fails_with(monkeypatch, error):
    really = QuerySet._fetch_all

    def fetch_all(query):
        if query.model is PreparedPage:
            raise error
        return really(query)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all)


def test_the_view_makes_the_page_when_the_question_finds_no_database(client, made_ahead, monkeypatch):
    question_fails_with(monkeypatch, OperationalError("server closed the connection"))

    assert not is_ahead(client)


def test_another_error_of_the_database_is_not_hidden(client, made_ahead, monkeypatch):
    question_fails_with(monkeypatch, ProgrammingError("no such table"))

    with pytest.raises(ProgrammingError):
        is_ahead(client)


def test_a_changed_template_is_another_release(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "requirements.lock").write_text("django==1\n")
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates" / "base.html"
    found = []

    for words in ("Call us", "Call 911", "Call us"):
        template.write_text(words)
        found.append(release.release.__wrapped__())

    assert found[0] == found[2] != found[1]


def test_the_code_of_our_apps_counts_and_that_of_others_does_not(settings):
    files = {path.relative_to(settings.BASE_DIR) for path in release._files()}
    names = {path.parts[0] for path in files}

    assert Path("locations/data/map.json") in files
    assert {"templates", "treatments", "clinic_site", "publishing", "requirements.lock"} <= names
    assert not names & {"tests", "var", ".venv", "scripts"}
