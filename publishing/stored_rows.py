"""Rows as an earlier change stored them, and which of them belong together."""

import json

from django.core import serializers
from django.db.models import CASCADE
from django.utils.text import Truncator
from reversion import is_registered
from reversion.models import Version

Key = tuple  # the row's model and its id, as text
NOT_WORTH_SAYING = {"id", "updated_at", "reviewed_at", "picture_width", "picture_height"}


class StoredRow:
    """One stored row, readable without knowing whether its model still has the same fields."""

    def __init__(self, version: Version):
        self.model, self.fields, self.name = version._model, _in_one_order(version.field_dict), version.object_repr
        self.words = _comparable(version.serialized_data)
        self.hangs_on = {
            (field.related_model, str(self.fields.get(field.attname)))
            for field in self.model._meta.concrete_fields
            if field.many_to_one and field.remote_field.on_delete is CASCADE
        }

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def kind_and_name(self) -> str:
        return f"{self.kind} “{Truncator(self.name).chars(60)}”"

    def field(self, name: str):
        """The field whose values are stored under that name; None when the model has it no more."""
        fields = (*self.model._meta.concrete_fields, *self.model._meta.many_to_many)
        return next((field for field in fields if field.attname == name), None)


class StoredRows:
    """Reads rows, each state of a row once: a revision may hold hundreds, nearly all as in the one before."""

    def __init__(self):
        self._read = {}

    def own(self, version: Version) -> dict[Key, StoredRow]:
        """By key, the row of this version and those that were stored with it and would be deleted with it."""
        stored = {_key(each): self._row(each) for each in version.revision.version_set.all()}
        found, below = {}, {_key(version)}
        while below:
            found |= {key: stored[key] for key in below}
            below = {key for key, row in stored.items() if key not in found and row.hangs_on & below}
        return found

    def _row(self, version: Version) -> StoredRow:
        state = (version.content_type_id, version.object_id, version.serialized_data)
        return self._read.get(state) or self._read.setdefault(state, StoredRow(version))


def own_versions(version: Version) -> list[int]:
    """The ids of the stored versions that bring back this row and what hangs below it, and nothing else."""
    own = StoredRows().own(version)
    return [each.pk for each in version.revision.version_set.all() if _key(each) in own]


def is_as_stored(own: dict[Key, StoredRow]) -> bool:
    """Whether these rows are in the database just as they were stored, and nothing came below them since."""
    ids = {}
    for model, pk in own:
        ids.setdefault(model, set()).add(pk)
    return not any(_came_since(model, ids) for model in ids) and {
        key: row.words for key, row in own.items()
    } == _words_now(ids)


def _words_now(ids: dict) -> dict[Key, dict]:
    found = {}
    for model, pks in ids.items():
        choices = [field.name for field in model._meta.local_many_to_many]
        for row in model._base_manager.filter(pk__in=pks).prefetch_related(*choices):
            found[model, str(row.pk)] = _comparable(serializers.serialize("json", [row]))
    return found


def _came_since(model, ids: dict) -> bool:
    below = [each for each in model._meta.related_objects if each.on_delete is CASCADE]
    return any(
        each.related_model._base_manager.filter(**{f"{each.field.name}__in": ids[model]})
        .exclude(pk__in=ids.get(each.related_model, ()))
        .exists()
        for each in below
        if is_registered(each.related_model)
    )


def _comparable(serialized: str) -> dict:
    """The stored values that staff could tell apart."""
    (row,) = json.loads(serialized)
    return _in_one_order({name: value for name, value in row["fields"].items() if name not in NOT_WORTH_SAYING})


def _in_one_order(values: dict) -> dict:
    """The same values, with choices sorted: the database promises no order of them."""
    return {name: sorted(value, key=str) if isinstance(value, list) else value for name, value in values.items()}


def _key(version: Version) -> Key:
    return version._model, version.object_id
