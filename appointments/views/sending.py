"""What the public forms have in common: shown, checked, limited, stored once, and never lost when something fails.

These forms read and set no cookie, so there is no session that another site could ride on: their views are exempt
from Django's CSRF check, and the signed token of the form makes sending twice one sending.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error as DatabaseUnavailable
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from appointments.form_tokens import FormToken, new_token, read_token
from appointments.forms.sending import SendingForm
from appointments.manage_links import receipt_of
from appointments.models.sending import Sending
from appointments.services.limits import Limit, seconds_left, spend
from appointments.services.submissions import OfficeGone, Submitted
from practice.context_processors import current_practice
from publishing.client_address import visitor_group
from publishing.remembered import last_read, read_or_remembered
from publishing.request_size import bytes_sent

logger = logging.getLogger(__name__)

MOST_BYTES = 256 * 1024
MOST_VALUES = 200
TRY_AGAIN_AFTER = 30  # seconds


@dataclass(frozen=True)
class PublicForm:
    """What differs between one public form and another."""

    form: type[SendingForm]
    options: Callable
    model: type[Sending]
    template: str
    address: str
    thanks: str
    store: Callable[[SendingForm, FormToken], Submitted]

    @property
    def limits_per_visitor(self) -> tuple[Limit, ...]:
        """A family behind one address may each send a request."""
        name = self.form.kind
        return Limit(f"{name}.visitor", 5, timedelta(minutes=10)), Limit(f"{name}.visitor.day", 20, timedelta(days=1))

    @property
    def limit_of_all(self) -> Limit:
        """For all together who send without JavaScript, so that nobody fills the database."""
        return Limit(f"{self.form.kind}.all", 300, timedelta(hours=1))

    @property
    def limit_of_all_worked(self) -> Limit:
        """For all whose browsers did some work for it: strangers' programs cannot shut them out cheaply."""
        return Limit(f"{self.form.kind}.worked", 3000, timedelta(hours=1))


def answer(request, kind: PublicForm) -> HttpResponse:
    """The empty form, or what becomes of a filled-in one."""
    if request.method != "POST":
        form = kind.form.addressed(read_or_remembered(kind.options), request.GET)
        return _page(request, kind, form, new_token(timezone.now()))
    if bytes_sent(request) > MOST_BYTES:
        return render(request, "appointments/too_long.html", {"address": reverse(kind.address)}, status=413)
    if sum(map(len, dict(request.POST.lists()).values())) > MOST_VALUES:
        return render(request, "appointments/too_long.html", {"address": reverse(kind.address)}, status=400)
    return _answer_sending(request, kind, read_token(request.POST.get("token", "")))


def _answer_sending(request, kind, token) -> HttpResponse:
    try:
        options = read_or_remembered(kind.options)
    except DatabaseUnavailable as error:
        return _not_stored(request, kind, None, token, error)
    if "begin" in request.POST:
        return _begun(request, kind, options)
    form = kind.form(options, request.POST)
    try:
        if not form.is_valid() or form.needs_another_look:
            return _page(request, kind, form, token)
        return _store(request, kind, form, token)
    except OfficeGone:
        form.add_error("location", form.fields["location"].error_messages["invalid_choice"])
        return _page(request, kind, form, token)
    except DatabaseUnavailable as error:
        return _not_stored(request, kind, form, token, error)


def _begun(request, kind, options) -> HttpResponse:
    """The form with what a button of ours brought along; a button of another site brings no words.

    The browser may keep it for its Back button: with `no-store` that would lead to an error page, and what was typed
    would be gone. See docs/decisions/0030.
    """
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    form = (kind.form.begun if is_ours else kind.form.addressed)(options, request.POST)
    response = _page(request, kind, form, new_token(timezone.now()))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _store(request, kind, form, token) -> HttpResponse:
    reached = None if _is_stored(kind, token) else _limit_reached(request, kind, form.is_worked(token))
    if reached and not _is_stored(kind, token):
        return _page(request, kind, form, token, status=429, wait=seconds_left(reached), problem="too_many")
    submitted = kind.store(form, token)
    if not submitted.is_same:
        told = {"problem": "sent_before", "earlier": submitted.sending}
        return _page(request, kind, form, new_token(timezone.now()), **told)
    receipt = receipt_of(form.kind, submitted.sending.reference)
    response = redirect(reverse(kind.thanks, query={"receipt": receipt}))
    response.status_code = 303
    return response


def _is_stored(kind, token) -> bool:
    return kind.model.objects.sent_as(token.key) is not None


def _limit_reached(request, kind, is_worked: bool) -> Limit | None:
    """Counts one sending. Returns the limit it went over, if any."""
    who = visitor_group(request)
    over = [limit for limit in kind.limits_per_visitor if not spend(limit, who)]
    for_all = kind.limit_of_all_worked if is_worked else kind.limit_of_all
    if not over and not spend(for_all):
        over = [for_all]
    return over[-1] if over else None


def _not_stored(request, kind, form, token, error) -> HttpResponse:
    """503 with all that was typed. Says only what kind of error it was: its text may hold what a patient wrote."""
    logger.error("A form (%s) could not be stored: %s.", kind.form.kind, type(error).__name__)
    if form is not None:
        return _page(request, kind, form, token, status=503, wait=TRY_AGAIN_AFTER, problem="not_stored")
    values = [(name, value) for name, values in request.POST.lists() for value in values if name != "token"]
    context = {
        "practice": last_read(current_practice),
        "address": reverse(kind.address),
        "token": token.text,
        "values": values,
    }
    return _waiting(render(request, "appointments/not_stored.html", context, status=503), TRY_AGAIN_AFTER)


def _page(request, kind, form, token, *, status=200, wait=0, **told) -> HttpResponse:
    context = {
        "practice": form.options.practice,  # in place of the context processor's, which asks the database
        "notices_in_force": form.options.notices,
        "form": form,
        "token": token,
        "address": reverse(kind.address),
        **told,
    }
    return _waiting(render(request, kind.template, context, status=status), wait)


def _waiting(response, seconds: int) -> HttpResponse:
    """Says when to try again, if at all."""
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response
