"""What a backup says of itself, and the proof that this site made it."""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from appointments.encryption import digest, digests
from clinic_site.backups.refusals import Refused

DATABASE = "database"
MEDIA = "media/"
NAME = "manifest.json"
SEAL = "manifest.seal"
FORMAT = 1
PURPOSE = "the manifest of a backup"


@dataclass(frozen=True)
class Manifest:
    """`files` has the size and the SHA-256 of everything else in the backup, by name."""

    format: int
    site: str
    made_at: str
    engine: str
    migrations: list[str]
    has_media: bool
    files: dict[str, dict]

    @property
    def uploads(self) -> list[str]:
        return uploads_in(self.files)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def as_text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def uploads_in(files: dict[str, dict]) -> list[str]:
    """The names of uploads as the storage knows them."""
    return [name.removeprefix(MEDIA) for name in files if name.startswith(MEDIA)]


def of_now(connection, has_media: bool, files: dict[str, dict]) -> Manifest:
    applied = [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]
    now = timezone.now().isoformat()
    return Manifest(FORMAT, settings.SITE_URL, now, connection.vendor, sorted(applied), has_media, files)


def seal_of(text: str) -> str:
    """Only who has FIELD_KEYS can make it, so nobody can slip in a backup made with the public key alone."""
    return digest(PURPOSE, text)


def read(text: str, seal: str, whatever_site: bool) -> Manifest:
    """The manifest, when it is one and this site made it."""
    if not whatever_site and not any(hmac.compare_digest(seal, own) for own in digests(PURPOSE, text)):
        raise Refused(
            "This backup was not made with any key of FIELD_KEYS that is set here: it is another site's, or keys are "
            "missing and what patients sent could not be read. Put the keys of its time into FIELD_KEYS. When they "
            "are lost for good, --without-field-keys restores the rest."
        )
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise Refused(f"This backup has format {said['format']}; this version of the site reads {FORMAT}.")
        return Manifest(**said)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("This is no backup of this site: it does not say what it holds.") from error


def refuse_altered(manifest: Manifest, found: dict[str, dict]):
    """Exactly the promised files are there, each byte for byte."""
    missing = sorted(manifest.files.keys() - found.keys())
    added = sorted(found.keys() - manifest.files.keys())
    changed = sorted(name for name in manifest.files if name in found and manifest.files[name] != found[name])
    for what, names in (("lacks", missing), ("has, unasked,", added), ("has, altered,", changed)):
        if names:
            raise Refused(f"The backup {what} {names[0]} ({len(names)} files in all). Take another one.")


def refuse_newer(manifest: Manifest):
    """The tables of a newer version of the site are nothing this version understands."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = {f"{app}.{name}" for app, name in disk}
    known |= {f"{app}.{name}" for migration in disk.values() for app, name in migration.replaces}
    unknown = [name for name in manifest.migrations if name not in known]
    if unknown:
        raise Refused(
            f"The backup was made by a newer version of this site: it has the migration {unknown[0]}, unknown here. "
            "Install that version, then restore."
        )
