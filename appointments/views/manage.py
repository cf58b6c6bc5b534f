"""STUB to be replaced."""

from django.http import HttpResponse


def manage_request(request, **kwargs):
    return HttpResponse(status=501)


def visit_calendar(request, **kwargs):
    return HttpResponse(status=501)
