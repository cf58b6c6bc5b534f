"""Lists as a reader looks things up: grouped by kind, or from A to Z under every name."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Entry:
    """One line of the A to Z: a condition under its own name or under another one."""

    name: str
    condition: object

    @property
    def is_other_name(self) -> bool:
        return self.name != self.condition.title


def grouped(treatments) -> list[tuple]:
    """(group, treatments) pairs; the treatments must come ordered by group."""
    return [(group, list(members)) for group, members in groupby(treatments, key=lambda treatment: treatment.group)]


def by_letter(conditions) -> list[tuple[str, list[Entry]]]:
    """(letter, entries) pairs from A to Z; what does not begin with a letter comes first, under “#”."""
    entries = {
        (name.casefold(), condition.pk): Entry(name[:1].upper() + name[1:], condition)
        for condition in conditions
        for name in [*condition.other_name_list, condition.title]
    }
    ordered = sorted(entries.values(), key=lambda entry: (_letter(entry), entry.name.casefold(), entry.condition.pk))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=_letter)]


def _letter(entry: Entry) -> str:
    """The plain letter to look under: E for É, “#” for a number or a sign."""
    plain = unicodedata.normalize("NFD", entry.name)[0].upper()
    return plain if plain.isalpha() else "#"
