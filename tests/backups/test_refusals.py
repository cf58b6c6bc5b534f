"""What is no good backup, or would destroy a site, is refused with a sentence, and nothing is changed."""

import subprocess
import sys

import pytest

from scripts.backups.databases import rows, sums
from scripts.backups.trial import new_site
from scripts.packages import ROOT

pytestmark = pytest.mark.database


def refused(site, *command) -> str:
    """The sentence with which that command ends; it is one sentence, never a traceback."""
    done = site.manage(*command, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")
    assert "Traceback" not in done.stderr
    return done.stderr


def untouched(site) -> bool:
    return not any(rows(site.url).values()) and not (site.media.exists() and any(site.media.iterdir()))


def test_a_truncated_backup_changes_nothing(backup, key, folder, empty_site):
    cut = folder / "cut.age"
    cut.write_bytes(backup.read_bytes()[:-1])

    sentence = refused(empty_site, "restore", cut, "--key", key)

    assert "cut off" in sentence
    assert untouched(empty_site)


def test_a_backup_of_another_site_is_refused_unless_its_secrets_are_given_up(beside, backup, key, tmp_path, empty_site):
    foreign = new_site(beside, f"foreign-{tmp_path.name}", tmp_path)

    sentence = refused(foreign, "restore", backup, "--key", key)

    assert "FIELD_KEYS" in sentence
    assert untouched(foreign)
    assert foreign.manage("restore", backup, "--key", key, "--without-field-keys").returncode == 0
    assert any(rows(foreign.url).values())


def test_a_site_is_never_written_over_without_being_asked_to(site, backup, key):
    before, uploads = rows(site.url), sums(site.media)

    sentence = refused(site, "restore", backup, "--key", key)

    assert "--replace" in sentence
    assert (rows(site.url), sums(site.media)) == (before, uploads)


def test_uploads_alone_are_a_site_too(backup, key, empty_site):
    empty_site.media.mkdir()
    (empty_site.media / "picture.png").write_bytes(b"picture")

    sentence = refused(empty_site, "restore", backup, "--key", key)

    assert "there are files in" in sentence


def test_looking_changes_nothing(site, backup, key, empty_site):
    told = empty_site.manage("restore", backup, "--key", key, "--check").stdout

    assert told.startswith("Nothing is wrong with it.")
    assert untouched(empty_site)


def test_a_backup_that_nobody_could_open_is_not_made(site, folder):
    unset = {**site.environment, "BACKUP_RECIPIENTS": ""}
    command = [sys.executable, "manage.py", "backup", folder / "nothing"]

    done = subprocess.run(command, env=unset, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert "BACKUP_RECIPIENTS is not set" in done.stderr
    assert not (folder / "nothing").exists()


def test_an_empty_database_is_not_worth_a_backup(empty_site, folder):
    assert "empty" in refused(empty_site, "backup", folder / "of-nothing")


def test_a_database_without_its_server_is_a_sentence(beside, site, folder):
    if beside.startswith("sqlite"):
        pytest.skip("SQLite has no server")
    away = {**site.environment, "DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/nothing"}
    command = [sys.executable, "manage.py", "backup", folder / "away"]

    done = subprocess.run(command, env=away, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "secret" not in done.stderr


def test_a_place_without_room_for_the_database_stays_empty(backup, key, folder, empty_site):
    if empty_site.url.startswith("postgres"):
        pytest.skip("a folder of SQLite that cannot be")
    (folder / "no-folder").touch()
    nowhere = {**empty_site.environment, "DATABASE_URL": f"sqlite:///{folder}/no-folder/site.sqlite3"}
    command = [sys.executable, "manage.py", "restore", backup, "--key", key]

    done = subprocess.run(command, env=nowhere, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")
    assert list(empty_site.media.rglob("*.bin")) == []
