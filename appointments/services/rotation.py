"""Writes encrypted values again with the newest key."""

from django.apps import apps
from django.db import connection, models, transaction

from appointments.encryption import CannotDecrypt, is_current
from appointments.fields import EncryptedField, LookupField

BATCH = 200


def encrypted_models() -> list[type[models.Model]]:
    """Every model with at least one encrypted column."""
    return [model for model in apps.get_app_config("appointments").get_models() if encrypted_fields(model)]


def encrypted_fields(model) -> list[EncryptedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]


def rewrite(model) -> tuple[int, int]:
    """Encrypts the rows whose values were written with an older key; safe to run again.

    Returns how many rows, and how many were left as they are because no key of FIELD_KEYS reads them.
    """
    written, unreadable, last = 0, 0, 0
    while keys := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = keys[-1]
        with transaction.atomic():
            stale = _stale(model, keys)
            left = sum(not _rewritten(model, pk) for pk in stale)
        written, unreadable = written + len(stale) - left, unreadable + left
    return written, unreadable


def _rewritten(model, pk: int) -> bool:
    try:
        row = model.objects.select_for_update().get(pk=pk)
    except CannotDecrypt:
        return False
    row.save(update_fields=[field.name for field in _fields_to_write(model)])
    return True


def _fields_to_write(model) -> list[models.Field]:
    lookups = [field for field in model._meta.concrete_fields if isinstance(field, LookupField)]
    return [*encrypted_fields(model), *lookups]


def _stale(model, keys: list[int]) -> list[int]:
    """Those of the rows that hold a value of an older key. Reads the columns as they are stored."""
    names = ", ".join(connection.ops.quote_name(field.column) for field in encrypted_fields(model))
    places = ", ".join(["%s"] * len(keys))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        # The names come from our own models and go through the database's quote_name.
        cursor.execute(f"SELECT id, {names} FROM {table} WHERE id IN ({places})", keys)  # nosec B608
        return [key for key, *tokens in cursor.fetchall() if any(token and not is_current(token) for token in tokens)]
