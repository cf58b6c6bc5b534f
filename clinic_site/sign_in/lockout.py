"""How many wrong passwords and codes are too many, and what the person is told then."""

import math
from datetime import timedelta

from allauth.mfa.signals import authentication_failed
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Max, Q, Sum
from django.dispatch import receiver
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from publishing.client_address import visitor_group

LOCKED_FOR = timedelta(minutes=15)
# An office's staff share one address, so it gets more than one person does; an account gets more than that, lest a
# stranger with a few addresses lock somebody out. Codes are short: an account gets few, whoever sends them.
PER_ACCOUNT_AND_ADDRESS = 5
PER_ADDRESS = 25
PER_ACCOUNT = 50
CODES_PER_ACCOUNT = 10
CODE_OF = "code of {}"


def client_ip(request) -> str | None:
    """The address that axes writes down."""
    return visitor_group(request) or None


def stored_name(request, credentials) -> str:
    """The name that axes writes down. One that nobody has may be a password in the wrong field: only its keyed hash."""
    name = (credentials or {}).get("username") or ""
    if get_user_model().objects.filter(username=name).exists():
        stored = name
    else:
        stored = salted_hmac("clinic_site.sign_in", name, algorithm="sha256").hexdigest()
    return CODE_OF.format(stored) if (credentials or {}).get("is_code") else stored


def for_code(user) -> dict:
    """How a wrong code is told from a wrong password in the records."""
    return {"username": user.get_username(), "is_code": True}


class Limits(AxesDatabaseHandler):
    """Axes' records, judged by several limits at once."""

    def reached(self, request, credentials=None) -> list:
        """The recent failures behind each limit that is reached; one from the future was before the clock went back."""
        name, address = stored_name(request, credentials), request.axes_ip_address
        is_code = (credentials or {}).get("is_code")
        limits = [
            (Q(username=name, ip_address=address), PER_ACCOUNT_AND_ADDRESS),
            (Q(ip_address=address), PER_ADDRESS),
            (Q(username=name), CODES_PER_ACCOUNT if is_code else PER_ACCOUNT),
        ]
        now = request.axes_attempt_time
        recent = AccessAttempt.objects.filter(attempt_time__gt=now - LOCKED_FOR, attempt_time__lt=now + LOCKED_FOR)
        counted = [(recent.filter(who).order_by(), most) for who, most in limits]
        return [rows for rows, most in counted if (rows.aggregate(n=Sum("failures_since_start"))["n"] or 0) >= most]

    def get_failures(self, request, credentials=None) -> int:
        """How many limits are reached. AXES_FAILURE_LIMIT is 1, so that any of them locks."""
        return len(self.reached(request, credentials))

    def reset_user_attempts(self, request, credentials=None) -> int:
        """A sign-in that succeeds forgets this person's own failures at this address, codes among them."""
        name = stored_name(request, credentials)
        own = AccessAttempt.objects.filter(username__in=[name, CODE_OF.format(name)])
        return own.filter(ip_address=request.axes_ip_address).delete()[0]

    def ends_at(self, request, credentials):
        """When the last of the reached limits lets go."""
        latest = [rows.aggregate(at=Max("attempt_time"))["at"] for rows in self.reached(request, credentials)]
        return max(latest, default=timezone.now()) + LOCKED_FOR


def locked_out(request, response=None, credentials=None):
    """One page for everybody who is locked out, whether the account exists or not."""
    left = AxesProxyHandler.get_implementation().ends_at(request, credentials) - timezone.now()
    minutes = max(1, math.ceil(left.total_seconds() / 60))
    page = render(request, "account/locked_out.html", {"minutes": minutes}, status=429)
    page.headers["Retry-After"] = str(minutes * 60)
    return page


def refuse_code_when_locked(request, user):
    """Raises ValidationError, and makes the answer the page of those who are locked out."""
    credentials = for_code(user)
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out, request.axes_credentials = True, credentials
        raise ValidationError(_("Too many wrong codes."))


@receiver(authentication_failed, dispatch_uid="clinic_site.sign_in.count_wrong_code")
def count_wrong_code(sender, request, user, **kwargs):
    AxesProxyHandler.user_login_failed(sender, for_code(user), request)
