"""What is running: one digest of everything but content that decides what a page looks like."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

KINDS = (".html", ".json", ".mo", ".py", ".svg")
SETTINGS = ("SITE_URL", "DEMO", "LANGUAGE_CODE", "TIME_ZONE", "MEDIA_URL", "MEDIA_S3_BUCKET")


@cache
def release() -> str:
    """64 hexadecimal digits. Two processes with the same make the same page from the same content."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(repr([getattr(settings, name) for name in SETTINGS]).encode())
    digest.update(repr(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    """The templates, the code and drawn map of our apps, and the lock of the packages."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    for folder in sorted([*own, settings.BASE_DIR / "templates"]):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in KINDS)
    yield settings.BASE_DIR / "requirements.lock"
