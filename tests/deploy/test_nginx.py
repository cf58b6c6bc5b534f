"""What stands in front of the site: what it keeps, writes down, passes on and refuses."""

import re
import shutil
import subprocess

import pytest
from django.urls import get_resolver

from clinic_site.management.commands.write_standing_pages import PAGES
from scripts.stack.machine import Machine, search_path
from scripts.stack.nginx import here, make_certificate, render
from tests.deploy.nginx_files import everything, map_of, text_of

KEPT, PASSED_ON = "0", "1"
TYPED_BY_VISITORS = {"q"}


def public_parameters(resolver=None) -> set[str]:
    """Every query parameter that a public page reads."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            names |= public_parameters(pattern)
        else:
            names |= set(getattr(pattern.callback, "public_parameters", ()))
    return names


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/locations/?q=my+street", "/locations/"),
        ("/appointments/manage/secret-key/", "/appointments/manage/..."),
        ("/appointments/manage/secret-key/visit.ics?x=1", "/appointments/manage/..."),
        ("//appointments//manage//secret-key/", "/appointments/manage/..."),
        ("/%61ppointments/manage/secret-key/", "/%..."),
        ("/", "/"),
    ],
)
def test_the_log_has_neither_queries_nor_private_links(address, logged):
    assert map_of("path_logged")(address) == logged


def test_the_log_format_has_nothing_that_quotes_a_visitor():
    format_of_a_line = re.search(r"log_format discreet (.*?);", text_of("clinic/logging.conf"), re.DOTALL).group(1)

    assert not re.search(
        r"\$(request|request_uri|uri|args|query_string|http_\w+|cookie_\w+|arg_\w+)\b", format_of_a_line
    )


@pytest.mark.parametrize(("method", "logged"), [("GET", "$body_bytes_sent"), ("POST", "-")])
def test_the_log_does_not_tell_answers_to_forms_apart_by_their_length(method, logged):
    assert "$body_bytes_sent" not in re.search(r"log_format discreet (.*?);", text_of("clinic/logging.conf"), re.S)[1]
    assert map_of("bytes_logged")(method) == logged


def test_messages_about_requests_are_not_written_because_they_quote_them():
    assert re.findall(r"error_log \S+ (\w+);", text_of("clinic/logging.conf")) == ["alert"]


@pytest.mark.parametrize("query", ["", "state=MD", "t=mild&t=epidural-steroid-injection", "open_now=on&state=VA"])
def test_pages_without_typed_words_are_kept(query):
    assert map_of("is_typed")(query) == KEPT


@pytest.mark.parametrize(
    "query",
    [
        "q=back+pain",
        "state=MD&q=21701",
        "%71=back",
        "%73tate=MD",
        "state=<b>",
        "unknown=1",
        "x",
        "state=MD;q=1",
        "t=a&" * 9,
    ],
)
def test_pages_with_anything_else_are_passed_on(query):
    assert map_of("is_typed")(query) == PASSED_ON


def test_what_visitors_type_is_the_only_parameter_of_a_public_page_that_is_not_kept():
    not_kept = {name for name in public_parameters() if map_of("is_typed")(f"{name}=x") == PASSED_ON}

    assert not_kept == TYPED_BY_VISITORS


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("utm_source=letter&utm_medium=mail", ""),
        ("fbclid=abc", ""),
        ("utm_source=letter&state=MD", "$args"),
        ("q=utm_source=x", "$args"),
    ],
)
def test_only_a_query_that_is_all_advertising_is_taken_away(query, question):
    assert map_of("question")(query) == question


def test_what_is_asked_of_the_application_is_what_the_page_is_kept_by():
    everything_else = text_of("clinic/site.conf").rpartition("location / {")[2]

    assert "set $args $question;" in everything_else.partition("proxy_cache ")[0]
    assert 'proxy_cache_key "$uri?$question $encoding";' in text_of("clinic/cache.conf")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0, br;q=0.0", ""),
        ("identity", ""),
        ("xbr", ""),
    ],
)
def test_a_browser_gets_an_encoding_that_it_takes(accepted, encoding):
    assert map_of("encoding")(accepted) == encoding


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [("__Host-session=abc", "1"), ("a=b; session=x", "1"), ("a=b", "0"), ("", "0"), ("mysession=x", "0")],
)
def test_staff_who_are_signed_in_are_never_served_from_what_is_kept(cookies, expected):
    assert map_of("is_signed_in")(cookies) == expected


def test_answers_that_vary_on_more_than_their_encoding_are_not_kept():
    varies = map_of("varies_otherwise")

    assert (varies("Accept-Encoding"), varies(""), varies("Accept-Encoding, Cookie")) == ("0", "0", "1")


def test_every_request_is_handed_on_by_the_one_file_that_overwrites_its_headers():
    handing_on = [line.strip() for line in everything().splitlines() if "proxy_pass" in line]
    headers = dict(re.findall(r"proxy_set_header (\S+)\s+(\S+);", text_of("clinic/app.conf")))

    assert handing_on == ["proxy_pass http://application;"]
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["Host"] == "www.example.com"
    assert headers["X-Forwarded-Host"] == headers["Forwarded"] == headers["X-Real-IP"] == '""'


def test_a_form_is_never_sent_to_the_application_twice():
    assert "proxy_next_upstream off;" in text_of("clinic/app.conf")


def test_old_pages_are_served_on_every_kind_of_failure():
    stale = re.search(r"proxy_cache_use_stale (.*?);", text_of("clinic/site.conf")).group(1).split()

    assert set(stale) == {"updating", "error", "timeout", "http_500", "http_502", "http_503", "http_504"}


def test_each_page_that_stands_in_is_one_that_the_command_writes():
    shown = set(re.findall(r"/standing-in/([\w-]+\.html);", text_of("clinic/standing_in.conf")))

    assert shown == set(PAGES)


def test_the_trial_moves_every_folder_that_the_configuration_names(tmp_path):
    moved = here(everything(), Machine(tmp_path))

    assert not re.findall(r"[\s:](/(?:srv|etc|var|run)/\S+)", moved.replace(str(tmp_path), "moved"))


@pytest.mark.skipif(shutil.which("nginx", path=search_path()) is None, reason="nginx is not installed")
def test_nginx_finds_no_fault_in_it(tmp_path):
    machine = Machine(tmp_path)
    for name in ("log", "tls", "temporary"):
        (tmp_path / name).mkdir()
    make_certificate(tmp_path / "tls")
    render(machine, tmp_path / "nginx")
    nginx = shutil.which("nginx", path=search_path())

    said = subprocess.run(
        [nginx, "-t", "-c", tmp_path / "nginx" / "nginx.conf", "-e", tmp_path / "log" / "error.log"],
        capture_output=True,
        text=True,
    )

    assert said.returncode == 0, said.stderr
    assert "[warn]" not in said.stderr.replace('[warn] the "listen ... http2" directive is deprecated', "")
