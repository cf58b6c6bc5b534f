"""The address of the quiz: a first page that is the same for everybody, and steps that belong to one person."""

from functools import wraps

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from publishing.page_cache import public_page
from quiz.current import current_script
from quiz.views import pages
from quiz.views.steps import next_page


def personal_step(view):
    """Marks a view whose answers belong to one person, in a browser whose Back button has to work.

    The browser may keep such a page for that button and must ask us before it shows it for anything else; nobody
    between may keep it. `no-store` would put an error page behind Back. See docs/decisions/0030.
    """

    @wraps(view)
    def not_shared(request):
        response = view(request)
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)  # Django would put a new one in the place of a broken one
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return sensitive_post_parameters()(not_shared)


@csrf_exempt  # it stores nothing and reads no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def pain_quiz(request):
    """GET: the first page. POST: the step after the one that was sent."""
    return take_step(request) if request.method == "POST" else first_page(request)


@public_page()
def first_page(request):
    """What the quiz is, and the signs of an emergency to tick; 404 while there is no quiz."""
    return pages.first(request, current_script())


@personal_step
def take_step(request):
    """Reads the state that came with the form, and shows what comes next."""
    return next_page(request, current_script())
