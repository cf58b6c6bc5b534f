"""What tests of database constraints share: an attempt that must fail, and every constraint of an app."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction


def refuses(attempt, *, naming=None):
    with pytest.raises(IntegrityError, match=naming), transaction.atomic():
        attempt()


def constraints_of(label: str) -> dict:
    """By name."""
    models = apps.get_app_config(label).get_models()
    return {constraint.name: constraint for model in models for constraint in model._meta.constraints}
