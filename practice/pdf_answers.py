"""A stored PDF as an answer: to be saved, never shown inside this site's pages, not sent twice to the same reader."""

import hashlib

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from publishing.content_version import clock
from publishing.page_cache import freshness

POLICY = "default-src 'none'; sandbox"


def file_answer(request, form) -> HttpResponse:
    """The form's file, or 304 when the reader has it. Kept by others no longer than until a planned change.

    Raises FileNotFoundError when the storage has lost it.
    """
    etag = quote_etag(hashlib.sha256(form.file.name.encode()).hexdigest()[:32])  # a stored name means one content
    response = get_conditional_response(request, etag=etag) or _whole_file(form)
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = POLICY
    for name, value in freshness(clock.seconds_to_next_moment()).items():
        response.headers[name] = value
    return response


def _whole_file(form) -> FileResponse:
    return FileResponse(
        form.file.open(), as_attachment=True, filename=f"{form.slug}.pdf", content_type="application/pdf"
    )
