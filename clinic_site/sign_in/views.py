"""The few answers about signing in that allauth does not have."""

from allauth.account.views import logout
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe


def sign_out(request, extra_context=None):
    """Ends the session and has the browser forget the pages it kept."""
    response = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def still_here(request):
    """Whether the session goes on, which asking makes it do, and the form token that is good now."""
    signed_in = request.user.is_authenticated
    return JsonResponse({"signed_in": signed_in, "token": get_token(request) if signed_in else ""})


def too_many(request, exception=None):
    """The page of allauth's own limits."""
    return render(request, "account/locked_out.html", {"minutes": 1}, status=429)
