"""Makes one backup of the running site."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from clinic_site.backups import keys, manifest, media, rotation
from clinic_site.backups.archive import END, Archive
from clinic_site.backups.databases import engine_of
from clinic_site.backups.manifest import DATABASE, MEDIA, uploads_in
from clinic_site.backups.refusals import Refused, full_disk_in_words
from clinic_site.backups.sealing import seal
from clinic_site.backups.working import working_folder


@dataclass(frozen=True)
class Made:
    """A backup, the uploads in it, and what had to go for it."""

    path: Path
    uploads: list[str]
    has_media: bool
    deleted: list[Path]


def make(folder: Path, keep: int | None = None) -> Made:
    """A new backup in `folder`, which then has at most `keep` of them."""
    recipients = keys.recipients(settings.BACKUP_RECIPIENTS)
    if engine_of(connection).is_empty(connection):
        raise Refused("The database is empty; there is nothing to back up.")
    with full_disk_in_words(f"{folder}"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        rotation.forget_abandoned(folder)
    path, archive, root = folder / rotation.name_for(timezone.now()), Archive(), media.folder()
    with (
        full_disk_in_words(tempfile.gettempdir()),
        working_folder("clinic-backup-") as work,
        full_disk_in_words(f"{folder}"),
    ):
        seal(whole_site(archive, root, work / DATABASE), path, recipients)
    deleted = rotation.keep_newest(folder, keep) if keep else []
    return Made(path, uploads_in(archive.files), root is not None, deleted)


def whole_site(archive: Archive, root: Path | None, copy: Path) -> Iterator[bytes]:
    """Media, then the database, then the media that came or changed meanwhile, then what all that was.

    A file that a row of the copy names was there before the copy was made: either the first round has it or the second.
    """
    before = media.files(root) if root else {}
    yield from _media(archive, root, before)
    _save_database(copy)
    yield from archive.file(DATABASE, copy)
    copy.unlink()
    after = media.files(root) if root else {}
    yield from _media(archive, root, {name: state for name, state in after.items() if before.get(name) != state})
    text = manifest.of_now(connection, root is not None, dict(archive.files)).as_text()
    yield from archive.text(manifest.NAME, text)
    yield from archive.text(manifest.SEAL, manifest.seal_of(text))
    yield END


def _save_database(copy: Path):
    with full_disk_in_words(tempfile.gettempdir()):
        engine_of(connection).save(connection, copy)


def _media(archive: Archive, root: Path | None, names) -> Iterator[bytes]:
    for name in names:
        yield from archive.file(f"{MEDIA}{name}", root / name)
