"""Keeps finished editions of guides in the site's storage. See docs/decisions/0021.

An edition is a PDF and, written after it, a note that tells its key, its digest and when it was made. Nothing is ever
overwritten: what has no note, or is not what its note says, does not exist. So nobody is served half a file.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from publishing.content_version import seconds_until

FOLDER = "guide"
PAGES = re.compile(rb"/Type ?/Pages ?/Count (\d+)")
CLAIM_HOLDS = timedelta(seconds=30)  # whoever builds longer than this was killed
MOMENT = "%Y%m%dT%H%M%S%f"
KEPT_FOR = timedelta(days=7)
MOMENTS = ("made_at", "good_until")


@dataclass(frozen=True)
class Edition:
    """One finished PDF. `key` names what it says, `made_at` is when it first said so, `size` is in bytes.

    From `good_until` on, some of it may not be said any more; None when no such moment is planned.
    """

    key: str
    made_at: datetime
    digest: str
    size: int
    pages: int
    file: str
    good_until: datetime | None = None

    @property
    def is_good(self) -> bool:
        return self.good_until is None or timezone.now() < self.good_until

    def seconds_left(self) -> float | None:
        """Until it may say something that is over; None when nothing is planned."""
        return seconds_until(self.good_until)

    def content(self) -> bytes | None:
        """The PDF; None when the file is not there or not whole."""
        try:
            with default_storage.open(self.file) as file:
                content = file.read()
        except FileNotFoundError:
            return None
        return content if digest_of(content) == self.digest else None


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def latest(name: str) -> tuple[Edition, bytes] | None:
    """The newest whole edition of that guide with its content."""
    return next(whole(name), None)


def again(name: str, key: str) -> Edition | None:
    """An edition that said the same before, kept and whole."""
    return next((edition for edition, _content in whole(name) if edition.key == key), None)


def whole(name: str) -> Iterator[tuple[Edition, bytes]]:
    for note in notes(name):
        edition = edition_of(note)
        content = edition and edition.content()
        if content:
            yield edition, content


def notes(name: str) -> list[str]:
    """The notes of that guide, newest first."""
    return sorted((file for file in files(name) if file.endswith(".json")), reverse=True)


def files(name: str) -> list[str]:
    try:
        found = default_storage.listdir(f"{FOLDER}/{name}")[1]
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}/{file}" for file in found]


def edition_of(note: str) -> Edition | None:
    """What the note tells; None when it was not written to its end, or is gone."""
    try:
        with default_storage.open(note) as file:
            told = json.loads(file.read())
        return Edition(**told | {name: told.get(name) and datetime.fromisoformat(told[name]) for name in MOMENTS})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def store(name: str, key: str, made_at: datetime, content: bytes, good_until: datetime | None = None) -> Edition:
    """Keeps a PDF; from now on it is the latest edition."""
    file = default_storage.save(f"{FOLDER}/{name}/{key}.pdf", ContentFile(content))
    edition = Edition(key, made_at, digest_of(content), len(content), int(PAGES.search(content)[1]), file, good_until)
    publish(name, edition)
    return edition


def publish(name: str, edition: Edition) -> None:
    """Makes the edition the latest."""
    told = asdict(edition)
    told = json.dumps(told | {name: told[name] and told[name].isoformat() for name in MOMENTS})
    default_storage.save(f"{FOLDER}/{name}/{next_name(name)}-{edition.key}.json", ContentFile(told.encode()))


def next_name(name: str) -> str:
    """The moment, or the one just after the newest note's: the clock may have gone back since that was written."""
    now, newest = timezone.now().strftime(MOMENT), next(iter(notes(name)), "")
    before = newest.rpartition("/")[2].partition("-")[0]
    if before < now:
        return now
    return (datetime.strptime(before, MOMENT) + timedelta(microseconds=1)).strftime(MOMENT)


def claim(name: str, key: str) -> str | None:
    """The right to build that edition, as the name of a file to release; None when somebody else has it.

    Storage gives a file that exists already another name, so only one of two gets the name that both asked for.
    """
    wanted = f"{FOLDER}/{name}/{key}.claim"
    if default_storage.exists(wanted) and is_abandoned(wanted):
        default_storage.delete(wanted)
    got = default_storage.save(wanted, ContentFile(b"building"))
    if got == wanted:
        return got
    default_storage.delete(got)
    return None


def release(claimed: str) -> None:
    default_storage.delete(claimed)


def is_older(file: str, age: timedelta) -> bool:
    since = age_of(file)
    return since is not None and since > age


def is_abandoned(claimed: str) -> bool:
    """Whether nobody can be at it any more; a claim from the future is from before the clock went back."""
    since = age_of(claimed)
    return since is not None and abs(since) > CLAIM_HOLDS


def age_of(file: str) -> timedelta | None:
    """Since it was written; None when it is not there."""
    try:
        return timezone.now() - default_storage.get_modified_time(file)
    except FileNotFoundError:
        return None


def names() -> list[str]:
    """The guides of which something is kept."""
    try:
        return default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return []


def forget_old(name: str, *, keep_latest: bool) -> None:
    """Deletes what is older than a week and served no more: notes first, then what no note tells of."""
    told = notes(name)
    for note in told[1:] if keep_latest else told:
        if is_older(note, KEPT_FOR):
            default_storage.delete(note)
    in_use = {edition.file for note in notes(name) if (edition := edition_of(note))}
    for file in files(name):
        if not file.endswith(".json") and file not in in_use and is_older(file, KEPT_FOR):
            default_storage.delete(file)
