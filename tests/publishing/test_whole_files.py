"""Uploads on this machine's disk: whole or not there, and refused with a sentence when the disk is full."""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from practice.pdf_uploads import checked
from publishing import disk_room
from publishing.disk_room import is_disk_full, refuse_without_room
from publishing.pictures import reencoded
from publishing.whole_files import WholeFiles
from tests.publishing.test_pictures import picture, upload
from treatments.models import Treatment

NO_SPACE = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def full(monkeypatch):
    """From now on nothing large fits."""

    def refuse(*arguments):
        raise NO_SPACE

    monkeypatch.setattr(disk_room.os, "posix_fallocate", refuse)


class Breaking(ContentFile):
    """A file whose second half does not fit."""

    def chunks(self, chunk_size=None):
        yield b"the beginning"
        raise NO_SPACE


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_that_does_not_fit_leaves_nothing_behind(folder):
    with pytest.raises(OSError, match="No space"):
        default_storage.save("pictures/a.webp", Breaking(b""))

    assert stored(folder) == []


def test_a_name_that_is_taken_stays_with_the_first(folder):
    names = [default_storage.save("claims/one", ContentFile(content)) for content in (b"1", b"2")]

    assert names[0] == "claims/one"
    assert names[1] != names[0]
    assert [(folder / name).read_bytes() for name in names] == [b"1", b"2"]


def test_a_name_taken_in_the_same_moment_is_not_written_over(folder, monkeypatch):
    default_storage.save("one", ContentFile(b"1"))
    really, asked = WholeFiles.exists, []

    def too_early(self, name):
        asked.append(name)
        return len(asked) > 1 and really(self, name)

    monkeypatch.setattr(WholeFiles, "exists", too_early)

    name = default_storage.save("one", ContentFile(b"2"))

    assert (name != "one", (folder / "one").read_bytes()) == (True, b"1")


def test_everybody_who_serves_files_may_read_them(folder):
    default_storage.save("one", ContentFile(b"1"))

    assert (folder / "one").stat().st_mode & 0o777 == 0o644


def test_of_a_picture_all_sizes_are_stored_or_none(folder, monkeypatch):
    whole, written = WholeFiles._save, []

    def fourth_does_not_fit(self, name, content):
        written.append(name)
        return whole(self, name, Breaking(b"") if len(written) == 4 else content)

    monkeypatch.setattr(WholeFiles, "_save", fourth_does_not_fit)
    treatment = Treatment(slug="mild")

    with pytest.raises(OSError, match="No space"):
        treatment.picture.save("a.webp", reencoded(upload(picture("PNG", size=(900, 600)))), save=False)

    assert len(written) == 4
    assert stored(folder) == []
    assert not treatment.picture


@pytest.mark.parametrize("check", [reencoded, checked])
def test_an_upload_is_refused_with_a_sentence_when_the_disk_is_full(folder, full, check):
    with pytest.raises(ValidationError, match="disk is full"):
        check(SimpleUploadedFile("a.pdf", b"%PDF-1.7"))

    assert stored(folder) == []


def test_with_room_nothing_is_said_and_nothing_is_left(folder):
    refuse_without_room(1024)

    assert stored(folder) == []


def test_a_disk_that_is_broken_is_not_called_full(folder, monkeypatch):
    def broken(*arguments):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(disk_room.os, "posix_fallocate", broken)

    with pytest.raises(OSError, match="Input/output"):
        refuse_without_room(1024)


def database_error(**told) -> OperationalError:
    """As Django hands on what a database said."""
    cause = sqlite3.OperationalError("the text of Xanthippe Quill")
    for name, value in told.items():
        setattr(cause, name, value)
    error = OperationalError("the text of Xanthippe Quill")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (NO_SPACE, True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (database_error(sqlite_errorcode=sqlite3.SQLITE_FULL), True),
        (database_error(sqlite_errorcode=sqlite3.SQLITE_BUSY), False),
        (database_error(pgcode="53100"), True),
        (database_error(pgcode="53300"), False),
        (None, False),
    ],
)
def test_a_full_disk_is_told_from_other_troubles(error, is_full):
    assert is_disk_full(error) is is_full
