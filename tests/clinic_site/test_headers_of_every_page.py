"""A table of the kinds of pages, over https as in production, and what each must tell the browser."""

from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import OperationalError
from django.test import Client

from appointments.manage_links import token_of
from tests.appointments.asking import make_everything
from tests.appointments.factories import make_request
from tests.clinic_site.signing_in import post_password
from tests.factories import make_staff
from tests.practice.library import make_patient_form
from tests.practice.notices import make_notice

pytestmark = pytest.mark.django_db

SELF, NONE = "'self'", "'none'"
OF_A_PAGE = (
    f"default-src {NONE}; script-src {SELF}; style-src {SELF}; img-src {SELF} data:; font-src {SELF}; "
    f"connect-src {SELF}; form-action {SELF}; base-uri {NONE}; frame-ancestors {NONE}; object-src {NONE}; "
    f"manifest-src {SELF}; upgrade-insecure-requests"
)
OF_A_SAVED_FILE = "default-src 'none'; sandbox"
OF_A_FILE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
OF_A_REFUSAL = "default-src 'none'; frame-ancestors 'none'"
THE_ADMINS, NO_POLICY = "the admin's", None

KEPT = "public, max-age=0, s-maxage=60"
KEPT_BRIEFLY = "public, max-age="
FOR_EVER = "public, max-age=31536000, immutable"
BY_NOBODY = "no-store"

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
INSIDE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
OFF = ("camera", "microphone", "payment", "usb", "display-capture")
OURS = ("geolocation", "fullscreen", "publickey-credentials-get", "publickey-credentials-create")


class Visit:
    """How each kind of page is come by."""

    def __init__(self, tmp_path, monkeypatch):
        self.client = Client(raise_request_exception=False, headers={"host": "testserver"})
        self.tmp_path, self.monkeypatch = tmp_path, monkeypatch

    def get(self, path, **more):
        return self.client.get(path, secure=True, **more)

    def staff(self, path):
        self.client.force_login(make_staff(role="superuser"))
        return self.get(path)

    def editor(self, path):
        self.client.force_login(make_staff(role="editor"))
        return self.get(path)

    def away_too_long(self):
        self.client.force_login(make_staff(role="superuser"))
        session = self.client.session
        session["seen_at"] -= 15 * 60
        session.save()
        return self.get("/admin/")

    def link(self, path="/appointments/manage/{}/"):
        return self.get(path.format(token_of(make_request().manage_links.first().public_id)))

    def patient_form(self):
        return self.get(f"/patient-forms/{make_patient_form().slug}.pdf")

    def notice_pdf(self):
        return self.get(f"/notices/{make_notice().slug}.pdf")

    def guide_pdf_again(self):
        etag = self.get("/guide.pdf")["ETag"]
        return self.get("/guide.pdf", headers={"if-none-match": etag})

    def picture(self):
        path = self.tmp_path / "pictures" / "a.webp"
        path.parent.mkdir()
        path.write_bytes(b"RIFF")
        return self.get("/media/pictures/a.webp")

    def locked_out(self):
        name = make_staff().username
        for _time in range(6):
            answer = post_password(self.client, name, "wrong and long enough", secure=True)
        return answer

    def without_database(self):
        def away(*args, **kwargs):
            raise OperationalError

        self.monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
        return self.get("/treatments/")

    def with_a_mistake(self):
        self.monkeypatch.setattr("clinic_site.health.MigrationExecutor", None)
        return self.get("/readyz")


