"""A line of the log is one object of JSON that says where, and never who or what was typed."""

import json
import logging
import sys

import pytest
from django.test import Client

from clinic_site.log_lines import FORMATTERS, JsonFormatter
from clinic_site.watching import current


def line(message="Something", *arguments, error=None, formatter=None) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "file.py", 1, message, arguments, error)
    return (formatter or JsonFormatter()).format(record)


def test_a_line_says_when_how_grave_where_and_what():
    told = json.loads(line("Not Found: %s", "/nothing/"))

    assert told.keys() == {"time", "level", "logger", "message"}
    assert told["time"].endswith("+00:00")
    assert (told["level"], told["logger"], told["message"]) == ("WARNING", "django.request", "Not Found: /nothing/")


@pytest.mark.parametrize("name", FORMATTERS)
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Error handling request /search/?q=quill", "/search/?…"),
        ("Not Found: /appointments/manage/quill/", "/appointments/manage/…/"),
        ("Gone: /appointments/manage/quill?x=quill", "/appointments/manage/…"),
        ("GET /a/?b=quill&c=quill HTTP/1.1", "GET /a/?… HTTP/1.1"),
        ("Error handling request /search/?q=o'quill", "/search/?…"),
        ('Refused: "/search/?q=quill"', "/search/?…"),
        ("Refused (/search/?q=(quill))", "/search/?…"),
        ("Referer checking failed - https://other.test/x?q=quill does not match", "https://other.test/x?… does not"),
        ("Origin checking failed - http://other.test?quill does not match", "http://other.test?… does not"),
        ("Not Found: /search?/quill", "/search?…"),
        ("Not Found: /appointments//manage/quill/", "/manage/…/"),
        ("Not Found: //appointments/manage///quill/", "/manage///…/"),
        ("Not Found: /Appointments/MANAGE/quill/calendar.ics", "/MANAGE/…/calendar.ics"),
        ("Not Found: /appointments/manage/ quill/", "/manage/…/"),
        ("Referer checking failed - https://us.test/appointments/manage/quill/ does", "/manage/…/ does"),
    ],
)
def test_queries_and_private_links_are_left_out(name, said, kept):
    told = line(said, formatter=FORMATTERS[name]())

    assert kept in told
    assert "quill" not in told


@pytest.mark.parametrize("name", FORMATTERS)
@pytest.mark.parametrize("said", ["Not Found: /manage/ours/", "Why? Because.", "SELECT 1 WHERE a = %s"])
def test_nothing_else_is_left_out(name, said):
    assert said in line(said, formatter=FORMATTERS[name]())


@pytest.mark.django_db
def test_a_form_sent_from_another_site_leaves_no_query_of_that_site(caplog):
    address = "https://other.test/x?q=quill"

    Client(enforce_csrf_checks=True).post("/sign-in/", secure=True, headers={"Referer": address})

    (told,) = (JsonFormatter().format(one) for one in caplog.records if one.name == "django.security.csrf")
    assert "https://other.test/x?…" in told
    assert "quill" not in told


def test_an_exception_keeps_its_place_and_loses_its_words():
    try:
        int("quill")
    except ValueError:
        told = json.loads(line("Failed", error=sys.exc_info()))

    assert "builtins.ValueError" in told["exception"]
    assert "test_log_lines.py" in told["exception"]
    assert "invalid literal" not in told["exception"]


def test_a_line_break_in_a_message_makes_no_second_line():
    assert "\n" not in line("Not Found: %s", "/a\n{}/")


@pytest.mark.django_db
def test_lines_about_one_request_share_a_number_of_ours(client, monkeypatch):
    told = []

    def answer(request, parameters):
        told.extend(json.loads(line()) for _ in range(2))
        raise KeyError("quill")

    monkeypatch.setattr("publishing.page_cache.forget_the_visitor", answer)
    client.raise_request_exception = False
    client.get("/treatments/?q=quill", headers={"X-Request-ID": "quill", "User-Agent": "quill"})

    assert [one["route"] for one in told] == ["treatments:treatment_list"] * 2
    assert told[0]["request"] == told[1]["request"]
    assert len(told[0]["request"]) == 16
    assert "quill" not in json.dumps(told)
    assert current.current() is None


@pytest.mark.django_db
def test_what_django_says_afterwards_names_the_request_too(client, caplog):
    client.get("/treatments/quill/")

    (record,) = (one for one in caplog.records if one.name == "django.request")
    told = json.loads(JsonFormatter().format(record))
    assert told["route"] == "treatments:treatment_detail"
    assert len(told["request"]) == 16
