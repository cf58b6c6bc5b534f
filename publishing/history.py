"""What differed between two stored versions of a page and its rows, in words for staff."""

from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

LONGEST_SHOWN = 160
NOT_WORTH_SAYING = {"id", "updated_at", "reviewed_at", "picture_width", "picture_height"}


@dataclass(frozen=True)
class Difference:
    """One field that changed: where, and its words before and after."""

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
    """The changes behind these versions of one page, latest first, each compared with the change before it."""
    ordered = list(versions.select_related("revision__user").prefetch_related("revision__version_set").order_by("pk"))
    found, before = [], {}
    for version in ordered:
        after = {item.content_type_id_and_pk: item for item in map(_Stored, version.revision.version_set.all())}
        found.append(RevisionDifferences(version, version.revision, _differences(before, after) if before else []))
        before = after
    return found[::-1]


class _Stored:
    """One stored row, readable without knowing whether its model still has the same fields."""

    def __init__(self, version):
        self.content_type_id_and_pk = (version.content_type_id, version.object_id)
        self.fields = version.field_dict
        self.model = version._model
        self.name = version.object_repr

    def label(self, field_name):
        """The row's kind and the field, in the words of the form."""
        names = {field.attname: field.verbose_name for field in self.model._meta.fields}
        return f"{self.model._meta.verbose_name}: {names.get(field_name, field_name)}"

    @property
    def kind(self):
        return str(self.model._meta.verbose_name)


def _differences(before: dict, after: dict) -> list[Difference]:
    found = []
    for key, row in after.items():
        if key not in before:
            found.append(Difference(row.kind, "", _("added: %(row)s") % {"row": _short(row.name)}))
            continue
        old = before[key].fields
        found += [
            Difference(row.label(name), _short(old.get(name)), _short(value))
            for name, value in row.fields.items()
            if name not in NOT_WORTH_SAYING and old.get(name) != value
        ]
    found += [Difference(row.kind, _short(row.name), _("removed")) for key, row in before.items() if key not in after]
    return found


def _short(value) -> str:
    text = " ".join(strip_tags(str("" if value is None else value)).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
