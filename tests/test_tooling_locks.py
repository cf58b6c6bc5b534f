"""The locks hold what the lists ask for and nothing that could turn out to be something else."""

import pytest

from scripts import packages
from scripts.console import Stop
from scripts.locks import LISTS, ROOT, faults, lock_of, pins

HASHES = f"    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n"
LISTED = "Django==5.2.19  # the framework\nwhitenoise[brotli]==6.12.0\n"
LOCKED = f"""# made by a program
asgiref==3.13.0 \\
{HASHES}    # via django
django==5.2.19 \\
{HASHES}    # via -r requirements.txt
tzdata==2026.6 ; sys_platform == 'win32' \\
{HASHES}    # via django
whitenoise[brotli]==6.12.0 \\
{HASHES}    # via
    #   -r requirements.txt
    #   other
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a list, its lock, and the same for development on top; the packages are those of this folder."""
    (tmp_path / "requirements.txt").write_text(LISTED)
    (tmp_path / "requirements.lock").write_text(LOCKED)
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n")
    (tmp_path / "requirements-dev.lock").write_text(LOCKED)
    monkeypatch.setattr(packages, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize("requirements", LISTS)
def test_our_locks_hold_what_our_lists_say(requirements):
    assert faults(requirements) == []


def test_every_list_of_packages_has_a_lock():
    folders = [
        path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "var", "node_modules"))
    ]
    lists = [
        *ROOT.glob("requirements*.txt"),
        *(path for folder in folders for path in folder.rglob("requirements*.txt")),
    ]

    assert {str(path.relative_to(ROOT)) for path in lists} == set(LISTS)


@pytest.mark.parametrize("requirements", LISTS)
def test_our_locks_name_no_place_to_get_packages_from(requirements):
    text = (ROOT / lock_of(requirements)).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert " /" not in text


def test_a_lock_that_holds_what_the_list_says_has_no_fault(project):
    assert faults("requirements.txt", project) == faults("requirements-dev.txt", project) == []
    assert {str(pin) for pin in pins(LOCKED)} == {
        "asgiref==3.13.0",
        "django==5.2.19",
        "tzdata==2026.6",
        "whitenoise[brotli]==6.12.0",
    }


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("Django==5.2.19", "Django==5.2.20", "django==5.2.20 is not in it"),
        ("Django==5.2.19", "Django==5.2.19\nPillow==13.0.0", "pillow==13.0.0 is not in it"),
        ("[brotli]", "", "whitenoise==6.12.0 is not in it"),
        ("Django==5.2.19", "", "django==5.2.19 is not in requirements.txt any more"),
        ("whitenoise[brotli]==6.12.0", "", "whitenoise[brotli]==6.12.0 is not in requirements.txt any more"),
    ],
)
def test_a_changed_list_with_the_old_lock_is_a_fault(project, before, after, fault):
    (project / "requirements.txt").write_text(LISTED.replace(before, after))

    assert f"requirements.lock: {fault}" in faults("requirements.txt", project)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (f"asgiref==3.13.0 \\\n{HASHES}", "asgiref==3.13.0\n", "asgiref==3.13.0 has no hash"),
        (f"'win32' \\\n{HASHES}", "'win32'\n", "tzdata==2026.6 has no hash"),
        (HASHES, HASHES.replace("a" * 64, "a" * 63).replace("b" * 64, "b" * 63), "django==5.2.19 has no hash"),
        (HASHES, f"    --hash=md5:{'a' * 32}\n", "django==5.2.19 has no hash"),
        ("asgiref==3.13.0", "asgiref>=3.13.0", "“asgiref>=3.13.0 \\” is no pin"),
        ("asgiref==3.13.0", "asgiref==3.*", "“asgiref==3.* \\” is no pin"),
        ("asgiref==3.13.0", "asgiref @ file:a.whl", "“asgiref @ file:a.whl \\” is no pin"),
        ("# made by", "--index-url=elsewhere", "“--index-url=elsewhere a program” is no pin"),
    ],
)
def test_what_would_let_anything_in_is_a_fault(project, before, after, fault):
    (project / "requirements.lock").write_text(LOCKED.replace(before, after))

    assert f"requirements.lock: {fault}" in faults("requirements.txt", project)


def test_a_lock_that_is_missing_is_a_fault(project):
    (project / "requirements.lock").unlink()

    assert faults("requirements.txt", project) == ["requirements.lock is missing"]


def test_what_is_tested_in_another_version_than_what_runs_is_a_fault(project):
    (project / "requirements-dev.lock").write_text(LOCKED.replace("asgiref==3.13.0", "asgiref==3.14.0"))

    assert faults("requirements-dev.txt", project) == ["requirements-dev.lock: asgiref==3.13.0 is not in it"]


def test_a_changed_lock_is_installed_anew(project, monkeypatch):
    installed = []
    monkeypatch.setattr(packages, "is_usable", lambda venv: True)
    monkeypatch.setattr(packages, "install_quickly", lambda *given: installed.append(given) or "uv")
    packages.install("requirements.txt", venv=project)

    (project / "requirements.lock").write_text(LOCKED.replace("asgiref==3.13.0", "asgiref==3.14.0"))
    packages.install("requirements.txt", venv=project)
    packages.install("requirements.txt", venv=project)

    assert len(installed) == 2


def test_nothing_is_installed_from_a_lock_that_does_not_say_what_the_list_says(project, monkeypatch):
    monkeypatch.setattr(packages, "is_usable", lambda venv: True)
    monkeypatch.setattr(packages, "install_quickly", lambda *given: pytest.fail("It was installed."))
    (project / "requirements.txt").write_text(LISTED.replace("5.2.19", "5.2.20"))

    with pytest.raises(Stop, match=r"make lock\nrequirements\.lock: django==5\.2\.20 is not in it"):
        packages.install("requirements.txt", venv=project)


@pytest.mark.parametrize("how", [packages.install_quickly, packages.install_slowly])
def test_whatever_installs_is_told_to_compare_hashes(monkeypatch, how):
    commands = []
    monkeypatch.setattr(packages, "succeeds", lambda command: commands.append(command) or True)
    monkeypatch.setattr(packages.subprocess, "run", lambda command, **options: commands.append(command) or Done)

    how("requirements.txt", packages.VENV)

    assert commands
    assert all("--require-hashes" in command for command in commands)
    assert commands[-1][-1] == ROOT / "requirements.lock"


class Done:
    """What a program that went well leaves behind."""

    returncode = 0
