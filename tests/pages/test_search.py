"""The search page: what is found, what is said when nothing is, and nothing typed ever breaks it."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_condition, make_practice, make_treatment
from tests.pages.reading import parse, read

pytestmark = pytest.mark.django_db


def search(client, text):
    return read(client, f"/search/?{urlencode({'q': text})}")


@pytest.fixture
def library():
    make_practice()
    make_condition(slug="sciatica", title="Sciatica", other_names="pinched nerve")
    make_treatment(slug="epidural", title="Epidural steroid injection", other_names="back shot")


def test_a_lay_word_finds_the_page_and_says_why(client, library):
    page = search(client, "pinched nerve")

    (result,) = page.main.one("ol").all("li")
    assert result.links == ["/conditions/sciatica/"]
    assert "also called “pinched nerve”" in result.text


def test_a_typing_mistake_still_finds_it(client, library):
    assert search(client, "epidurl").main.one("ol").links == ["/treatments/epidural/"]


def test_a_result_says_whether_it_is_a_treatment_or_a_condition(client, library):
    assert "Treatment" in search(client, "back shot").main.one("ol").text
    assert "Condition" in search(client, "sciatica").main.one("ol").text


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


def test_too_many_words_say_what_to_do_and_keep_them(client, library):
    page = search(client, "leg pain " * 20)

    (link,) = page.main.one(role="alert").all("a")
    field = page.main.one("input", name="q")
    assert link.text == "Use fewer words. One or two are enough."
    assert link.attributes["href"] == f"#{field.attributes['id']}"
    assert field.attributes["value"].startswith("leg pain leg pain")
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

    text = search(client, "ache").main.text
    assert "Pain <b>& more</b>" in text
    assert "also called “<i>ache</i>”" in text


def test_a_nul_byte_is_refused(client, library):
    assert client.get("/search/?q=a%00b").status_code == 400


def test_the_search_page_is_kept_out_of_search_engines(client, library):
    assert search(client, "sciatica").one("meta", name="robots").attributes["content"] == "noindex"


def test_a_search_sets_no_cookie(client, library):
    client.get("/search/?q=sciatica")

    assert not client.cookies


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=120))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_it_fail(client, library, typed):
    response = client.get(f"/search/?q={quote(typed)}")

    assert response.status_code == 200
    assert parse(response.content.decode()).one("h1").text == "Search treatments and conditions"


@given(st.binary(max_size=40).filter(lambda raw: b"\0" not in raw))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_it_fail(client, library, raw):
    assert client.get(f"/search/?q={quote(raw)}").status_code == 200
