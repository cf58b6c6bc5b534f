"""Who gets to the staff's inbox, and how its pages leave."""

import logging
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from appointments.encryption import CannotDecrypt
from appointments.privacy import personal_page
from appointments.querysets import ANSWER, MANAGE

logger = logging.getLogger(__name__)


def may_answer(user) -> bool:
    """Whether the inbox is there for this user."""
    return user.is_active and user.is_staff and (user.has_perm(ANSWER) or user.has_perm(MANAGE))


def may_manage(user) -> bool:
    """Whether this user reads the requests of all offices, and exports them."""
    return user.is_active and user.is_staff and user.has_perm(MANAGE)


def staff_page(may=may_answer):
    """Marks a view for those of the staff who `may`. Strangers are asked to sign in; for others there is no such page.

    The referrer policy stays the site's own, same-origin: under no-referrer browsers send `Origin: null` with a form,
    which Django rightly refuses.
    """

    def decorate(view):
        @personal_page
        @wraps(view)
        def for_staff(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("staff:board"))
            if not may(request.user):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except CannotDecrypt as error:
                logger.error("A page of the inbox cannot be read: %s", error)
                return unreadable(request)

        return for_staff

    return decorate


def unreadable(request):
    """The key of FIELD_KEYS with which something was written is not there, or the stored text is damaged."""
    return render(request, "staff/unreadable.html", {"title": _("This cannot be read")}, status=503)
