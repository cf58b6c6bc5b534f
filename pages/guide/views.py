"""The guide as a page and as a PDF."""

import logging
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.guide import editions
from pages.guide.contents import document_of, language_tag, printed
from pages.guide.editions import Edition
from pages.guide.forms import GuideForm
from pages.guide.making import day_of, key_of, served
from pages.guide.material import gathered
from pages.guide.scope import Scope
from practice.models import State
from publishing import file_policies
from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import forget_the_visitor, freshness, public_page
from publishing.trail import home

logger = logging.getLogger(__name__)

PARAMETERS = ("state", "treatment")
SECONDS_UNTIL_MADE = 15


@public_page(parameters=PARAMETERS)
def guide(request):
    """The booklet on the screen. While its PDF is being made the page is kept for a moment only."""
    form = GuideForm(request.GET)
    scope = form.scope()
    document = document_of(gathered(in_full=bool(scope.treatment)), scope)
    edition = stored_edition(scope)
    is_current = edition is not None and edition.is_good and edition.key == key_of(printed(document))
    context = {
        "trail": trail_to(scope, document),
        "form": form,
        "scope": scope,
        "document": document,
        "page_title": page_title(scope, document),
        "edition": edition,
        "edition_day": day_of(edition.made_at if is_current else timezone.now()),
        "states": [(state, Scope(state.value, scope.treatment)) for state in State],
        "every_state": Scope(treatment=scope.treatment),
    }
    response = render(request, "pages/guide.html", context)
    if not is_current:
        response.good_until = timezone.now() + timedelta(seconds=SECONDS_UNTIL_MADE)
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


def trail_to(scope: Scope, document: dict) -> list[tuple[str, str]]:
    whole = [home(), (_("Guide"), reverse("pages:guide"))]
    return whole if scope == Scope() else [*whole, (document["title"], scope.page_path)]


def page_title(scope: Scope, document: dict) -> str:
    """A handout has the treatment's name, so its tab says what it is."""
    if not scope.treatment:
        return document["title"]
    words = {"title": document["title"], "state": State(scope.state).label if scope.state else ""}
    return (_("%(title)s, handout for %(state)s") if scope.state else _("%(title)s, handout")) % words


def stored_edition(scope: Scope) -> Edition | None:
    """The newest edition; None when there is none, or when storage does not answer: the page needs no PDF."""
    try:
        found = editions.latest(scope.name)
    except Exception:  # each storage has errors of its own
        logger.exception("The storage of the guide does not answer.")
        return None
    return found[0] if found else None


@require_safe
def guide_pdf(request):
    """The same guide as a PDF, as it was made when its content last changed."""
    forget_the_visitor(request, PARAMETERS)
    form = GuideForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('pages:guide')}?{request.GET.urlencode()}")  # it says what we do not know
    scope = form.scope()
    try:
        found = served(scope)
    except Exception:  # typesetting or storage, each with errors of its own: the page has the same words
        logger.exception("There is no PDF of the guide “%s”.", scope.name)
        found = None
    return pdf_response(request, scope, *found) if found else not_ready(request, scope)


def pdf_response(request, scope: Scope, edition: Edition, content: bytes) -> HttpResponse:
    etag = f'"{edition.digest[:32]}"'
    response = HttpResponse(b"" if request.method == "HEAD" else content, content_type="application/pdf")
    headers = {
        "Content-Length": str(edition.size),
        "Content-Disposition": f'inline; filename="{scope.file_name}"',
        "Content-Language": language_tag(),
        "ETag": etag,
        **freshness(edition.seconds_left()),
    }
    for name, value in headers.items():
        response.headers[name] = value
    answer = get_conditional_response(request, etag=etag, response=response)
    answer.headers["Content-Security-Policy"] = file_policies.READ  # on a 304, too: browsers take it over
    return answer


def not_ready(request, scope: Scope) -> HttpResponse:
    """503: leads to the page, which has the same words."""
    response = render(request, "pages/guide_not_ready.html", {"scope": scope}, status=503)
    response.headers["Retry-After"] = str(SECONDS_UNTIL_MADE)
    return response
