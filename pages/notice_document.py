"""A notice that is in force as a PDF, for those who want it on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from pages.guide.notice import can_be_typeset, document_of, notice_pdf
from practice.models import NoticeVersion, Practice
from practice.notices.forms import NoticeChoiceForm
from practice.notices.reading import reading_of
from publishing import file_policies
from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import public_page


@public_page(parameters=("state", "lang"))
def notice_document(request, slug):
    """One text of the notice. Not for the notice in all languages, nor for letters that our fonts do not have."""
    version = get_object_or_404(NoticeVersion.objects.in_force().with_texts(), notice__slug=slug)
    practice = Practice.objects.current()
    lines = list(practice.phone_lines.all()) if practice else []
    form = NoticeChoiceForm(request.GET)
    reading = reading_of(version, lines, *form.choice())
    document = document_of(practice, reading) if reading.has_document else None
    if document is None or not can_be_typeset(document):
        raise Http404
    response = HttpResponse(notice_pdf(document, version.in_force_from), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    response.headers["Content-Security-Policy"] = file_policies.READ
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response
