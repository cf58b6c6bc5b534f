"""An old address leads to the new one, once, on this site, and never hides a page that is there."""

from urllib.parse import unquote_to_bytes

import pytest
from django.urls import reverse

from publishing.models import Redirect
from publishing.moved_pages import new_address
from publishing.services import record_move
from tests.factories import make_condition, make_treatment

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def moves():
    return dict(Redirect.objects.values_list("old_path", "new_path"))


# --- Recording a move -------------------------------------------------------------------------------------------------


def test_a_move_is_remembered():
    record_move("/a/", "/b/")

    assert moves() == {"/a/": "/b/"}


def test_a_chain_of_moves_leads_straight_to_the_end():
    record_move("/a/", "/b/")
    record_move("/b/", "/c/")
    record_move("/c/", "/d/")

    assert moves() == {"/a/": "/d/", "/b/": "/d/", "/c/": "/d/"}


def test_a_page_that_moves_back_leaves_one_redirect():
    record_move("/a/", "/b/")
    record_move("/b/", "/a/")

    assert moves() == {"/b/": "/a/"}


def test_a_page_that_goes_round_in_a_circle_leaves_no_loop():
    for old, new in (("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "/a/"), ("/a/", "/b/")):
        record_move(old, new)

    assert moves() == {"/a/": "/b/", "/c/": "/b/"}


def test_a_page_that_did_not_move_leaves_nothing():
    record_move("/a/", "/a/")

    assert moves() == {}


def test_an_old_address_taken_by_another_page_leads_to_that_page_when_it_moves_too():
    record_move("/a/", "/b/")
    record_move("/a/", "/c/")

    assert moves() == {"/a/": "/c/"}


# --- Following a move -------------------------------------------------------------------------------------------------


def test_an_old_address_leads_to_the_new_one_for_good(client):
    condition = make_condition(slug="new-name")
    record_move("/conditions/old-name/", condition.get_absolute_url())

    response = client.get("/conditions/old-name/")

    assert response.status_code == 301
    assert response["Location"] == "/conditions/new-name/"


def test_an_old_address_without_its_last_slash_leads_there_at_once(client):
    record_move("/conditions/old-name/", "/conditions/new-name/")

    assert client.get("/conditions/old-name")["Location"] == "/conditions/new-name/"


@pytest.mark.parametrize("below", ["print/", "a/b/c/"])
def test_what_stands_below_moves_too(client, below):
    record_move("/treatments/old/", "/treatments/new/")

    assert client.get(f"/treatments/old/{below}")["Location"] == f"/treatments/new/{below}"


def test_the_nearest_moved_page_above_counts():
    record_move("/a/", "/x/")
    record_move("/a/b/", "/y/")

    assert new_address("/a/b/c/") == "/y/c/"
    assert new_address("/a/c/") == "/x/c/"


def test_a_name_that_only_begins_alike_does_not_move():
    record_move("/treatments/mild/", "/treatments/lumbar/")

    assert new_address("/treatments/mildly/") is None
    assert new_address("/treatments/") is None
    assert new_address("/") is None


def test_a_live_page_wins_over_a_redirect(client):
    condition = make_condition(slug="old-name")
    Redirect.objects.create(old_path=condition.get_absolute_url(), new_path="/conditions/new-name/")

    response = client.get(condition.get_absolute_url())

    assert response.status_code == 200
    assert condition.title in response.content.decode()


def test_the_query_moves_too(client):
    record_move("/conditions/old/", "/conditions/new/")

    response = client.get("/conditions/old/?utm_source=mail&q=a%20b")

    assert response["Location"] == "/conditions/new/?utm_source=mail&q=a%20b"


def test_a_moved_page_that_is_no_longer_public_is_missing(client):
    draft = make_condition(slug="new", publish_from=None)
    record_move("/conditions/old/", draft.get_absolute_url())

    response = client.get("/conditions/old/", follow=True)

    assert response.redirect_chain == [("/conditions/new/", 301)]
    assert response.status_code == 404


def test_a_redirect_may_not_be_kept_by_others(client):
    record_move("/conditions/old/", "/conditions/new/")

    assert "no-store" in client.get("/conditions/old/")["Cache-Control"]


def test_a_form_is_not_sent_to_another_address(client):
    record_move("/nowhere/", "/elsewhere/")

    assert client.post("/nowhere/", {"a": 1}).status_code == 404


def test_a_missing_page_that_never_moved_costs_one_query_more(client, django_assert_max_num_queries):
    record_move("/conditions/old/", "/conditions/new/")
    make_treatment()
    client.get("/warm/")

    with django_assert_max_num_queries(8):
        client.get("/conditions/a/b/c/d/e/")


HARMLESS = [
    "//evil.example",
    "//evil.example/",
    "//evil.example/old/",
    "//old/",
    "/old//evil.example/",
    "//old//evil.example/",
    "/old/%2F/evil.example/",
    "/old/\\evil.example/",
    "/\\evil.example/old/",
    "/old/https://evil.example/",
    "/old/..//evil.example/",
    "/old/%0d%0aSet-Cookie:%20a=b/",
    "/old/%3Cscript%3E/",
    "/old/%FF%FE/",
    "/old/?next=//evil.example",
    "/old/%3F//evil.example",
    "/old/%23//evil.example/",
]


def location_of(client, path):
    address, _, query = path.partition("?")
    return client.generic("GET", "/", PATH_INFO=unquoted(address), QUERY_STRING=query).get("Location", "/")


def stays_here(location):
    return location.startswith("/") and location[1:2] not in ("/", "\\") and not set("\r\n") & set(location)


@pytest.mark.parametrize("path", HARMLESS)
def test_no_address_leads_to_another_site(client, path):
    Redirect.objects.create(old_path="/old/", new_path="/new/")

    assert stays_here(location_of(client, path))


def test_no_address_leads_to_another_site_where_a_page_moved_to_the_home_page(client):
    Redirect.objects.create(old_path="/old/", new_path="/")

    assert [path for path in HARMLESS if not stays_here(location_of(client, path))] == []


def unquoted(path):
    return unquote_to_bytes(path).decode("latin-1")


def test_a_long_address_is_only_missing(client, django_assert_max_num_queries):
    record_move("/old/", "/new/")
    client.get("/warm/")

    with django_assert_max_num_queries(8):
        response = client.get("/old/" + "a/" * 2000)

    assert response.status_code == 404


def test_a_moved_page_with_an_endless_query_is_not_an_error(client):
    record_move("/old/", "/new/")

    response = client.get("/old/?q=" + "a" * 6000)

    assert response.status_code in (301, 400)


def test_two_redirects_of_staff_cannot_send_a_visitor_round_and_round(client):
    Redirect.objects.create(old_path="/a/", new_path="/b/")
    Redirect.objects.create(old_path="/b/", new_path="/a/")

    response = client.get("/a/", follow=True)

    assert len(response.redirect_chain) < 3


def test_every_kind_of_page_has_an_address_that_can_move():
    for page in (make_treatment(slug="a"), make_condition(slug="a")):
        old = page.get_absolute_url()
        page.slug = "b"

        record_move(old, page.get_absolute_url())

    assert moves() == {
        reverse("treatments:treatment_detail", args=["a"]): reverse("treatments:treatment_detail", args=["b"]),
        reverse("treatments:condition_detail", args=["a"]): reverse("treatments:condition_detail", args=["b"]),
    }
