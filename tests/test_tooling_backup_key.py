"""`make backup-key`: needs no settings of the site, because it runs on another computer."""

import errno
import os
import subprocess
import sys

import pytest

from clinic_site.backups import keys
from clinic_site.backups.refusals import Refused
from scripts.packages import ROOT


def make_key(path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "scripts.backup_key", str(path)]
    bare = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True)


def test_a_key_is_made_where_there_are_no_settings(tmp_path):
    made = make_key(tmp_path / "clinic-backup.key")

    public = made.stdout.rpartition("BACKUP_RECIPIENTS=")[2].strip()
    assert public.startswith("age1"), made.stderr
    assert f"# public key: {public}\nAGE-SECRET-KEY-1" in (tmp_path / "clinic-backup.key").read_text()


def test_a_key_that_is_there_is_never_written_over(tmp_path):
    (tmp_path / "clinic-backup.key").write_text("the only key of all backups")

    again = make_key(tmp_path / "clinic-backup.key")

    assert again.returncode == 1
    assert "A key is never written over another." in again.stderr
    assert (tmp_path / "clinic-backup.key").read_text() == "the only key of all backups"


def test_a_power_cut_after_the_public_key_was_shown_does_not_take_the_private_one(tmp_path, monkeypatch):
    on_the_disk = []
    monkeypatch.setattr(keys.os, "fsync", lambda descriptor: on_the_disk.append(os.fstat(descriptor).st_ino))

    keys.make(tmp_path / "clinic-backup.key")

    assert on_the_disk == [(tmp_path / "clinic-backup.key").stat().st_ino, tmp_path.stat().st_ino]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EACCES])
def test_a_key_is_made_in_a_folder_that_cannot_be_asked_to_remember_it(tmp_path, monkeypatch, number):
    def refused(_folder):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(keys, "remember", refused)

    public = keys.make(tmp_path / "clinic-backup.key")

    assert f"# public key: {public}" in (tmp_path / "clinic-backup.key").read_text()


def test_a_full_disk_leaves_no_half_of_a_key_behind(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(keys.os, "fsync", full)

    with pytest.raises(Refused, match="is full"):
        keys.make(tmp_path / "clinic-backup.key")

    assert not list(tmp_path.iterdir())
