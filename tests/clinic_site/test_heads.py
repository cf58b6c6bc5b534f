"""HEAD as a web server sees it: the headers of GET, and not a byte after them."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from tests.practice.library import make_patient_form

pytestmark = pytest.mark.django_db


def asked(method: str, path: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body, without Django's test client, which takes the body away itself."""
    environ, said = RequestFactory().generic(method, path).environ, []
    answer = WSGIHandler()(environ, lambda status, headers, *_: said.extend([status, dict(headers)]))
    body = b"".join(answer)
    answer.close()
    return said[0], said[1], body


@pytest.mark.parametrize("path", ["/", "/nothing/", "/contact/", "/healthz", "/guide.pdf", "/search/?q=pain"])
def test_a_page_that_is_not_kept_has_headers_and_no_body(path):
    status, headers, body = asked("HEAD", path)

    assert body == b""
    assert int(headers["Content-Length"]) > 0
    assert status == asked("GET", path)[0]


def test_a_file_is_not_sent_either(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    form = make_patient_form()

    _status, headers, body = asked("HEAD", f"/patient-forms/{form.slug}.pdf")

    assert body == b""
    assert int(headers["Content-Length"]) == form.file.size


def test_the_first_answer_to_head_names_the_page_as_get_does():
    head, full = asked("HEAD", "/"), asked("GET", "/")

    assert head[1]["ETag"] == full[1]["ETag"]
    assert int(head[1]["Content-Length"]) == len(full[2])
