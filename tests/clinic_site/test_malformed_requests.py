"""What no browser sends is refused before anything else runs."""

import pytest
from django.test import RequestFactory

from clinic_site.middleware import RefuseMalformedRequests

FORM = "application/x-www-form-urlencoded"


def answer(method="GET", path="/", body=b"a=1", kind=FORM, **meta):
    def site(request):
        raise Reached

    return RefuseMalformedRequests(site)(RequestFactory().generic(method, path, body, kind, **meta))


class Reached(Exception):
    """The request got through."""


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"PATH_INFO": "/treatments/\0/"}),
        (400, {"path": "/treatments/%00/"}),
        (400, {"QUERY_STRING": "q=%00"}),
        (400, {"QUERY_STRING": "q=a%00b"}),
        (400, {"QUERY_STRING": "q=\0"}),
        (400, {"QUERY_STRING": "%00=q"}),
        (400, {"HTTP_COOKIE": 'session="abc\\000"'}),
        (400, {"HTTP_COOKIE": "session=abc\0"}),
        (400, {"HTTP_COOKIE": 'a=1; other="\\000"'}),
        (405, {"method": "TRACE"}),
        (415, {"method": "POST", "kind": f"{FORM}; charset=utf-16"}),
        (415, {"method": "POST", "kind": f'{FORM}; charset="UTF-16"'}),
        (415, {"method": "POST", "kind": f"{FORM}; charset=utf-7"}),
        (415, {"method": "POST", "kind": f"{FORM}; charset=nothing"}),
        (415, {"method": "POST", "kind": f"{FORM}; charset="}),
        (415, {"method": "PUT", "kind": "multipart/form-data; boundary=x; charset=utf-16"}),
        (415, {"method": "POST", "kind": f"{FORM.upper()}; CHARSET=utf-16"}),
    ],
)
def test_it_is_refused(status, request_):
    response = answer(**request_)

    assert response.status_code == status
    assert response.content == b""
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"QUERY_STRING": "q=back+pain&percent=%25"},
        {"HTTP_COOKIE": "session=abc; csrf=000"},
        {"method": "POST", "kind": FORM},
        {"method": "POST", "kind": f"{FORM}; charset=UTF-8"},
        {"method": "POST", "kind": f'{FORM}; charset="utf-8"'},
        {"method": "POST", "kind": "multipart/form-data; boundary=x"},
        {"method": "POST", "kind": "application/json; charset=utf-16"},
        {"method": "POST", "kind": ""},
        {"method": "POST", "kind": ";;;=;"},
    ],
)
def test_what_browsers_send_gets_through(request_):
    with pytest.raises(Reached):
        answer(**request_)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/healthz", "/static/css/site.css", "/nothing/"])
def test_every_address_is_guarded(client, path):
    assert client.get(path + "?q=%00").status_code == 400
    assert client.trace(path).status_code == 405
    assert client.generic("POST", path, b"a=1", f"{FORM}; charset=utf-16").status_code == 415


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PROPFIND", "CONNECT", "GETX", "DEBUG"])
def test_an_unknown_method_is_not_an_error(client, method):
    assert client.generic(method, "/").status_code == 405
    assert client.generic(method, "/nothing/").status_code == 404
