"""Carries a checked file from the check to the import inside the page itself, signed, so that nothing is left lying.

It works with any number of processes, ends by itself after an hour, and belongs to one person.
"""

from dataclasses import asdict, dataclass

from django.core import signing
from django.utils.translation import gettext as _

from locations.spreadsheets.csv_files import UnreadableFile

SALT = "locations.spreadsheets"
MOST_SECONDS = 60 * 60
LONGEST = 1_800_000  # what fits into a form, see DATA_UPLOAD_MAX_MEMORY_SIZE


@dataclass(frozen=True)
class CheckedFile:
    """A file that somebody was shown the consequences of: `digest` is that of the report."""

    user: int
    kind: str
    name: str
    text: str
    digest: str


def sealed(file: CheckedFile) -> str:
    """The file as one text that only we can have made. Raises UnreadableFile when a form cannot carry it."""
    seal = signing.dumps(asdict(file), salt=SALT, compress=True)
    if len(seal) > LONGEST:
        raise UnreadableFile(_("The file is too large to import at once. Split it into smaller files."))
    return seal


def unsealed(seal: str, *, user: int, kind: str) -> CheckedFile:
    """The file that this person had checked. Raises UnreadableFile."""
    try:
        file = CheckedFile(**signing.loads(seal, salt=SALT, max_age=MOST_SECONDS))
    except signing.BadSignature:
        file = None
    if file is None or (file.user, file.kind) != (user, kind):
        raise UnreadableFile(_("The check of this file is older than an hour. Choose the file again."))
    return file
