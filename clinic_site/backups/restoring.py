"""Puts a backup in the place of a site, or only proves that this could be done."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from clinic_site.backups import keys, manifest, media
from clinic_site.backups.databases import engine_of
from clinic_site.backups.manifest import DATABASE, MEDIA, Manifest
from clinic_site.backups.opening import unpack
from clinic_site.backups.refusals import Refused, full_disk_in_words
from clinic_site.backups.working import working_folder

IN_THE_WAY = (
    "There is a site here already ({what}). A restore would put the backup in its place, and what came since would be "
    "gone. Make a backup of it first, stop the site, then run this again with --replace."
)


@dataclass(frozen=True)
class Restored:
    """What the backup was, how many uploads were deleted because they are not in it, and which extensions left out."""

    manifest: Manifest
    uploads_deleted: int
    extensions_left_out: list[str]


def check(path: Path, key_file: Path, whatever_site: bool = False) -> Manifest:
    """Opens the backup, looks at every byte and changes nothing."""
    with full_disk_in_words(tempfile.gettempdir()), working_folder(media.STAGE) as stage:
        return _opened(path, key_file, stage, whatever_site)


def restore(path: Path, key_file: Path, replace: bool = False, whatever_site: bool = False) -> Restored:
    """Everything is unpacked and checked before the first change. Should it be killed, run it again.

    First come the backup's uploads, then the database in one transaction, then the uploads of later days go: at no
    moment does a row name a file that is not there.
    """
    root = media.folder()
    # On the disk of the uploads: from there each moves to its place at once.
    with full_disk_in_words(f"{root or tempfile.gettempdir()}"), working_folder(media.STAGE, root) as stage:
        if not replace:
            refuse_in_the_way(root)
        said = _opened(path, key_file, stage, whatever_site)
        if said.has_media and root is None:
            raise Refused("The backup has uploads, but a service keeps them here. Set the site up without it first.")
        with _taken_back(None if replace else root):
            if said.uploads:
                media.put(stage / MEDIA, root)
            left_out = engine_of(connection).load(connection, stage / DATABASE)
    deleted = media.remove_others(set(said.uploads), root) if replace and said.has_media else 0
    return Restored(said, deleted, left_out)


def refuse_in_the_way(root: Path | None):
    """Nothing that exists is written over by mistake."""
    if not engine_of(connection).is_empty(connection):
        raise Refused(IN_THE_WAY.format(what="its database has tables"))
    if root and not media.is_empty(root):
        raise Refused(IN_THE_WAY.format(what=f"there are files in {root}"))


@contextmanager
def _taken_back(was_empty: Path | None) -> Iterator[None]:
    """A place that was empty is empty again when the database refuses."""
    try:
        yield
    except BaseException:
        if was_empty:
            media.remove_others(set(), was_empty)
        raise


def _opened(path: Path, key_file: Path, stage: Path, whatever_site: bool) -> Manifest:
    """The backup lies unpacked in `stage`, is whole, is this site's, and fits this version and this database."""
    found = unpack(path, keys.identities(key_file), stage)
    try:
        words = [(stage / name).read_text() for name in (manifest.NAME, manifest.SEAL)]
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} is no backup of this site: it does not say what it holds.") from error
    said = manifest.read(*words, whatever_site=whatever_site)
    manifest.refuse_altered(
        said, {name: what for name, what in found.items() if name not in (manifest.NAME, manifest.SEAL)}
    )
    manifest.refuse_newer(said)
    if said.engine != connection.vendor:
        raise Refused(f"The backup is of {said.engine}, but DATABASE_URL names {connection.vendor}. Set it first.")
    return said
