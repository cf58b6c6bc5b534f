"""Keeps the admin from failing on addresses that nobody types by hand."""

import logging
import re
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
BEYOND_ANY_NUMBER_OF_OURS = re.compile(r"\d{19}")
MOST_ROWS = 300  # of all kinds together; the longest page has about a third


def forgiving(view):
    """A page that cannot be shown as its query asks is shown without it; a number no database has is not found."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        if BEYOND_ANY_NUMBER_OF_OURS.search(request.path_info):
            raise Http404
        if rows_claimed(request.POST) > MOST_ROWS:
            raise SuspiciousOperation("A form of the admin claims more rows than any page has.")
        try:
            response = rendered(request, view(request, *args, **kwargs))
        except (Http404, PermissionDenied, SuspiciousOperation):
            raise
        except Exception as error:
            is_list_action = "action" in request.POST
            if not (is_list_action or (request.method == "GET" and request.GET)):
                if isinstance(error, (OverflowError, DataError)):
                    raise SuspiciousOperation("A form of the admin names a number that no database has.") from error
                raise
            logger.warning("An admin page could not do what its query or its choice of rows asked.", exc_info=True)
            messages.error(request, _("That could not be done as asked. Nothing was changed; here is the whole page."))
            return HttpResponseRedirect(request.path)
        return response

    return shown


def rendered(request, response):
    """The response with its page made. A form sent with a word where a choice has its number cannot be shown again.

    Django asks the database for each choice of a field that completes what is typed, without looking at it first.
    """
    if hasattr(response, "render"):
        try:
            response.render()
        except ValueError as error:
            if request.method != "POST":
                raise
            raise SuspiciousOperation("A form of the admin names a choice by what is no number.") from error
    return response


def rows_claimed(post) -> int:
    """How many rows a form says it has. Django makes each, sent or not, and holds the database while it does."""
    counts = [post[name] for name in post if name.endswith("-TOTAL_FORMS")]
    return sum(int(count[:9]) for count in counts if count.isascii() and count.isdigit())
