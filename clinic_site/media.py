"""Uploaded pictures, where no web server in front serves them. Other uploads have views of their own."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.views.static import serve


def media(request, path):
    """A stored picture. Names are random and never reused, so anybody may keep it for a year."""
    response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "pictures")
    if isinstance(response, FileResponse):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
