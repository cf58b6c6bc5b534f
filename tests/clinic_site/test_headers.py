"""What every answer tells the browser about trust."""

import base64
import hashlib
import re

import pytest
from django.conf import settings as site_settings
from django.test import Client

from tests.factories import make_condition, make_practice, make_staff

pytestmark = pytest.mark.django_db

PUBLIC_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "manifest-src": "'self'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
PAGES = [
    "/",
    "/conditions/",
    "/nothing/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/sign-in/",
    "/admin/login/",
    "/admin/",
]


def policy(response):
    return dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_headers(client, path):
    response = client.get(path)

    assert {name: response.get(name) for name in ALWAYS} == ALWAYS
    assert response["X-Frame-Options"] == "DENY"
    assert "geolocation=(self)" in response["Permissions-Policy"]
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/conditions/", "/nothing/", "/sign-in/", "/admin/login/"])
def test_nothing_runs_but_our_own_files(client, path):
    assert policy(client.get(path)) == PUBLIC_POLICY


def test_a_kept_page_carries_the_same_headers(client):
    first, kept = client.get("/conditions/"), client.get("/conditions/")

    assert dict(kept.items()) == dict(first.items())


def test_a_page_that_fails_carries_the_headers(monkeypatch):
    monkeypatch.setattr("clinic_site.health.MigrationExecutor", None)

    response = Client(raise_request_exception=False).get("/readyz")

    assert response.status_code == 500
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert policy(response) == PUBLIC_POLICY
    assert "no-store" in response["Cache-Control"]


def test_static_files_carry_the_headers_that_matter_to_them(settings):
    settings.WHITENOISE_USE_FINDERS = True

    response = Client().get("/static/css/site.css")

    assert response.status_code == 200
    assert {name: response.get(name) for name in ALWAYS} == ALWAYS
    response.close()


def test_a_static_file_does_not_lead_out_of_its_folder(settings):
    settings.WHITENOISE_USE_FINDERS = True

    for path in ("/static/../manage.py", "/static/%2e%2e/manage.py", "/static//etc/passwd", "/static/css/"):
        assert Client().get(path).status_code == 404


def test_a_picture_does_not_lead_out_of_its_folder(client):
    for path in ("/media/../manage.py", "/media/%2e%2e/manage.py", "/media//etc/passwd", "/media/", "/media/pictures/"):
        response = client.get(path)

        assert response.status_code in (302, 400, 404)
        assert b"SECRET_KEY" not in response.content


def test_hsts_is_for_two_years_where_the_site_is_on_https(client):
    # The site's address decides; this one is http, where the header would be meaningless.
    assert site_settings.OVER_HTTPS is False
    assert "Strict-Transport-Security" not in client.get("/", secure=True).headers


# --- The admin --------------------------------------------------------------------------------------------------------


def test_the_editors_import_map_may_run_by_its_hash_and_no_other_inline_script(client):
    client.force_login(make_staff())

    response = client.get(f"/admin/treatments/condition/{make_condition().pk}/change/")

    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", response.content.decode(), re.S)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in inline if each
    }
    allowed = policy(response)["script-src"].split()
    assert "'unsafe-inline'" not in allowed
    assert hashes
    assert hashes <= set(allowed)


@pytest.mark.parametrize(
    "path", ["", "second-step/", "second-step/totp/activate/", "second-step/webauthn/add/", "out/"]
)
def test_no_script_or_style_stands_in_a_sign_in_page(client, path):
    if path:
        client.force_login(make_staff(has_app=False))

    response = client.get(f"/sign-in/{path}")

    html = response.content.decode()
    assert response.status_code == 200
    assert policy(response) == PUBLIC_POLICY
    assert not re.search(r"\son\w+=|<style|\sstyle=|<script(?![^>]*(?:src=|application/json))", html)


def test_only_scripts_and_styles_differ_in_the_admin(client):
    client.force_login(make_staff())

    admin = policy(client.get("/admin/"))

    assert {name for name in PUBLIC_POLICY if admin[name] != PUBLIC_POLICY[name]} == {"script-src", "style-src"}
    assert not [value for value in admin.values() if "unsafe" in value or "http" in value]


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/admin/treatments/condition/", "/admin/practice/practice/add/"]
)
def test_nobody_keeps_the_staffs_pages(client, path):
    client.force_login(make_staff())

    assert "no-store" in client.get(path)["Cache-Control"]


def test_nothing_on_a_public_page_comes_from_elsewhere(client):
    make_practice()
    condition = make_condition()

    for path in ("/", "/conditions/", condition.get_absolute_url(), "/treatments/", "/nothing/"):
        html = client.get(path).content.decode()
        loaded = re.findall(r"<(?:script|img|iframe|source|video|audio)[^>]+\bsrc=[\"']([^\"']+)", html)
        loaded += re.findall(r"<link[^>]+rel=[\"'](?:stylesheet|icon|preload)[\"'][^>]+href=[\"']([^\"']+)", html)

        assert not [each for each in loaded if not re.match(r"/(?!/)", each)]
        assert not re.search(r"\son\w+=|<style|\sstyle=|<script(?![^>]*(?:src=|ld\+json))", html)


def test_cookies_of_the_admin_are_out_of_reach_of_scripts(client):
    client.get("/sign-in/")

    assert client.cookies["csrf"]["httponly"]
    assert client.cookies["csrf"]["samesite"] == "Lax"
