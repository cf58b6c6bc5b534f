"""A machine that is set up wrongly is told everything that is missing, and nothing unsafe is the default."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHOLE = {
    "SECRET_KEY": "a-long-random-text-a-long-random-text-a-long-random-text",
    "ALLOWED_HOSTS": "www.clinic.example",
    "SITE_URL": "https://www.clinic.example/",
    "FIELD_KEYS": "another-long-random-text-another-long-random-text",
}
BESIDE = {
    "BEHIND_PROXY": "1",
    "EMAIL_URL": "smtp+tls://user:password@mail.clinic.example:587",
    "BACKUP_RECIPIENTS": "age1example",
}


def start(code, tmp_path, **environment):
    """Runs that code with the site's settings in a process of its own."""
    own = {"PATH": os.environ["PATH"], "ENV_FILE": str(tmp_path / "none.env"), **environment}
    (tmp_path / "none.env").touch()
    program = f"from clinic_site import settings as s\n{code}"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, env=own, capture_output=True, text=True
    )


def test_all_that_is_missing_is_named_at_once_with_how_to_set_it(tmp_path):
    process = start("", tmp_path)

    assert process.returncode != 0
    for name in WHOLE:
        assert f"  {name}: " in process.stderr
    assert "secrets.token_urlsafe" in process.stderr


def test_an_empty_value_is_missing_too(tmp_path):
    process = start("", tmp_path, **{**WHOLE, "SECRET_KEY": ""})

    assert "  SECRET_KEY: " in process.stderr
    assert "ALLOWED_HOSTS: " not in process.stderr


def test_what_is_given_alone_is_safe(tmp_path):
    code = (
        "assert not s.DEBUG and not s.DEMO\n"
        "assert s.SITE_URL == 'https://www.clinic.example'\n"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY\n"
        "assert s.SESSION_COOKIE_NAME == '__Host-session' and s.CSRF_COOKIE_NAME == '__Host-csrf'\n"
        "assert s.SECURE_HSTS_SECONDS == 63072000 and s.SECURE_HSTS_INCLUDE_SUBDOMAINS\n"
        "assert s.CONTENT_SECURITY_POLICY['DIRECTIVES']['upgrade-insecure-requests']\n"
        "assert s.SECURE_PROXY_SSL_HEADER is None\n"
        "assert s.DATABASES['default']['OPTIONS']['transaction_mode'] == 'IMMEDIATE'\n"
        "assert not getattr(s, 'USE_X_FORWARDED_HOST', False)\n"
    )

    process = start(code, tmp_path, **WHOLE)

    assert process.returncode == 0, process.stderr


def test_a_postgresql_address_has_time_limits_and_health_checks(tmp_path):
    code = (
        "d = s.DATABASES['default']\n"
        "assert d['ENGINE'].endswith('postgresql') and d['NAME'] == 'clinic'\n"
        "assert 'statement_timeout=5000' in d['OPTIONS']['options'] and d['CONN_HEALTH_CHECKS']\n"
    )

    process = start(code, tmp_path, **WHOLE, DATABASE_URL="postgres://u:p@db.example:5432/clinic")

    assert process.returncode == 0, process.stderr


def test_a_contact_that_is_no_address_is_refused(tmp_path):
    process = start("", tmp_path, **WHOLE, SECURITY_CONTACT="security@clinic.example")

    assert process.returncode != 0
    assert "mailto:security@example.com" in process.stderr


def test_the_deployment_check_has_nothing_to_say(tmp_path):
    code = (
        "import os, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'clinic_site.settings'\n"
        "django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')\n"
        "call_command('makemigrations', check=True, dry_run=True)\n"
    )
    process = start(code, tmp_path, **WHOLE, **BESIDE, DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3")

    # SECURE_SSL_REDIRECT stays off: the proxy in front redirects. Preloading of HSTS is the owner's to decide.
    assert process.returncode == 0, process.stderr
    assert "System check identified no issues (2 silenced)" in process.stderr + process.stdout
