"""The search page: what is found and marked, what is said when nothing is, and nothing typed ever breaks it."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.searching.indexing import rebuild
from tests.factories import make_condition, make_practice, make_treatment
from tests.locations.factories import make_location
from tests.pages.reading import parse, read

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def search(client, text, **more):
    return read(client, f"/search/?{urlencode({'q': text, **more})}")


@pytest.fixture
def library():
    make_practice()
    make_condition(slug="sciatica", title="Sciatica", other_names="pinched nerve", summary="Pain down the leg.")
    make_treatment(slug="epidural", title="Epidural steroid injection", other_names="back shot")
    make_location(slug="frederick", title="Frederick office", city="Frederick", state="MD", zip_code="21701")
    rebuild()


def test_a_lay_word_finds_the_page_and_says_why(client, library):
    page = search(client, "pinched nerve")

    (result,) = page.main.one("ol").all("li")
    assert result.links == ["/conditions/sciatica/"]
    assert "also called “pinched nerve”" in result.text


def test_a_typing_mistake_still_finds_it_and_asks(client, library):
    page = search(client, "sciatca")

    assert page.main.one("ol").links == ["/conditions/sciatica/"]
    assert "No page has “sciatca”. Did you mean sciatica?" in page.main.text
    assert "/search/?q=sciatica" in page.main.links


def test_results_stand_under_their_kind(client, library):
    assert "Treatments" in [heading.text for heading in search(client, "back shot").main.all("h3")]
    assert "Conditions" in [heading.text for heading in search(client, "sciatica").main.all("h3")]


def test_the_words_meant_are_marked(client, library):
    page = search(client, "legs")

    assert [mark.text for mark in page.main.all("mark")] == ["leg"]


def test_the_signs_of_an_emergency_do_not_run_into_each_other(client):
    treatment = make_treatment(slug="epidural")
    treatment.urgency_cards.update(signs="you cannot pass urine\nyou have a purple elbow\nyou faint")
    rebuild()

    (result,) = search(client, "purple elbow").main.one("ol").all("li")
    assert "… you cannot pass urine; you have a purple elbow; you faint" in result.text


def test_the_title_and_the_heading_say_how_many(client, library):
    page = search(client, "sciatica")

    assert page.title.startswith("1 page for “sciatica”")
    assert page.main.one("h2").text == "1 page for “sciatica”"


def test_a_town_offers_the_finder_above_everything(client, library):
    page = search(client, "Maryland")

    assert page.main.links[0] == "/locations/?q=Maryland"
    assert "Find an office near Maryland" in page.main.text


def test_a_name_that_is_no_place_offers_no_finder(client, library):
    assert "Find an office" not in search(client, "sciatica").main.text


def test_only_one_kind_is_shown_when_asked_for(client, library):
    everything = search(client, "frederick sciatica")
    offices = search(client, "frederick sciatica", kind="location")

    assert "/conditions/sciatica/" in everything.main.links
    assert "/conditions/sciatica/" not in offices.main.links
    assert "/locations/frederick/" in offices.main.links


def test_a_kind_that_is_none_asks_for_all(client, library):
    assert "/conditions/sciatica/" in search(client, "sciatica", kind="nonsense").main.links


def test_more_than_five_of_a_kind_are_one_link_away(client):
    for number in range(7):
        make_condition(title=f"Sciatica of type {number}")
    rebuild()

    page = search(client, "sciatica")
    assert len(page.main.all("ol")[0].all("li")) == 5
    assert "/search/?q=sciatica&kind=condition" in page.main.links
    assert len(search(client, "sciatica", kind="condition").main.all("ol")[0].all("li")) == 7


def test_the_field_keeps_what_was_typed(client, library):
    assert search(client, "zebra fish").main.one("input", name="q").attributes["value"] == "zebra fish"


def test_nothing_found_says_so_and_offers_the_lists_and_the_telephone(client, library):
    page = search(client, "zebra")

    assert "We found nothing for “zebra”" in page.main.text
    assert {"/conditions/", "/treatments/"} <= set(page.main.links)
    assert any(link.startswith("tel:") for link in page.main.links)


def test_the_page_before_any_search_reproaches_nobody(client, library):
    page = read(client, "/search/")

    assert page.main.all(role="alert") == []
    assert "found nothing" not in page.main.text


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_field_says_what_to_type(client, library, typed):
    page = search(client, typed)

    assert page.title.startswith("Error: ")
    assert "Type a word, such as “back pain” or “injection”." in page.main.one(role="alert").text


@pytest.mark.parametrize("typed", ["leg pain " * 20, "x" * 10_000])
def test_too_many_words_say_what_to_do_and_keep_them(client, library, typed):
    page = search(client, typed)

    (link,) = page.main.one(role="alert").all("a")
    field = page.main.one("input", name="q")
    assert link.text == "Use fewer words. One or two are enough."
    assert link.attributes["href"] == f"#{field.attributes['id']}"
    assert field.attributes["value"].startswith(typed[:10])
    assert field.attributes["aria-invalid"] == "true"


MARKUP = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}", "&lt;b&gt;", "' onfocus='x"]


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_shown_as_typed(client, library, typed):
    page = search(client, typed)

    assert f"“{typed}”" in page.main.text
    assert page.main.one("input", name="q").attributes["value"] == typed
    assert page.main.all("script", "img") == []


def test_a_name_with_markup_is_shown_as_typed_by_staff(client):
    make_condition(title="Pain <b>& more</b>", other_names="<i>ache</i>")
    rebuild()

    text = search(client, "ache").main.text
    assert "Pain <b>& more</b>" in text
    assert "also called “<i>ache</i>”" in text


HOSTILE = [
    "AND", "OR", "NOT", "NEAR", "AND OR NEAR *", "NEAR(sciatica leg)", '"', '""', "'", "sciatica'", '"sciatica', "sci*",
    "title:sciatica", "{title body}: x", "^sciatica", "-sciatica", "sciatica - leg", "(((", ")", "sciatica)", "%", "_",
    "\\", "\\x00", "a:*", "!sciatica", "sciatica & leg", "sciatica | leg", "<->", "leg <2> pain", "🦵", "👩🏽‍⚕️", "ألم الظهر",
    "כאב גב", "疼痛", "\u202esciatica", "\u200b", "sciatica\r\nSet-Cookie: x", "ﬀ", "ß", "İ", "é" * 90, "%s", "%(x)s", "; DROP TABLE x",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_are_only_words(client, library, typed):
    page = search(client, typed)

    assert page.one("h1").text == "Search this site"


def test_operators_do_not_operate(client, library):
    assert "/conditions/sciatica/" in search(client, "sciatica NOT sciatica").main.links


def test_a_nul_byte_is_refused(client, library):
    assert client.get("/search/?q=a%00b").status_code == 400


def test_the_search_page_is_kept_out_of_search_engines(client, library):
    assert search(client, "sciatica").one("meta", name="robots").attributes["content"] == "noindex"


def test_a_search_sets_no_cookie(client, library):
    client.get("/search/?q=sciatica")

    assert not client.cookies


def test_what_somebody_searched_is_not_kept_in_memory(client, library):
    search(client, "sciatica")
    make_condition(slug="new", title="Sciatica anew")
    rebuild()

    assert "/conditions/new/" in search(client, "sciatica").main.links


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_it_fail(client, library, typed):
    response = client.get(f"/search/?q={quote(typed)}")

    assert response.status_code == 200
    assert parse(response.content.decode()).one("h1").text == "Search this site"


@given(st.binary(max_size=40).filter(lambda raw: b"\0" not in raw))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_it_fail(client, library, raw):
    assert client.get(f"/search/?q={quote(raw)}").status_code == 200
