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


def forgiving(view):
    """A page that cannot be shown as its query asks is shown without it; a number no database has is not found."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        if BEYOND_ANY_NUMBER_OF_OURS.search(request.path_info):
            raise Http404
        try:
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
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
