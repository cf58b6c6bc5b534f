"""A sealed file is there whole or not at all."""

import os

import pytest
from pyrage.x25519 import Identity

from clinic_site.backups import rotation, sealing
from clinic_site.backups.refusals import Refused, full_disk_in_words


@pytest.fixture
def recipients():
    return [Identity.generate().to_public()]


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path, recipients, monkeypatch):
    monkeypatch.setattr(sealing, "new_file", lambda part: os.open("/dev/full", os.O_WRONLY))
    sealing.part_of(tmp_path / "a.age").touch()

    with pytest.raises(Refused, match=r"disk of .* is full"), full_disk_in_words(f"{tmp_path}"):
        sealing.seal([bytes(1_000_000)], tmp_path / "a.age", recipients)

    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_middle_leaves_nothing(tmp_path, recipients):
    def pieces():
        yield bytes(1_000_000)
        raise Refused("the upload is gone")

    with pytest.raises(Refused, match="the upload is gone"):
        sealing.seal(pieces(), tmp_path / "a.age", recipients)

    assert list(tmp_path.iterdir()) == []


def test_while_it_is_written_it_has_no_name_of_a_backup(tmp_path, recipients):
    seen = []

    def pieces():
        yield bytes(1_000_000)
        seen.extend(rotation.listed(tmp_path))
        seen.append(len(list(tmp_path.iterdir())))

    path = tmp_path / "clinic-20260101T000000Z.age"

    sealing.seal(pieces(), path, recipients)

    assert seen == [1]
    assert rotation.listed(tmp_path) == [path]


def test_the_newest_says_when_it_was_begun(tmp_path):
    for name in ("clinic-20260101T000000Z.age", "clinic-20260201T120000Z.age", "clinic-x.age"):
        (tmp_path / name).touch()

    assert rotation.newest(tmp_path).isoformat() == "2026-02-01T12:00:00+00:00"
