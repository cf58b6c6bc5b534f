"""A stored PDF as an answer: to be saved, never shown inside this site's pages, not sent twice to the same reader."""

import hashlib

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from publishing import file_policies
from publishing.content_version import Version, seconds_until
from publishing.page_cache import FRESH_SECONDS, freshness


def public_file_answer(request, form, version: Version | None) -> HttpResponse:
    """The form's file. Kept by others for a minute, and never beyond the next change planned in that version.

    `version` was in force before the form was read; where it is not known others ask here each time. A form that was
    taken away has to vanish soon, so nobody may hand out an old one while asking for a new one. Raises
    FileNotFoundError as below.
    """
    response = file_answer(request, form)
    left = seconds_until(version.until) if version else 0
    for name, value in freshness(FRESH_SECONDS if left is None else min(left, FRESH_SECONDS)).items():
        response.headers[name] = value
    return response


def file_answer(request, form) -> HttpResponse:
    """The form's file, or 304 when the reader has it; kept by nobody unless the caller says so.

    Raises FileNotFoundError when the storage has lost it.
    """
    etag = quote_etag(hashlib.sha256(form.file.name.encode()).hexdigest()[:32])  # a stored name means one content
    response = get_conditional_response(request, etag=etag) or _whole_file(form)
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = file_policies.SAVED
    return response


def _whole_file(form) -> FileResponse:
    return FileResponse(
        form.file.open(), as_attachment=True, filename=f"{form.slug}.pdf", content_type="application/pdf"
    )
