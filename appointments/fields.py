"""Columns that only the site can read, and columns by which one of them can be found."""

import json

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models

from appointments.encryption import decrypt, digest, digests, encrypt

READABLE_LOOKUPS = {"isnull"}


class EncryptedField(models.TextField):
    """A value that stands encrypted in the database. It cannot be searched, compared or exported in clear."""

    @property
    def context(self) -> str:
        """What the ciphertext is bound to, so that it cannot be moved to another column."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def to_text(self, value) -> str:
        raise NotImplementedError

    def from_text(self, text: str):
        raise NotImplementedError

    def get_prep_value(self, value):
        return value

    def get_db_prep_value(self, value, connection, prepared=False):
        raise FieldError(f"{self.name} is encrypted: it can be stored and read, nothing else.")

    def get_db_prep_save(self, value, connection):
        return None if value is None else encrypt(self.to_text(value), self.context)

    def from_db_value(self, value, expression, connection):
        return None if value is None else self.from_text(decrypt(value, self.context))

    def get_lookup(self, lookup_name):
        if lookup_name not in READABLE_LOOKUPS:
            raise FieldError(f"{self.name} is encrypted: rows cannot be found by it.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted: rows cannot be found by it.")

    def value_to_string(self, obj):
        raise FieldError(f"{self.name} is encrypted: copy the database instead of exporting it.")

    def check(self, **kwargs):
        if self.unique or self.db_index:
            return [checks.Error("An encrypted column cannot be unique or indexed.", obj=self)]
        return super().check(**kwargs)


class EncryptedTextField(EncryptedField):
    """Text."""

    def to_text(self, value) -> str:
        return str(value)

    def from_text(self, text: str) -> str:
        return text


class EncryptedJSONField(EncryptedField):
    """Lists, dictionaries, truth values: whatever JSON can say."""

    def to_text(self, value) -> str:
        return json.dumps(value, ensure_ascii=False)

    def from_text(self, text: str):
        return json.loads(text)

    def to_python(self, value):
        return value


class LookupField(models.CharField):
    """The keyed hash of another field of the row, by which equal values are found without being readable."""

    def __init__(self, of: str = "", **kwargs):
        self.of = of
        super().__init__(**{"max_length": 64, "editable": False, "db_index": True, "blank": True, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    @property
    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.of}"

    def pre_save(self, instance, add):
        text = alike(str(getattr(instance, self.of) or ""))
        value = digest(self.context, text) if text else ""
        setattr(instance, self.attname, value)
        return value

    def digests(self, text: str) -> list[str]:
        """What the column may hold for this text, under any key still in use."""
        return digests(self.context, alike(text))


def alike(text: str) -> str:
    """What two spellings have in common: letter case does not count, nor does the extension of a telephone number."""
    return text.partition(";ext=")[0].strip().casefold()
