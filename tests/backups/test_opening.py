"""Only a whole backup of this site, opened with its key, passes for one."""

import io
import tarfile

import pyrage
import pytest

from clinic_site.backups import keys, manifest, restoring
from clinic_site.backups.refusals import Refused
from scripts import local_secrets

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def keys_of_the_site(settings, site, folder):
    settings.FIELD_KEYS = [local_secrets.read(folder / "secrets.env")["FIELD_KEYS"]]


@pytest.fixture
def sealed(site, tmp_path):
    """Seals any bytes as anybody can who knows the public key; returns the file."""

    def make(content: bytes):
        recipient = pyrage.x25519.Recipient.from_str(site.environment["BACKUP_RECIPIENTS"])
        path = tmp_path / "slipped-in.age"
        path.write_bytes(pyrage.encrypt(content, [recipient]))
        return path

    return make


@pytest.fixture
def members(backup, key) -> dict[str, bytes]:
    """What is in the backup, by name."""
    plain = io.BytesIO()
    with backup.open("rb") as file:
        pyrage.decrypt_io(file, plain, keys.identities(key))
    plain.seek(0)
    with tarfile.open(fileobj=plain) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def packed(members: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return whole.getvalue()


def test_the_backup_itself_is_good(backup, key, site):
    found = restoring.check(backup, key)

    assert found.site == site.environment["SITE_URL"]
    assert len(found.uploads) == len(list(site.media.rglob("*.bin"))) > 0


def test_packing_it_again_changes_nothing_that_counts(sealed, key, members):
    assert restoring.check(sealed(packed(members)), key).files.keys() == members.keys() - {
        manifest.NAME,
        manifest.SEAL,
    }


@pytest.mark.parametrize("left", [0, 30, 100, 200, 70_000, 65_536 * 4, -65_536, -2])
def test_a_truncated_one_is_refused(backup, key, tmp_path, left):
    (tmp_path / "cut.age").write_bytes(backup.read_bytes()[:left])

    with pytest.raises(Refused, match="cut off"):
        restoring.check(tmp_path / "cut.age", key)


@pytest.mark.parametrize("place", [5, 150, 300, 200_000, -20])
def test_an_altered_one_is_refused(backup, key, tmp_path, place):
    content = bytearray(backup.read_bytes())
    content[place] ^= 1
    (tmp_path / "altered.age").write_bytes(content)

    with pytest.raises(Refused, match=r"altered|another key"):
        restoring.check(tmp_path / "altered.age", key)


def test_something_behind_it_is_refused(backup, key, tmp_path):
    (tmp_path / "longer.age").write_bytes(backup.read_bytes() + b"more")

    with pytest.raises(Refused, match="altered"):
        restoring.check(tmp_path / "longer.age", key)


def test_another_key_does_not_open_it(backup, tmp_path):
    keys.make(tmp_path / "other")

    with pytest.raises(Refused, match="another key"):
        restoring.check(backup, tmp_path / "other")


def test_a_file_that_is_no_key_is_refused(backup, tmp_path):
    (tmp_path / "no-key").write_text("AGE-SECRET-KEY-1NONSENSE")

    with pytest.raises(Refused, match="no key file"):
        restoring.check(backup, tmp_path / "no-key")


def test_a_key_is_never_written_over_another(key):
    before = key.read_text()

    with pytest.raises(Refused, match="never written over"):
        keys.make(key)

    assert key.read_text() == before
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"any words", packed({}), packed({"database": b"SQLite format 3"})])
def test_what_anybody_can_seal_is_no_backup(sealed, key, content):
    with pytest.raises(Refused):
        restoring.check(sealed(content), key)


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "media/../../outside"])
def test_nothing_is_unpacked_outside_its_folder(sealed, key, members, name, tmp_path):
    path = sealed(packed({name: b"x", **members}))

    with pytest.raises(Refused, match="no backup of this site does"):
        restoring.check(path, key)


def test_a_link_is_not_unpacked(sealed, key):
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        link = tarfile.TarInfo("media")
        link.type, link.linkname = tarfile.SYMTYPE, "/tmp"
        archive.addfile(link)

    with pytest.raises(Refused, match="no backup of this site does"):
        restoring.check(sealed(whole.getvalue()), key)


def test_a_file_too_few_too_many_or_exchanged_is_refused(sealed, key, members):
    upload = next(name for name in members if name.startswith("media/"))
    fewer = {name: content for name, content in members.items() if name != upload}
    exchanged = {**members, upload: bytes(len(members[upload]))}

    for what, changed in (("lacks", fewer), ("unasked", {**members, "media/new": b""}), ("altered", exchanged)):
        with pytest.raises(Refused, match=what):
            restoring.check(sealed(packed(changed)), key)


def test_a_manifest_of_somebody_elses_making_is_refused(sealed, key, members):
    forged = members[manifest.NAME].replace(b"http://", b"https://")

    with pytest.raises(Refused, match="FIELD_KEYS"):
        restoring.check(sealed(packed({**members, manifest.NAME: forged})), key)


def test_an_older_key_of_the_site_still_proves_its_making(settings, backup, key):
    settings.FIELD_KEYS = ["the-newest-key-of-all-the-newest-key-of-all", *settings.FIELD_KEYS]

    assert restoring.check(backup, key).uploads


def test_a_backup_of_a_newer_version_is_refused(sealed, key, members):
    newer = members[manifest.NAME].replace(b"appointments.0001_initial", b"appointments.9999_later")
    seal = manifest.seal_of(newer.decode()).encode()

    with pytest.raises(Refused, match=r"newer version.*appointments\.9999_later"):
        restoring.check(sealed(packed({**members, manifest.NAME: newer, manifest.SEAL: seal})), key)


def test_a_backup_of_another_engine_is_refused(sealed, key, members):
    other = members[manifest.NAME].replace(b'"engine": "', b'"engine": "other-')
    seal = manifest.seal_of(other.decode()).encode()

    with pytest.raises(Refused, match="DATABASE_URL"):
        restoring.check(sealed(packed({**members, manifest.NAME: other, manifest.SEAL: seal})), key)


def test_looking_leaves_nothing_behind(backup, key, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    restoring.check(backup, key)

    assert list(tmp_path.iterdir()) == []
