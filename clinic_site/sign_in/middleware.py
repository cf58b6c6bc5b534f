"""Every request of a signed-in person: still within its time, with its second step, kept by nobody."""

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from clinic_site.sign_in.sessions import Standing, keep_awake, standing

STAFF_ADDRESSES = ("/admin/", "/staff/")
SIGN_IN_ADDRESSES = "/sign-in/"
ENDED = (Standing.IDLE_TOO_LONG, Standing.OVER)


class StaffSessions:
    """Ends sessions whose time is up, and lets nobody past the sign-in pages without a second step.

    The user is looked at only where somebody asks for `request.user`: public pages do not, and stay without cookies.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = SimpleLazyObject(lambda signed_in=request.user: let_in(request, signed_in))
        response = self.get_response(request)
        if request.path_info.startswith((*STAFF_ADDRESSES, SIGN_IN_ADDRESSES)):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(STAFF_ADDRESSES):
            return None
        has_user = request.user.is_authenticated  # asking makes the standing known
        found = getattr(request, "standing", None)
        if not has_user and found in ENDED:
            return signed_out(request, found)
        if found is Standing.NEEDS_SECOND_FACTOR:
            return redirect("mfa_index")
        return None


def let_in(request, user):
    """The user whose session is good; nobody in place of one whose session is not."""
    if not user.is_authenticated:
        return AnonymousUser()
    request.standing = standing(request.session, user)
    if request.standing in ENDED:
        request.session.flush()
        return AnonymousUser()
    keep_awake(request.session)
    is_setting_up = request.path_info.startswith(SIGN_IN_ADDRESSES)
    if request.standing is Standing.NEEDS_SECOND_FACTOR and not is_setting_up:
        return AnonymousUser()
    return user


def signed_out(request, found: Standing):
    """Says why, and leads back to the same page; a form that was sent is said not to be saved."""
    next_page = request.get_full_path() if request.method == "GET" else request.path
    sign_in_url = f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: next_page})}"
    why = (
        _("You were signed out because nothing happened for 15 minutes.")
        if found is Standing.IDLE_TOO_LONG
        else _("You were signed out. Please sign in again.")
    )
    if request.method == "POST":
        return render(request, "account/signed_out.html", {"why": why, "sign_in_url": sign_in_url}, status=403)
    messages.info(request, why)
    return redirect(sign_in_url)
