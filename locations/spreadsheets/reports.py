"""What an import would do, or did: row by row, in words for the person who chose the file."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NEW, CHANGED, UNCHANGED, FAULTY = "new", "changed", "unchanged", "faulty"
KINDS = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changed"),
    UNCHANGED: gettext_lazy("No changes"),
    FAULTY: gettext_lazy("Has a problem"),
}
OWN_SENTENCES = {
    "blank": gettext_lazy("This cell is empty; fill it in."),
    "null": gettext_lazy("This cell is empty; fill it in."),
    "unique": gettext_lazy("Another office already has this; write something else."),
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a row; `column` is empty when it concerns the row as a whole."""

    column: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """One cell that becomes another."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowReport:
    """One row of the file: its number in the spreadsheet, what it is about, and what becomes of it."""

    number: int
    name: str
    kind: str
    faults: list[Fault] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def kind_name(self):
        return KINDS[self.kind]


@dataclass(frozen=True)
class Report:
    """All rows of a file."""

    rows: list[RowReport]

    @property
    def faulty(self) -> list[RowReport]:
        return [row for row in self.rows if row.kind == FAULTY]

    @property
    def acting(self) -> list[RowReport]:
        """The rows that are new or change something."""
        return [row for row in self.rows if row.kind in (NEW, CHANGED)]

    @property
    def counts(self) -> Counter:
        return Counter(row.kind for row in self.rows)

    @property
    def summary(self) -> str:
        """“1 new, 2 changed, 11 without changes”."""
        return _("%(new)d new, %(changed)d changed, %(unchanged)d without changes") % {
            kind: self.counts[kind] for kind in (NEW, CHANGED, UNCHANGED)
        }

    @property
    def digest(self) -> str:
        """Equal for two reports that would do the same."""
        return hashlib.sha256(repr([(row.number, row.kind, row.changes) for row in self.rows]).encode()).hexdigest()


def faults_of(error: ValidationError, headings: dict[str, str]) -> list[Fault]:
    """The faults in an error of a model. `headings` maps fields to columns."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    found = []
    for name, errors in by_field.items():
        for one in errors:
            sentences = [OWN_SENTENCES[one.code]] if one.code in OWN_SENTENCES else one.messages
            found += [Fault(headings.get(name, ""), str(sentence)) for sentence in sentences]
    return found