KINDS = {
    # kind: (how it is come by, status, policy, who may keep it, referrer policy)
    "public": (lambda v: v.get("/"), 200, OF_A_PAGE, KEPT, "same-origin"),
    "public, kept": (lambda v: v.get("/faqs/") and v.get("/faqs/"), 200, OF_A_PAGE, KEPT, "same-origin"),
    "public, for what was typed": (
        lambda v: v.get("/locations/suggestions/?q=fred"), 200, OF_A_PAGE, BY_NOBODY, "same-origin",
    ),
    "moved": (lambda v: v.get("/treatments"), 301, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "robots.txt": (lambda v: v.get("/robots.txt"), 200, OF_A_PAGE, KEPT, "same-origin"),
    "security.txt": (lambda v: v.get("/.well-known/security.txt"), 200, OF_A_PAGE, "public, max-age=0", "same-origin"),
    "sitemap": (lambda v: v.get("/sitemap.xml"), 200, OF_A_PAGE, KEPT, "same-origin"),
    "health": (lambda v: v.get("/healthz"), 200, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "form": (lambda v: v.get("/appointments/request/"), 200, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "form with mistakes": (
        lambda v: v.client.post("/contact/", {"name": "x"}, secure=True), 200, OF_A_PAGE, BY_NOBODY, "same-origin",
    ),
    "one person's": (lambda v: v.link(), 200, OF_A_PAGE, BY_NOBODY, "no-referrer"),
    "one person's, gone": (
        lambda v: v.get("/appointments/manage/x/"), 404, OF_A_PAGE, BY_NOBODY, "no-referrer",
    ),
    "sign-in": (lambda v: v.get("/sign-in/"), 200, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "sign-in, after a long while": (lambda v: v.away_too_long(), 302, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "staff": (lambda v: v.staff("/staff/"), 200, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "admin": (lambda v: v.staff("/admin/"), 200, THE_ADMINS, BY_NOBODY, "same-origin"),
    "admin, missing": (lambda v: v.staff("/admin/x/"), 404, THE_ADMINS, BY_NOBODY, "same-origin"),
    "missing": (lambda v: v.get("/nothing/"), 404, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "foreign host": (
        lambda v: v.get("/", headers={"host": "evil.example"}), 400, OF_A_PAGE, BY_NOBODY, "no-referrer",
    ),
    "a torn form": (
        lambda v: v.client.post("/contact/", b"x", "multipart/form-data", secure=True), 400, OF_A_PAGE, BY_NOBODY,
        "no-referrer",
    ),
    "not for that role": (lambda v: v.editor("/admin/auth/user/"), 403, THE_ADMINS, BY_NOBODY, "no-referrer"),
    "no foreign forms": (
        lambda v: Client(enforce_csrf_checks=True).post("/sign-in/", secure=True), 403, OF_A_PAGE, BY_NOBODY,
        "no-referrer",
    ),
    "not that method": (lambda v: v.client.post("/", secure=True), 405, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "too often": (lambda v: v.locked_out(), 429, OF_A_PAGE, BY_NOBODY, "same-origin"),
    "a mistake": (lambda v: v.with_a_mistake(), 500, OF_A_PAGE, BY_NOBODY, "no-referrer"),
    "no database": (lambda v: v.without_database(), 503, OF_A_PAGE, BY_NOBODY, "no-referrer"),
    "style sheet": (lambda v: v.get("/static/css/site.css"), 200, NO_POLICY, "max-age=3600, public", "same-origin"),
    "picture": (lambda v: v.picture(), 200, OF_A_PAGE, FOR_EVER, "same-origin"),
    "PDF form": (lambda v: v.patient_form(), 200, OF_A_SAVED_FILE, KEPT_BRIEFLY, "same-origin"),
    "PDF of a notice": (lambda v: v.notice_pdf(), 200, OF_A_FILE, KEPT_BRIEFLY, "same-origin"),
    "PDF of the guide": (lambda v: v.get("/guide.pdf"), 200, OF_A_FILE, KEPT_BRIEFLY, "same-origin"),
    "PDF of the guide, unchanged": (lambda v: v.guide_pdf_again(), 304, OF_A_FILE, KEPT_BRIEFLY, "same-origin"),
}  # fmt: skip
REFUSALS = {
    "a NUL": (lambda v: v.get("/?q=%00"), 400),
    "TRACE": (lambda v: v.client.trace("/", secure=True), 405),
    "another charset": (
        lambda v: v.client.post("/contact/", b"a=1", "application/x-www-form-urlencoded; charset=utf-7", secure=True), 415,
    ),
}  # fmt: skip


@pytest.fixture
def visit(settings, tmp_path, monkeypatch):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 63072000, True
    directives = site_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "upgrade-insecure-requests": True}}
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.WHITENOISE_USE_FINDERS, settings.MEDIA_ROOT = True, tmp_path
    make_everything()
    return Visit(tmp_path, monkeypatch)


def directives(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";") if part.strip()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_says_what_the_table_says(visit, kind):
    come_by, status, policy, kept_by, referrer = KINDS[kind]

    response = come_by(visit)

    assert response.status_code == status
    assert {name: response.get(name) for name in (EVERYWHERE | INSIDE)} == EVERYWHERE | INSIDE
    assert response["Referrer-Policy"] == referrer
    assert kept_by in response["Cache-Control"]
    assert not (kept_by == BY_NOBODY and "public" in response["Cache-Control"])
    given = directives(response.get("Content-Security-Policy", ""))
    if policy == THE_ADMINS:
        apart = {"script-src", "style-src"}
        assert {one for one in given if one.split()[0] not in apart} == {
            one for one in directives(OF_A_PAGE) if one.split()[0] not in apart
        }
    else:
        assert given == directives(policy or "")
    assert not [one for one in given if "unsafe" in one or "nonce" in one or "http" in one or "*" in one]
    response.close()


@pytest.mark.parametrize("kind", [kind for kind, row in KINDS.items() if row[2] in (OF_A_PAGE, THE_ADMINS)])
def test_browsers_are_told_which_of_their_abilities_a_page_may_use(visit, kind):
    response = KINDS[kind][0](visit)

    policy = response["Permissions-Policy"]
    assert all(f"{name}=()" in policy for name in OFF)
    assert all(f"{name}=(self)" in policy for name in OURS)
    response.close()


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_carries_what_an_empty_answer_needs(visit, kind):
    come_by, status = REFUSALS[kind]

    response = come_by(visit)

    assert (response.status_code, response.content) == (status, b"")
    assert {name: response.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert directives(response["Content-Security-Policy"]) == directives(OF_A_REFUSAL)
    assert BY_NOBODY in response["Cache-Control"]


@pytest.mark.parametrize("kind", [*KINDS, *REFUSALS])
def test_every_cookie_is_for_this_host_over_https_and_for_no_script(visit, kind):
    response = {**KINDS, **REFUSALS}[kind][0](visit)

    for cookie in response.cookies.values():
        assert cookie.key in ("__Host-session", "__Host-csrf")
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert cookie["samesite"] == "Lax"
    assert not (response.cookies and "public" in response["Cache-Control"])
    response.close()


@pytest.mark.parametrize("kind", [*KINDS, *REFUSALS])
def test_no_answer_tells_what_the_site_is_made_of(visit, kind):
    response = {**KINDS, **REFUSALS}[kind][0](visit)

    said = "\n".join(f"{name}: {value}" for name, value in response.items()).lower()
    assert not [word for word in ("server:", "x-powered-by", "django", "gunicorn", "python", "nginx") if word in said]
    response.close()


def test_gunicorn_believes_no_header_that_a_visitor_can_write():
    config = {}
    source = (Path(__file__).resolve().parents[2] / "gunicorn.conf.py").read_text()

    exec(compile(source, "gunicorn.conf.py", "exec"), config)

    assert config["forwarder_headers"] == ""
    assert config["secure_scheme_headers"] == {}
