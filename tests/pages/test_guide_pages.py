"""The guide as a page and as a file: filters, downloads, answers to who has it already, and what happens without a PDF."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from pages.guide import editions
from pages.guide.making import served
from pages.guide.scope import Scope
from tests.factories import make_condition, make_practice, make_red_flag, make_treatment
from tests.locations.factories import make_location
from tests.pages.guide_storage import storage
from tests.pages.reading import forget_kept_pages, read
from tests.treatments.complete import make_complete_condition, make_complete_treatment

__all__ = ["storage"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


def fails(*args, **kwargs):
    raise OSError("The disk is gone.")


def test_the_page_reads_as_a_booklet_with_contents_that_lead_everywhere(client):
    make_practice()
    make_condition(slug="sciatica", title="Sciatica")
    make_treatment(slug="block", title="Nerve block")

    page = read(client, "/guide/")

    contents = page.one("nav", id="contents")
    assert "#condition-sciatica" in contents.links
    assert "#treatment-block" in contents.links
    assert all(page.all(id=link[1:]) for link in contents.links)
    assert page.one("h1").text == "Your guide to our care"


def test_the_page_and_the_file_say_the_same_in_the_same_order(client):
    make_practice()
    make_red_flag(text="You cannot speak")
    make_complete_treatment(title="Nerve block")
    make_complete_condition(title="Sciatica")

    headings = [words for _level, words in read(client, "/guide/").main.headings]

    expected = ["Welcome", "Call us", "What may cause your pain", "Sciatica", "What can be done", "Nerve block"]
    places = [headings.index(words) for words in expected]
    assert places == sorted(places)


def test_every_kind_of_block_is_shown(client):
    make_practice()
    make_location(slug="elm", title="Elm office")
    make_complete_treatment(slug="block", drawing="canal_compared")

    whole, handout = read(client, "/guide/").main, read(client, "/guide/?treatment=block").main

    assert len(whole.all("svg", role="img")) == 4
    assert whole.one("section", id="office-elm").all("dt")
    assert handout.one("section", id="what-happens").all("li")[0].text.startswith("We greet you")
    assert [card.attributes["data-urgency"] for card in handout.all(data_urgency=True)] == [
        "emergency",
        "today",
        "routine",
    ]


def test_words_of_the_database_are_never_read_as_markup(client):
    make_practice(home_lead="<script>alert(1)</script> & more")

    page = read(client, "/guide/").main

    assert "<script>alert(1)</script> & more" in page.text


def test_a_state_narrows_the_page(client):
    make_location(title="Frederick office")
    make_location(title="York office", state="PA")

    page = read(client, "/guide/?state=PA").main

    assert "York office" in page.text
    assert "Frederick office" not in page.text
    assert "/guide.pdf?state=PA" in page.links


@pytest.mark.parametrize("parameters", [{"state": "ZZ"}, {"treatment": "nothing"}, {"state": "' OR 1=1"}])
def test_what_we_do_not_know_is_said_and_everything_is_shown(client, parameters):
    make_location(title="Frederick office")

    page = read(client, f"/guide/?{urlencode(parameters)}").main

    assert "This is the" in page.text
    assert "Frederick office" in page.text
    assert "/guide.pdf" in page.links


@pytest.mark.parametrize("query", ["state=ZZ", "treatment=nothing", "state=MD&treatment=nothing"])
def test_there_is_no_file_of_what_we_do_not_know_but_a_page_that_says_so(client, query):
    response = client.get(f"/guide.pdf?{query}", follow=True)

    assert response.redirect_chain == [(f"/guide/?{query}", 302)]
    assert "We do not" in response.text
    assert editions.names() == []


def test_a_page_for_what_we_do_not_know_fills_no_memory(client, monkeypatch):
    kept = []
    monkeypatch.setattr("publishing.page_cache.pages.keep", lambda request, *rest: kept.append(request.GET.urlencode()))

    for query in ("state=ZZ", "treatment=nothing", "state=MD"):
        client.get(f"/guide/?{query}")

    assert kept == ["state=MD"]


def test_a_state_in_small_letters_is_that_state(client):
    make_practice()

    assert client.get("/guide/?state=md").text == client.get("/guide/?state=MD").text
    assert "We do not" not in client.get("/guide/?state=md").text


def test_others_keep_the_file_no_longer_than_what_it_says_holds(client):
    make_treatment(slug="block", publish_until=timezone.now() + timedelta(seconds=20))

    response = client.get("/guide.pdf")

    seconds = int(response.headers["Cache-Control"].rpartition("=")[2])
    assert 0 < seconds <= 20


def test_the_page_tells_size_and_pages_of_the_file_once_there_is_one(client):
    make_practice()
    assert "pages)" not in read(client, "/guide/").main.text

    client.get("/guide.pdf")

    edition = editions.latest("whole")[0]
    assert f"{edition.pages} pages)" in read(client, "/guide/").main.text


def test_a_page_whose_file_is_being_made_is_kept_for_a_moment_only(client):
    make_practice()

    waiting = client.get("/guide/")
    served(Scope())
    forget_kept_pages()
    ready = client.get("/guide/")

    assert waiting["CDN-Cache-Control"].startswith("public, max-age=1")
    assert ready["CDN-Cache-Control"].startswith("public, max-age=60")


def test_the_file_is_shown_in_the_browser_under_a_name_that_tells_what_it_is(client):
    make_treatment(slug="block")

    response = client.get("/guide.pdf?state=MD&treatment=block")

    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="guide-block-md.pdf"'
    assert response["Content-Language"] == "en-US"
    assert response["Content-Length"] == str(len(response.content))
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert not response.cookies


def test_who_has_the_file_already_is_told_so(client):
    make_practice()
    first = client.get("/guide.pdf")

    again = client.get("/guide.pdf", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_another_edition_has_another_tag(client):
    make_treatment(slug="block", summary="Old words.")
    address = "/guide.pdf?treatment=block"
    first = client.get(address)

    editions.store("treatment-block", "new", editions.timezone.now(), b"%PDF /Type/Pages/Count 1 new")

    second = client.get(address, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]


def test_asking_for_the_head_alone_gives_no_content(client):
    make_practice()

    response = client.head("/guide.pdf")

    assert response.content == b""
    assert int(response["Content-Length"]) > 1000


def test_a_form_cannot_be_sent_to_the_file(client):
    assert client.post("/guide.pdf").status_code == 405


@pytest.mark.parametrize("broken", ["listdir", "open", "save"])
def test_without_storage_the_reader_is_led_to_the_page(client, monkeypatch, broken):
    make_practice()
    if broken == "open":
        served(Scope())
    monkeypatch.setattr(default_storage, broken, fails)

    page = read(client, "/guide.pdf", status=503).main

    assert "/guide/" in page.links
    assert "not ready" in page.one("h1").text


def test_an_answer_without_a_file_says_when_to_try_again_and_is_not_kept(client, monkeypatch):
    make_treatment(slug="block")
    monkeypatch.setattr(default_storage, "listdir", fails)

    response = client.get("/guide.pdf?treatment=block")

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "private, no-store"
    assert 'href="/guide/?treatment=block"' in response.content.decode()


def test_without_storage_the_page_is_whole(client, monkeypatch):
    make_practice()
    monkeypatch.setattr(default_storage, "listdir", fails)

    page = read(client, "/guide/").main

    assert page.one("section", id="welcome")
    assert "/guide.pdf" in page.links


def test_a_site_without_content_has_a_guide_and_a_file(client):
    page = read(client, "/guide/")

    assert page.one("h1").text
    assert "None" not in page.main.text
    assert client.get("/guide.pdf").content.startswith(b"%PDF")


def test_serving_the_file_asks_the_database_only_for_the_treatment(client, django_assert_num_queries):
    make_treatment(slug="block")
    client.get("/guide.pdf?state=MD")
    client.get("/guide.pdf?treatment=block")

    with django_assert_num_queries(0):
        client.get("/guide.pdf?state=MD")
    with django_assert_num_queries(1):
        client.get("/guide.pdf?treatment=block")


def test_more_content_asks_the_database_no_more(client, django_assert_max_num_queries):
    make_practice()
    for number in range(3):
        make_complete_treatment(
            slug=f"t{number}", title=f"T {number}", conditions=[make_complete_condition(title=f"C {number}")]
        )
        make_location()
    forget_kept_pages()

    with django_assert_max_num_queries(80):
        client.get("/guide/")


def test_the_guide_is_found_from_the_front_page_the_foot_and_each_treatment(client):
    make_practice()
    treatment = make_treatment(slug="block")

    home, page = read(client, "/"), read(client, treatment.get_absolute_url())

    assert "/guide/" in home.main.links
    assert "/guide/" in home.one("footer").links
    assert "/guide.pdf?treatment=block" in page.main.links
