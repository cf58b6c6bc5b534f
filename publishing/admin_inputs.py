"""Keeps the admin's lists from failing on addresses and forms that nobody types by hand."""

from django.core.exceptions import FieldError, ValidationError
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _


class CleanChangelistMixin:
    """A list that cannot be shown as asked is shown unfiltered, with a sentence."""

    def changelist_view(self, request, extra_context=None):
        try:
            response = super().changelist_view(request, extra_context)
            if hasattr(response, "render"):
                response.render()
        except (ValueError, OverflowError, FieldError, ValidationError, TypeError):
            if not request.GET and request.method == "GET":
                raise
            messages.error(request, _("The list could not be shown as asked. Here is the whole list."))
            return HttpResponseRedirect(request.path)
        return response
