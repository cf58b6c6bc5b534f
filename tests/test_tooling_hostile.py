"""`python -m scripts.hostile` finds each kind of fault in a site made to have it, and none in a sound one."""

import io
import socket
import threading
import time
from html import escape
from socketserver import ThreadingMixIn
from urllib.parse import parse_qs
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

import pytest

from scripts.hostile import address_attacks, body_attacks, firing, form_attacks, header_attacks, verdict
from scripts.hostile.firing import Range
from scripts.hostile.html_pages import Page
from scripts.hostile.http_client import Answer
from scripts.hostile.reflections import reflected
from scripts.hostile.report import offenders, table
from scripts.hostile.surface import Surface

SECRET = b"a-secret-of-this-site"
PLACES = (
    "/",
    "/sound/",
    "/reflect/",
    "/attribute/",
    "/script/",
    "/break/",
    "/slow/",
    "/split/",
    "/away/",
    "/leak/",
    "/comment/",
)
ROUTES = [{"template": path, "regex": f"{path}$", "parameters": ["q"]} for path in PLACES]
FORM = '<form method="post" action="/comment/"><input name="text" value="x"><textarea name="more">y</textarea></form>'


def weak_site(environ, start_response):
    """Each address has one weakness."""
    path, query = environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"]).get("q", [""])[0]
    status, headers, body = "200 OK", [("Content-Type", "text/html; charset=utf-8")], escape(query)
    if path == "/":
        body = FORM
    elif path == "/reflect/":
        body = query
    elif path == "/attribute/":
        body = f'<input value="{query.replace("<", "")}">'
    elif path == "/script/":
        body = f'<script type="application/ld+json">{{"q": "{query.replace("<", "")}"}}</script>'
    elif path == "/break/" and "9223372036854775808" in query:
        raise OverflowError
    elif path == "/slow/" and "sleep" in query:
        time.sleep(0.3)
    elif path == "/split/":
        headers.append(("X-Asked", query.replace("\r\n\r\n", "").encode("ascii", "ignore").decode()))
    elif path == "/away/":
        status, headers = "302 Found", [("Location", quoted(query))]
    elif path == "/leak/" and "passwd" in query:
        body = f"root:x:0:0 {SECRET.decode()}"
    elif path == "/comment/":
        typed = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode("utf-8", "replace")
        body = f"<p>{parse_qs(typed).get('more', [''])[0]}</p>"
    start_response(status, headers)
    return [body.encode("utf-8", "replace")]


def quoted(text: str) -> str:
    return "".join(letter for letter in text if " " < letter < "\x7f")


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass

    def get_stderr(self):
        return io.StringIO()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request, client_address):
        pass


@pytest.fixture
def target(monkeypatch):
    """The weak site, running."""
    monkeypatch.setattr(verdict, "SLOW", 0.2)
    monkeypatch.setattr(firing, "SLOW", 0.2)
    monkeypatch.setattr(ServerHandler, "server_software", None)  # telling it is a fault, too
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(weak_site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Range(*server.server_address, secrets=(SECRET,))
    server.shutdown()
    server.server_close()
    thread.join()


def fire(target, batches, holding: str):
    chosen = [batch for batch in batches if holding in batch.name]
    assert chosen
    target.fire_all(chosen, "1")
    target.judge_the_waiting()
    return {fault for fault, count in target.tally.faults.items() if count}


@pytest.fixture
def surface(target):
    return Surface(target.host, target.port, ROUTES, {})


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/sound/", set()),
        ("/reflect/", {"reflected"}),
        ("/attribute/", {"reflected"}),
        ("/script/", {"reflected"}),
        ("/break/", {"500 kind"}),
        ("/slow/", {"slow"}),
        ("/split/", {"header split"}),
        ("/away/", {"off-site"}),
        ("/leak/", {"leak"}),
    ],
)
def test_each_weakness_is_found_and_nothing_else(target, surface, path, found):
    assert fire(target, address_attacks.batches(surface), f"address {path} ") == found


def test_a_form_is_found_and_each_of_its_fields_tried(target, surface, monkeypatch):
    monkeypatch.setattr(form_attacks, "PATIENCE", 0)
    surface.explore()

    assert fire(target, form_attacks.batches(surface), "form 0 on / as a stranger") == {"reflected"}
    assert target.tally.requests > 30


def test_a_site_that_has_died_is_no_site_without_faults(surface):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = Range(*probe.getsockname())

    assert fire(nobody, address_attacks.batches(surface), "address /sound/ ") == {"no answer"}


