"""Public pages from memory: what is kept, for whom, how long, and what can never get in."""

import gzip
import logging
from datetime import timedelta

import brotli
import pytest
from django.core.signals import request_finished
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.test.client import FakePayload

from publishing import page_cache
from publishing.content_version import ContentClock
from publishing.page_cache import KeptPage, KeptPages, PageCacheMiddleware, known_parameters, public_page
from tests.factories import make_condition, make_practice, make_staff
from tests.publishing import urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.publishing.urls")]


@pytest.fixture(autouse=True)
def nobody_has_been_here():
    urls.seen.clear()


# --- Kept -------------------------------------------------------------------------------------------------------------


def test_a_kept_page_costs_no_query(client, hands, django_assert_num_queries):
    make_condition(title="Sciatica")
    first = client.get("/titles/")

    with django_assert_num_queries(0):
        second = client.get("/titles/")

    assert b"Sciatica" in first.content
    assert second.content == first.content
    assert len(urls.seen) == 1


def test_a_kept_page_has_the_headers_of_the_first_one(client):
    first = client.get("/titles/")
    second = client.get("/titles/")

    assert dict(second.items()) == dict(first.items())
    assert "default-src 'none'" in second["Content-Security-Policy"]


def test_a_changed_page_is_shown(client, hands):
    condition = make_condition(title="Sciatica")
    client.get("/titles/")

    condition.title = "Lumbago"
    condition.save()
    hands.forward(0.5)

    assert b"Lumbago" in client.get("/titles/").content


def test_a_planned_page_appears_by_itself(client, hands):
    client.get("/titles/")
    make_condition(title="Sciatica", publish_from=hands.now() + timedelta(seconds=60))
    hands.forward(1)
    assert b"Sciatica" not in client.get("/titles/").content

    hands.forward(59)

    assert b"Sciatica" in client.get("/titles/").content


def test_a_planned_end_takes_the_page_away(client, hands):
    make_condition(title="Sciatica", publish_until=hands.now() + timedelta(seconds=60))
    assert b"Sciatica" in client.get("/titles/").content

    hands.forward(60)

    assert b"Sciatica" not in client.get("/titles/").content


def test_pages_of_an_old_version_leave_the_memory(client, hands):
    client.get("/titles/")
    client.get("/echo/?q=a")

    make_condition()
    hands.forward(0.5)
    client.get("/titles/")

    assert len(page_cache.pages._pages) == 1


def test_a_missing_page_is_not_kept(client):
    client.get("/missing/")
    client.get("/missing/")

    assert len(urls.seen) == 2
    assert not page_cache.pages._pages


@pytest.mark.parametrize("path", ["/missing/", "/broken/", "/private/", "/cookie/", "/session/write/"])
def test_nobody_may_keep(client, path):
    response = client.get(path)

    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response.headers


