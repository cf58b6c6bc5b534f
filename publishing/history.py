"""What differed between two stored versions of a page and its rows, in words for staff."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from publishing.stored_rows import NOT_WORTH_SAYING, StoredRow, StoredRows, is_as_stored

LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Difference:
    """One field that changed: where, and its words before and after. Of many choices, those that went and came."""

    where: str
    before: str
    after: str


@dataclass(frozen=True)
class RevisionDifferences:
    """One saved change: the stored version of the page, and what it changed."""

    version: Version
    revision: Revision
    differences: list[Difference]


def revisions_with_differences(versions) -> list[RevisionDifferences]:
    """The changes behind these versions of one page, latest first, each compared with the change before it.

    Only the page's own rows are compared. A change that was stored with something larger and did not touch them is
    left out.
    """
    ordered = list(versions.select_related("revision__user").prefetch_related("revision__version_set").order_by("pk"))
    reader, found, before = StoredRows(), [], {}
    for version in ordered:
        after = reader.own(version)
        differences = _differences(before, after) if before else []
        if differences or not before or len(after) == len(version.revision.version_set.all()):
            found.append(RevisionDifferences(version, version.revision, differences))
        before = after
    return found[::-1]


def is_present(versions) -> bool:
    """Whether the page is now as the latest of these versions has it: going back to that one would change nothing."""
    latest = versions.select_related("revision").order_by("pk").last()
    return latest is not None and is_as_stored(StoredRows().own(latest))


def _differences(before: dict, after: dict) -> list[Difference]:
    found, page = [], next(iter(after))
    for key, row in after.items():
        if key not in before:
            found.append(Difference(row.kind, "", _("added: %(row)s") % {"row": _short(row.name)}))
        elif before[key] is not row:
            is_clear = key == page or row.name != before[key].name
            found += _changes(before[key], row, row.kind if is_clear else row.kind_and_name)
    found += [Difference(row.kind, _short(row.name), _("removed")) for key, row in before.items() if key not in after]
    return found


def _changes(before: StoredRow, after: StoredRow, where: str) -> Iterator[Difference]:
    for name, value in after.fields.items():
        old = before.fields.get(name)
        if name in NOT_WORTH_SAYING or old == value:
            continue
        field = after.field(name)
        yield Difference(f"{where}: {field.verbose_name if field else name}", *_words(field, old, value))


def _words(field, old, new) -> tuple[str, str]:
    if field and field.many_to_many:
        old, new = [set(map(str, values or ())) for values in (old, new)]
        return _names(field, old - new), _names(field, new - old)
    if field and field.many_to_one:
        return _names(field, {old} - {None}), _names(field, {new} - {None})
    return _short(old), _short(new)


def _names(field, keys: set) -> str:
    """What these ids stand for now; what is gone has no name any more."""
    rows = field.related_model._base_manager.in_bulk(keys)
    names = [_short(row) for row in rows.values()]
    return "; ".join([*names, *[_("(deleted since)")] * (len(keys) - len(names))])


def _short(value) -> str:
    text = " ".join(strip_tags(str("" if value is None else value)).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
