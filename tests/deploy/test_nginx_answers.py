"""nginx itself, with files and no application behind it: what its own answers say, and to which questions."""

import shutil
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scripts.stack.machine import Machine, search_path
from scripts.stack.nginx import Nginx
from scripts.stack.visitor import Visitor

pytestmark = pytest.mark.skipif(shutil.which("nginx", path=search_path()) is None, reason="nginx is not installed")

FILES = ("css/site.css", "css/site.0123456789ab.css", "staticfiles.json", ".collected")
TWO_YEARS = "max-age=63072000; includeSubDomains"


@pytest.fixture(scope="module")
def machine():
    with TemporaryDirectory(prefix="nginx-") as folder:  # pytest's own folders are closed to nginx's user
        made = Machine(Path(folder))
        fill(made)
        nginx = Nginx(made)
        nginx.prepare()
        nginx.start()
        yield made
        nginx.stop()


def fill(machine: Machine):
    machine.make_folders()
    (machine.clinic / "static" / "css").mkdir()
    for name in FILES:
        (machine.clinic / "static" / name).write_text(name)
    (machine.clinic / "media" / "pictures" / "a.webp").write_text("a picture")
    for name in ("away", "too-many", "refused"):
        (machine.clinic / "standing-in" / f"{name}.html").write_text(f"stands in: {name}")


@pytest.fixture
def visitor(machine) -> Visitor:
    return Visitor(machine.https.port)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/css/site.css", 200),
        ("/static/css/site.0123456789ab.css", 200),
        ("/static/nothing.css", 404),
        ("/media/pictures/a.webp", 200),
        ("/readyz", 404),
        ("/sign-in/", 503),
    ],
)
def test_every_answer_over_tls_tells_browsers_to_insist_on_it(visitor, path, status):
    answer = visitor.get(path)

    assert (answer.status, answer.headers.get("strict-transport-security")) == (status, TWO_YEARS)


def test_the_short_name_says_so_for_itself_alone_and_leads_to_the_long_one(visitor):
    visitor.connected = partial(visitor.connected, "short.test")

    answer = visitor.get("/faqs/?state=MD", Host="short.test")

    assert answer.headers["location"] == "https://localhost/faqs/?state=MD"
    assert answer.headers.get("strict-transport-security") == "max-age=63072000"


def test_nothing_is_said_about_tls_where_there_is_none(machine):
    answer = Visitor(machine.http.port, proxied=True).get("/")

    assert answer.status == 308
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "TRACE", "FOO"])
def test_a_refused_method_gets_the_page_with_the_telephones_and_its_headers(visitor, method):
    answer = visitor.ask(method, "/", None, {})

    assert (answer.status, answer.text) == (405, "stands in: refused")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["staticfiles.json", ".collected", "%2ecollected", "/staticfiles.json"])
def test_lists_of_the_files_are_nobodys_to_read(visitor, path):
    answer = visitor.get(f"/static/{path}")

    assert (answer.status, answer.text) == (404, "stands in: refused")
