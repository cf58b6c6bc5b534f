"""What went into a backup comes out of it, to the byte, however busy the site was."""

import os
import time

import pytest

from scripts.backups.databases import rows, sums
from scripts.backups.trial import patients

pytestmark = pytest.mark.database


def test_a_restored_site_has_every_row_and_every_upload(site, backup, key, empty_site):
    told = empty_site.manage("restore", backup, "--key", key).stdout

    assert told.startswith("Restored.")
    assert rows(empty_site.url) == rows(site.url)
    assert len(rows(site.url)["appointments_appointmentrequest"]) >= 1
    assert sums(empty_site.media) == sums(site.media) != {}


def test_a_backup_beside_patients_has_whole_requests_only(site, folder, key, empty_site):
    with patients(site) as acknowledged:
        time.sleep(1)
        began = time.monotonic()
        site.manage("backup", folder / "busy")
        time.sleep(1)
    (path,) = (folder / "busy").iterdir()

    empty_site.manage("restore", path, "--key", key)
    stored = empty_site.requests()

    assert {one.key for one in acknowledged if one.at < began} <= stored.keys()
    assert len(stored) < len(site.requests())
    assert [key for key, found in stored.items() if found["mails"] != 2 or not found["upload"]] == []
    assert {found["name"] for found in stored.values()} == {"Sample Patient"}


def test_replacing_brings_the_site_of_the_backup_back(site, backup, key, empty_site):
    empty_site.manage("restore", backup, "--key", key)
    before, uploads = rows(empty_site.url), sums(empty_site.media)
    with patients(empty_site, 1):
        pass
    lost = next(empty_site.media.rglob("*.bin"))
    lost.write_bytes(b"altered")

    told = empty_site.manage("restore", backup, "--key", key, "--replace").stdout

    assert "uploads that came later were deleted" in told
    assert rows(empty_site.url) == before
    assert sums(empty_site.media) == uploads


def test_a_restored_site_can_be_backed_up_and_restored_again(backup, key, folder, empty_site):
    empty_site.manage("restore", backup, "--key", key)
    before = rows(empty_site.url)

    empty_site.manage("restore", backup, "--key", key, "--replace")
    empty_site.manage("backup", folder / "second")
    (second,) = (folder / "second").iterdir()
    empty_site.manage("restore", second, "--key", key, "--replace")

    assert rows(empty_site.url) == before
    assert empty_site.manage("migrate", "--check").returncode == 0


def test_what_a_killed_restore_left_in_clear_goes_even_when_the_next_refuses(backup, key, empty_site):
    left = empty_site.media / ".restoring-killed"
    left.mkdir(parents=True)
    (left / "database").write_text("in clear")
    (empty_site.media / "picture.png").write_bytes(b"already put")

    empty_site.manage("restore", backup, "--key", key, check=False)

    assert list(empty_site.media.glob(".restoring-*")) == []


def test_only_so_many_backups_stay(site, folder):
    place = folder / "rotated"
    place.mkdir()
    for name in ("clinic-20200101T000000Z.age", "clinic-20210101T000000Z.age", "notes.txt", "clinic-old.age"):
        (place / name).write_text("")
    abandoned = place / ".clinic-20200101T000000Z.age.part"
    abandoned.write_text("")
    os.utime(abandoned, (0, 0))

    site.manage("backup", place, "--keep", "2")
    names = {path.name for path in place.iterdir()}

    assert len(names) == 4
    assert {"clinic-20210101T000000Z.age", "notes.txt", "clinic-old.age"} < names


def test_a_backup_says_nothing_to_who_has_no_key(site, backup):
    sealed = backup.read_bytes()

    assert sealed.startswith(b"age-encryption.org/v1\n")
    for word in (b"appointments_", b"django", b"manifest", site.environment["SITE_URL"].encode()):
        assert word not in sealed
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_holds_no_key_of_the_site(site, backup, key, folder):
    import io

    import pyrage

    identity = pyrage.x25519.Identity.from_str(key.read_text().split()[-1])
    plain = io.BytesIO()
    with backup.open("rb") as sealed:
        pyrage.decrypt_io(sealed, plain, [identity])
    secrets = (folder / "secrets.env").read_text().split()

    assert len(secrets) == 3
    for line in secrets:
        assert line.partition("=")[2].encode() not in plain.getvalue()


def test_the_keys_have_a_sealed_file_of_their_own(site, key, folder):
    import pyrage

    path = folder / "keys.age"

    site.manage("backup_keys", path)
    identity = pyrage.x25519.Identity.from_str(key.read_text().split()[-1])
    lines = pyrage.decrypt(path.read_bytes(), [identity]).decode().splitlines()

    kept = (folder / "secrets.env").read_text().splitlines()
    assert set(lines) == {line for line in kept if line.startswith(("SECRET_KEY=", "FIELD_KEYS="))}
