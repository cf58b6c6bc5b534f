"""`make audit` fails on a known weakness, and on everything it could not look up."""

import json
import subprocess
from pathlib import Path

import pytest

from scripts import audit
from scripts.console import Stop
from scripts.locks import Pin

SOUND = {"name": "django", "version": "5.2.19", "vulns": []}
WEAK = {"name": "django", "version": "5.2.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.2"]}]}
SKIPPED = {"name": "django", "skip_reason": "Dependency not found"}


@pytest.fixture
def pip_audit(monkeypatch):
    """A function: from then on pip-audit says this about the packages, or nothing, and django 5.2.19 is all that is locked."""

    def says(*packages, code=0, text=None):
        output = json.dumps({"dependencies": packages}) if text is None else text
        answer = subprocess.CompletedProcess([], code, output, "no way to reach pypi.org")
        monkeypatch.setattr(audit.subprocess, "run", lambda *arguments, **options: answer)
        monkeypatch.setattr(audit, "locked", lambda: {Pin("django", "", "5.2.19")})

    return says


def test_packages_without_known_weaknesses_pass(pip_audit):
    pip_audit(SOUND, {"name": "other", "version": "1", "vulns": []})

    assert audit.main() == 0


@pytest.mark.parametrize(
    ("packages", "words"),
    [
        ([WEAK], "django 5.2.1: PYSEC-1, mended in 5.2.2"),
        ([{**SOUND, "version": "5.2.20"}], "django: not looked up: no answer about 5.2.19"),
        ([SKIPPED], "django: not looked up: Dependency not found"),
        ([{**SOUND, "name": "other"}], "django: not looked up: no answer about 5.2.19"),
    ],
)
@pytest.mark.parametrize("code", [0, 1])
def test_a_weakness_and_a_package_that_was_passed_over_fail(pip_audit, capsys, packages, words, code):
    pip_audit(*packages, code=code)

    assert audit.main() == 1
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "No known vulnerabilities found", "{}", "[]", '{"dependencies": []}'])
@pytest.mark.parametrize("code", [0, 1])
def test_an_answer_about_nothing_is_no_good_news(pip_audit, text, code):
    pip_audit(code=code, text=text)

    with pytest.raises(Stop, match=r"nothing is known\.\nno way to reach"):
        audit.main()


def test_an_error_with_good_news_is_a_failure(pip_audit):
    pip_audit(SOUND, code=2)

    assert audit.main() == 1


def test_a_package_that_was_passed_over_is_told_once(pip_audit, capsys):
    pip_audit(SKIPPED)

    audit.main()

    assert "1 packages, 1 problems" in capsys.readouterr().out


def test_every_package_of_the_locks_is_looked_for_other_systems_too():
    names = {pin.name for pin in audit.locked()}

    assert {"django", "django-allauth", "whitenoise", "pip-audit", "argon2-cffi", "uv"} <= names
    assert {"asgiref", "colorama"} <= names
    assert len(names) > 120


def test_pip_audit_is_told_versions_without_conditions(monkeypatch):
    told = []

    def run(command, **options):
        told.append(Path(command[-1]).read_text())
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(audit.subprocess, "run", run)

    audit.ask({Pin("colorama", "", "0.4.6"), Pin("whitenoise", "[brotli]", "6.12.0")})

    assert told == ["colorama==0.4.6\nwhitenoise==6.12.0\n"]