def test_what_was_slow_only_once_is_forgiven(target, surface, monkeypatch):
    once = iter([{"slow": "3 s"}])
    monkeypatch.setattr(firing, "faults_of", lambda *arguments: next(once, {}))

    assert fire(target, address_attacks.batches(surface), "address /sound/ ") == set()
    assert target.tally.requests > 100


def test_the_same_seed_fires_the_same_requests(surface):
    kinds = (address_attacks, header_attacks, body_attacks)
    first, second = (
        [shot for kind in kinds for batch in kind.batches(surface) for shot in batch.shots("7")] for _time in range(2)
    )

    assert [(shot.name, shot.raw) for shot in first] == [(shot.name, shot.raw) for shot in second]
    assert len({shot.name for shot in first}) == len(first) > 3000


def test_what_was_found_is_told_with_a_way_to_repeat_it(target, surface):
    fire(target, address_attacks.batches(surface), "address /break/ ")

    told = "\n".join(offenders("sqlite", target.tally, "1"))
    assert "again: python -m scripts.hostile sqlite --seed 1 --only 'address /break/ as a stranger'" in told
    assert any(
        line.split()[:2] == ["500", "kind"] and int(line.split()[-1])
        for line in table({"x": target.tally}).splitlines()
    )


def test_a_patients_form_is_filled_in_and_staffs_left_as_it_is():
    choices = '<input type="radio" name="state" value="MD"><input type="radio" name="state" value="VA" checked>'
    more = '<select name="office"><option value=""><option value="a"></select><input type="checkbox" name="agree" value="7">'
    form = Page(f'<form method="post">{choices}{more}<input name="name"><input name="website"></form>').forms[0]

    assert sorted(form.values) == [("name", ""), ("state", "VA"), ("website", "")]
    assert sorted(form_attacks.filled_in(form)) == [
        *[("agree", "7"), ("name", "Robin Sample"), ("office", "a"), ("state", "VA"), ("website", "")],
    ]


MARK = "zq0123456789qz"


@pytest.mark.parametrize(
    ("kind", "body", "is_found"),
    [
        ("text/html", f"<p>{MARK} &lt;{MARK}&gt;</p>", False),
        ("text/html", f"<p title='\" o{MARK}=1'></p>", False),
        ("text/html", f"<p title='' o{MARK}=1></p>", True),
        ("text/html", f"<a href='javascript:{MARK}'>x</a>", True),
        ("text/html", f"<a href='/search/?q=javascript:{MARK}'>x</a>", False),
        ("text/html", f"<a href='//{MARK}.example/'>x</a>", True),
        ("text/html", f"<a href='/{MARK}/'>x</a>", False),
        ("text/html", f"<p>1337{MARK}</p>", True),
        ("text/html", f'<script type="application/ld+json">{{"q": "{MARK}"}}</script>', False),
        ("text/html", f'<script type="application/ld+json">{{"q": "<{MARK}"}}</script>', True),
        ("text/html", f"<style>{MARK}</style>", True),
        ("text/plain", f"<{MARK}>", False),
        ("", f"<{MARK}>", True),
        ("text/css", MARK, True),
        ("text/csv", f"a,=SUM({MARK})", True),
        ("text/csv", f"a,'=SUM({MARK})", False),
    ],
)
def test_only_what_would_run_counts_as_reflected(kind, body, is_found):
    answer = Answer(200, [("Content-Type", kind)] if kind else [], body.encode())

    assert bool(reflected(answer, MARK)) is is_found


def test_a_link_that_staff_wrote_may_lead_elsewhere_and_their_code_may_not():
    def page(link):
        return Answer(200, [("Content-Type", "text/html")], f"<a href='{link}'>x</a>".encode())

    assert not reflected(page(f"https://{MARK}.example/"), "zq9999999999qz")
    assert reflected(page(f"javascript:{MARK}"), "zq9999999999qz")


@pytest.mark.parametrize(
    ("location", "leaves"),
    [
        ("/a/", False),
        ("a/?next=//evil.example", False),
        ("http://127.0.0.1:1/x", False),
        ("http://127.0.0.1:2/x", True),
        ("//evil.example", True),
        ("/\\evil.example", True),
        ("/\t/evil.example", True),
        ("https:///evil.example", True),
        ("http://127.0.0.1:1@evil.example", True),
        ("javascript:alert(1)", True),
        ("", False),
    ],
)
def test_a_redirect_is_read_as_browsers_read_it(location, leaves):
    assert bool(verdict.leads_elsewhere(location, "http://127.0.0.1:1")) is leaves