def test_what_says_itself_how_long_it_lives_is_left_alone(client):
    assert client.get("/stored/")["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_unknown_address_is_not_kept(client):
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert "no-store" in response["Cache-Control"]
    assert not page_cache.pages._pages


def test_a_request_for_a_new_page_ends_once(client):
    # Django closes old database connections at the end of a request; twice means once too early.
    ended = []
    request_finished.connect(lambda **kwargs: ended.append(1), weak=False, dispatch_uid="test")

    client.get("/titles/")
    request_finished.disconnect(dispatch_uid="test")

    assert len(ended) == 1


# --- Methods ----------------------------------------------------------------------------------------------------------


def test_a_head_request_has_the_headers_and_no_body(client):
    full = client.get("/titles/")
    head = client.head("/titles/")

    assert head.content == b""
    assert dict(head.items()) == dict(full.items())
    assert head["Content-Length"] == str(len(full.content))


def test_a_head_request_comes_first(client):
    head = client.head("/titles/")
    full = client.get("/titles/")

    assert head.content == b""
    assert full.content.startswith(b"<p>")
    assert head["ETag"] == full["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_public_page_can_only_be_read(client, method):
    client.get("/titles/")

    response = getattr(client, method)("/titles/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "no-store" in response["Cache-Control"]
    assert len(urls.seen) == 1


# --- Encodings --------------------------------------------------------------------------------------------------------

ACCEPTED = [
    ("br", "br"),
    ("gzip", "gzip"),
    ("gzip, deflate, br, zstd", "br"),
    ("GZIP;q=0.5", None),
    ("gzip; q=0.5", "gzip"),
    ("br;q=0, gzip", "gzip"),
    ("br; q=0.000, gzip;q=0", None),
    ("br;q=0.001", "br"),
    ("gzip;q=0", None),
    ("identity", None),
    ("*", None),
    ("deflate", None),
    ("xbr, gzipped", None),
    ("", None),
    (",;=,;q=,q=0;;", None),
    ("br;q=abc", "br"),
]
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.mark.parametrize(("header", "encoding"), ACCEPTED)
def test_the_page_comes_in_an_encoding_the_visitor_accepts(client, header, encoding):
    plain = client.get("/titles/").content

    response = client.get("/titles/", headers={"accept-encoding": header})

    assert response.get("Content-Encoding") == encoding
    assert UNPACKED[encoding](response.content) == plain
    assert response["Content-Length"] == str(len(response.content))


def test_each_encoding_has_a_strong_tag_of_its_own(client):
    tags = [client.get("/titles/", headers={"accept-encoding": each})["ETag"] for each in ("br", "gzip", "identity")]

    assert len(set(tags)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


def test_the_tag_follows_the_content(client, hands):
    before = client.get("/titles/")["ETag"]

    make_condition()
    hands.forward(0.5)
    changed = client.get("/titles/")["ETag"]
    page_cache.pages.drop_all()

    assert changed != before
    assert client.get("/titles/")["ETag"] == changed


def test_a_short_page_is_not_compressed(client):
    response = client.get("/echo/?q=a", headers={"accept-encoding": "br, gzip"})

    assert "Content-Encoding" not in response.headers
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', 'W/"other" ,W/{}', "*"])
def test_a_visitor_who_has_the_page_is_not_sent_it_again(client, encoding, known):
    first = client.get("/titles/", headers={"accept-encoding": encoding})

    again = client.get("/titles/", headers={"accept-encoding": encoding, "if-none-match": known.format(first["ETag"])})

    assert again.status_code == 304
    assert again.content == b""
    assert {name: again[name] for name in ("ETag", "Vary", "Cache-Control")} == {
        name: first[name] for name in ("ETag", "Vary", "Cache-Control")
    }
    assert "Content-Encoding" not in again.headers
    assert again.get("Content-Length") in (None, "0")


@pytest.mark.parametrize("known", ['"other"', "garbage", '""', "W/", '"', "\\", ",,,"])
def test_a_visitor_who_has_another_page_is_sent_this_one(client, known):
    client.get("/titles/")

    response = client.get("/titles/", headers={"if-none-match": known})

    assert response.status_code == 200
    assert response.content


def test_the_tag_of_one_encoding_does_not_stand_for_another(client):
    packed = client.get("/titles/", headers={"accept-encoding": "br"})["ETag"]

    response = client.get("/titles/", headers={"accept-encoding": "gzip", "if-none-match": packed})

    assert response.status_code == 200


def test_the_first_visitor_after_a_restart_may_have_the_page_already(client):
    tag = client.get("/titles/")["ETag"]
    page_cache.pages.drop_all()

    assert client.get("/titles/", headers={"if-none-match": tag}).status_code == 304


# --- How long others may keep it --------------------------------------------------------------------------------------


def test_browsers_ask_each_time_and_a_cdn_keeps_a_minute(client):
    response = client.get("/titles/")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response["CDN-Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.parametrize(
    ("left", "fresh", "stale"), [(3600, 60, 600), (300, 60, 240), (60, 60, 0), (20.9, 20, 0), (0.5, 0, 0)]
)
def test_nobody_keeps_a_page_beyond_a_planned_moment(client, hands, left, fresh, stale):
    make_condition(publish_until=hands.now() + timedelta(seconds=left))

    for _first_and_kept in range(2):
        response = client.get("/titles/")

        assert response["Cache-Control"] == f"public, max-age=0, s-maxage={fresh}"
        assert response["CDN-Cache-Control"] == f"public, max-age={fresh}, stale-while-revalidate={stale}"


def test_nobody_keeps_a_page_that_was_begun_before_a_planned_moment_and_ended_after_it(hands):
    make_condition(publish_until=hands.now() + timedelta(seconds=1))

    def slow(request):
        hands.forward(2)
        page_cache.clock.version()  # another visitor asks meanwhile
        response = HttpResponse("What was public a moment ago.")
        response.public_parameters = ()
        return response

    response = PageCacheMiddleware(slow)(RequestFactory().get("/titles/"))

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=0"
    assert response["CDN-Cache-Control"] == "public, max-age=0, stale-while-revalidate=0"


def test_nobody_keeps_a_page_while_it_is_not_known_how_long_it_holds(client, hands, monkeypatch):
    make_condition(title="Back pain", slug="back-pain", publish_until=hands.now() + timedelta(seconds=5))
    monkeypatch.setattr(page_cache.clock, "version", lambda: None)  # the database was away when it was asked

    response = client.get("/titles/")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "CDN-Cache-Control" not in response


def test_the_time_left_gets_shorter_for_a_kept_page(client, hands):
    make_condition(publish_until=hands.now() + timedelta(seconds=40))
    client.get("/titles/")

    hands.forward(10)

    assert client.get("/titles/")["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert len(urls.seen) == 1


# --- Nothing personal -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/titles/", "/echo/?q=a", "/visitor/"])
def test_a_public_page_sets_no_cookie_and_varies_on_none(client, path):
    client.force_login(make_staff())

    response = client.get(path)

    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("broken", ["", "short", "x" * 6000, "<script>", "ÿ"])
def test_a_broken_cookie_of_a_form_is_not_mended_by_a_public_page(client, broken):
    client.cookies["csrf"] = broken

    responses = [client.get("/titles/"), client.get("/titles/")]

    assert not [response.cookies for response in responses if response.cookies]
    assert len(urls.seen) == 1


def test_a_public_view_cannot_see_who_is_asking(client):
    client.force_login(make_staff(username="Robin Sample"))
    client.cookies["flavour"] = "oat"

    shown = client.get("/visitor/").content.decode()

    assert shown.startswith("[{}, ")
    assert "oat" not in shown
    assert "Robin" not in shown
    assert "AnonymousUser" in shown


@pytest.mark.parametrize("path", ["/cookie/", "/session/", "/session/write/"])
def test_a_public_view_that_turns_personal_is_refused(client, caplog, path):
    session = client.session
    session["basket"] = "a secret"
    session.save()

    with caplog.at_level(logging.ERROR, "publishing.page_cache"):
        responses = [client.get(path), client.get(path)]

    assert all("no-store" in response["Cache-Control"] for response in responses)
    assert not page_cache.pages._pages
    assert path in caplog.text


def test_a_page_that_varies_on_the_cookie_is_refused():
    @public_page()
    def varying(request):
        return HttpResponse("hello", headers={"Vary": "Accept-Language, cookie"})

    response = through_the_cache(varying)

    assert response["Cache-Control"] == "private, no-store"
    assert not page_cache.pages._pages


def test_a_view_that_did_not_opt_in_is_not_kept(client):
    client.get("/private/")

    assert not page_cache.pages._pages


def through_the_cache(view, **request):
    return PageCacheMiddleware(view)(RequestFactory().get("/somewhere/", **request))


# --- Parameters -------------------------------------------------------------------------------------------------------


def test_an_unknown_parameter_does_not_make_another_page(client):
    first = client.get("/echo/?q=back")
    second = client.get("/echo/?utm_source=mail&q=back&fbclid=1")

    assert second.content == first.content
    assert len(urls.seen) == 1


def test_a_view_cannot_see_an_unknown_parameter(client):
    shown = client.get("/echo/?q=back&evil=%3Cscript%3E").content.decode()

    assert shown.split("|")[0] == "q=back"
    assert "evil" not in shown


def test_known_parameters_make_pages_of_their_own(client):
    pages = {client.get(f"/echo/{query}").content for query in ("", "?q=a", "?q=b", "?q=a&t=1", "?q=a&q=b", "?q=")}

    assert len(pages) == 6


def test_the_order_of_the_names_does_not_matter_and_of_the_values_does(client):
    for query in ("?q=a&t=1&t=2", "?t=1&q=a&t=2", "?t=2&t=1&q=a"):
        client.get(f"/echo/{query}")

    assert len(urls.seen) == 2


def test_a_separator_in_a_value_does_not_lead_to_another_page(client):
    first = client.get("/echo/?q=a%26t%3D1").content
    second = client.get("/echo/?q=a&t=1").content

    assert first != second


@pytest.mark.parametrize("query", ["q=%FF%FE", "q=%ED%A0%80", "q", "&&&", "q=%", "q=%u0041", "=", "q[]=1"])
def test_a_strange_query_is_answered_and_kept(client, query):
    first = client.get(f"/echo/?{query}")
    second = client.get(f"/echo/?{query}")

    assert first.status_code == second.status_code == 200
    assert first.content == second.content


def test_too_many_parameters_are_a_bad_request(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    client.get("/echo/?q=a")

    response = client.get("/echo/?" + "&".join(f"q={number}" for number in range(11)))

    assert response.status_code == 400


def test_known_parameters_cannot_be_changed_by_the_view():
    known = known_parameters(QueryDict("b=2&a=1&c=3&a=4"), ("a", "b"))

    assert known.urlencode() == "a=1&a=4&b=2"
    with pytest.raises(AttributeError):
        known["a"] = "5"


# --- Poisoning --------------------------------------------------------------------------------------------------------

FORM = "application/x-www-form-urlencoded"
STRANGE_HEADERS = {
    "another host of ours": {"HTTP_HOST": "localhost"},
    "forwarded host": {"HTTP_X_FORWARDED_HOST": "evil.example"},
    "forwarded for": {"HTTP_X_FORWARDED_FOR": "evil.example", "HTTP_FORWARDED": "host=evil.example;proto=http"},
    "original url": {"HTTP_X_ORIGINAL_URL": "/evil/", "HTTP_X_REWRITE_URL": "/evil/"},
    "forwarded prefix": {"HTTP_X_FORWARDED_PREFIX": "/evil", "HTTP_X_SCRIPT_NAME": "/evil"},
    "another method": {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST", "HTTP_X_METHOD": "POST"},
    "another language": {"HTTP_ACCEPT_LANGUAGE": "de,fr;q=0.5"},
    "another type": {"HTTP_ACCEPT": "application/json"},
    "a part of it": {"HTTP_RANGE": "bytes=0-3"},
    "a referrer": {"HTTP_REFERER": "https://evil.example/", "HTTP_ORIGIN": "https://evil.example"},
    "a cookie": {"HTTP_COOKIE": "session=evil; csrf=evil"},
    "a user": {"REMOTE_USER": "evil", "HTTP_AUTHORIZATION": "Basic ZXZpbDpldmls"},
    "another encoding": {"HTTP_ACCEPT_ENCODING": "evil, br;q=0, gzip;q=0, identity;q=0"},
    "unknown parameters": {"QUERY_STRING": "evil=evil&callback=evil&utm_source=evil"},
    "a body": {"wsgi.input": FakePayload(b"q=evil"), "CONTENT_LENGTH": "6", "CONTENT_TYPE": FORM},
    "a body that says it is more": {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "6", "CONTENT_TYPE": FORM},
    "another port": {"HTTP_X_FORWARDED_PORT": "666", "SERVER_PORT": "666"},
}
PUBLIC = ["/", "/sitemap.xml", "/robots.txt", "/conditions/", "/conditions/sciatica/", "/titles/"]


@pytest.mark.parametrize("headers", STRANGE_HEADERS.values(), ids=STRANGE_HEADERS.keys())
def test_a_strange_first_visitor_leaves_no_trace(client, headers, hands):
    make_practice()
    make_condition(slug="sciatica")
    clean = {path: client.get(path).content for path in PUBLIC}
    page_cache.pages.drop_all()

    for path in PUBLIC:
        client.get(path, **headers)

    assert {path: client.get(path).content for path in PUBLIC} == clean


def test_a_body_is_no_query(client):
    shown = client.generic("GET", "/echo/?q=back", b"q=evil&t=evil", FORM).content

    assert b"evil" not in shown
    assert client.get("/echo/?q=back").content == shown


def test_a_mounted_first_visitor_leaves_no_trace(client, hands):
    # gunicorn takes SCRIPT_NAME from a header when the request comes from a trusted address.
    make_practice()
    clean = client.get("/").content
    page_cache.pages.drop_all()

    client.get("/", SCRIPT_NAME="/evil")

    assert client.get("/").content == clean


def test_a_foreign_host_is_refused_and_keeps_nothing(client):
    response = client.get("/titles/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert not page_cache.pages._pages
    assert b"evil" not in client.get("/titles/").content


def test_a_foreign_host_is_refused_for_a_kept_page_too(client):
    client.get("/titles/")

    assert client.get("/titles/", headers={"host": "evil.example"}).status_code == 400


def test_a_page_first_fetched_in_the_clear_has_its_https_headers_later(client, settings):
    settings.SECURE_HSTS_SECONDS = 3600
    client.get("/titles/", secure=False)

    assert client.get("/titles/", secure=True).get("Strict-Transport-Security")


# --- Memory -----------------------------------------------------------------------------------------------------------


def kept(size):
    return KeptPage(HttpResponse(b"x" * size))


def asking(query):
    return RequestFactory().get(f"/echo/?q={query}")


def test_the_longest_unused_page_goes_first_when_memory_is_full():
    pages = KeptPages(memory_bytes=1000)
    for name in "abc":
        pages.keep(asking(name), ("q",), 1, kept(300))
    pages.find(asking("a"), 1)

    pages.keep(asking("d"), ("q",), 1, kept(300))

    assert [name for name in "abcd" if pages.find(asking(name), 1)] == ["a", "c", "d"]


def test_memory_stays_within_its_bound():
    pages = KeptPages(memory_bytes=10_000)

    for number in range(500):
        pages.keep(asking(number), ("q",), 1, kept(number % 399))

        assert pages._size <= 10_000
        assert pages._size == sum(page.size for page in pages._pages.values())


def test_nothing_is_left_of_paths_whose_pages_were_all_dropped():
    pages = KeptPages(memory_bytes=1000)
    often = [RequestFactory().get("/often/", {"q": query}) for query in "ab"]

    for number in range(50):
        pages.keep(RequestFactory().get(f"/made-up/{number}/"), (), 1, kept(300))
        for request in often:
            pages.keep(request, ("q",), 1, kept(300))

    assert set(pages._parameters) == {path for path, *_rest in pages._pages} == {"/made-up/49/", "/often/"}
    assert all(pages.find(request, 1) for request in often)


def test_a_page_larger_than_the_memory_is_not_kept():
    pages = KeptPages(memory_bytes=100)

    pages.keep(asking("a"), ("q",), 1, kept(200))

    assert pages.find(asking("a"), 1) is None
    assert pages._size == 0


def test_a_page_is_compressed_once_and_only_as_it_is_asked_for(client, monkeypatch):
    compressed = []
    for encoding, compress in page_cache.COMPRESS.items():
        monkeypatch.setitem(page_cache.COMPRESS, encoding, lambda body, *, c=compress: compressed.append(c) or c(body))

    for _ in range(3):
        client.get("/titles/", headers={"accept-encoding": "gzip"})

    assert len(compressed) == 1
    assert compressed[0].func is gzip.compress


def test_memory_is_counted_as_if_both_compressed_copies_were_there():
    words = b"Words that are not the same over and over: %d. "
    page = KeptPage(HttpResponse(b"".join(words % number for number in range(500))))

    made = [page.answer(RequestFactory().get("/", headers={"accept-encoding": each})) for each in ("br", "gzip", "")]

    assert sum(len(response.content) for response in made) <= page.size < 2 * len(page.body)


def test_a_replaced_page_is_counted_once():
    pages = KeptPages()

    for _ in range(3):
        pages.keep(asking("a"), ("q",), 1, kept(300))

    assert pages._size == 300


def test_a_page_of_another_version_is_not_found():
    pages = KeptPages()
    pages.keep(asking("a"), ("q",), 1, kept(10))

    assert pages.find(asking("a"), 2) is None
    assert pages.find(asking("a"), 1) is not None


class LockThatAnotherGetsFirst:
    """Somebody else does something between the asking for this lock and the getting of it."""

    def __init__(self, lock, something):
        self.lock, self.something = lock, [something]

    def __enter__(self):
        while self.something:
            self.something.pop()()
        return self.lock.__enter__()

    def __exit__(self, *error):
        return self.lock.__exit__(*error)


def test_a_slow_page_of_the_version_before_is_not_found_though_it_comes_while_somebody_looks():
    pages = KeptPages()
    pages.keep(asking("a"), ("q",), "new", kept(10))
    pages._lock = LockThatAnotherGetsFirst(pages._lock, lambda: pages.keep(asking("a"), ("q",), "old", kept(10)))

    assert pages.find(asking("a"), "new") is None


def test_the_language_is_part_of_the_key(monkeypatch):
    pages = KeptPages()
    pages.keep(asking("a"), ("q",), 1, kept(10))

    monkeypatch.setattr(page_cache, "get_language", lambda: "es")

    assert pages.find(asking("a"), 1) is None


# --- Two workers ------------------------------------------------------------------------------------------------------


class Worker:
    """What one process of gunicorn has to itself."""

    def __init__(self):
        self.pages, self.clock = KeptPages(), ContentClock()

    def get(self, client, monkeypatch, path):
        monkeypatch.setattr(page_cache, "pages", self.pages)
        monkeypatch.setattr(page_cache, "clock", self.clock)
        return client.get(path).content


def test_a_change_made_through_one_worker_shows_in_the_other(client, monkeypatch, hands):
    one, other = Worker(), Worker()
    condition = make_condition(title="Sciatica")
    assert b"Sciatica" in one.get(client, monkeypatch, "/titles/")
    assert b"Sciatica" in other.get(client, monkeypatch, "/titles/")

    condition.title = "Lumbago"
    condition.save()
    hands.forward(0.5)

    assert b"Lumbago" in one.get(client, monkeypatch, "/titles/")
    assert b"Lumbago" in other.get(client, monkeypatch, "/titles/")
