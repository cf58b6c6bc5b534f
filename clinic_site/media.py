"""Uploaded pictures, where no web server in front serves them. Other uploads have views of their own."""

import re
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.static import serve

NAME = re.compile(r"(?:[\w-]+/)*[\w-]+\.\w+", re.ASCII)  # storages make of `..` and `\` a way to other uploads


def media(request, path):
    """A stored picture. Names are random and never reused, so anybody may keep it for a year."""
    if settings.MEDIA_S3_BUCKET:
        response = picture_from_storage(path)
    else:
        response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "pictures")
    if isinstance(response, FileResponse):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def picture_from_storage(path: str) -> FileResponse:
    """From wherever uploads lie. A visitor's browser asks nobody but us."""
    if not NAME.fullmatch(path):
        raise Http404
    try:
        return FileResponse(default_storage.open(f"pictures/{path}"))
    except FileNotFoundError as error:
        raise Http404 from error
