"""`make serve` starts only when everything is right, and says what to do when it is not."""

import subprocess
import sys

import pytest

from scripts.packages import ROOT

COMPLETE = {
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests",
    "ALLOWED_HOSTS": "www.example.com",
    "SITE_URL": "https://www.example.com",
    "FIELD_KEYS": "only-for-tests-only-for-tests-only-for-tests",
}


@pytest.fixture
def refusal(tmp_path):
    """A function: what `make serve` says in that environment when it refuses to start."""
    (tmp_path / "empty.env").touch()

    def serve(**environment) -> str:
        ours = {
            "ENV_FILE": str(tmp_path / "empty.env"),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
            "PORT": "0",
            **environment,
        }
        command = [sys.executable, "-m", "scripts.serve"]
        answer = subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True, timeout=60)
        assert answer.returncode == 1
        assert "Traceback" not in answer.stderr
        return answer.stderr

    return serve


@pytest.mark.parametrize("name", COMPLETE)
def test_a_missing_setting_is_named_with_the_way_to_set_it(refusal, name):
    said = refusal(**{**COMPLETE, name: ""})

    assert f"  {name}: " in said
    assert ".env" in said


def test_all_missing_settings_are_named_at_once(refusal):
    said = refusal()

    assert all(f"  {name}: " in said for name in COMPLETE)


def test_a_demonstration_is_refused(refusal):
    assert "DEMO=1" in refusal(**COMPLETE, DEMO="1")


def test_debugging_is_refused(refusal):
    assert "DEBUG=1" in refusal(**COMPLETE, DEBUG="1")


def test_waiting_migrations_are_refused_with_the_command_that_runs_them(refusal):
    assert "manage.py migrate" in refusal(**COMPLETE)


def test_a_database_that_does_not_answer_is_named(refusal):
    said = refusal(**COMPLETE, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")

    assert "DATABASE_URL does not answer" in said
