"""STUB to be replaced."""

from django.http import HttpResponse


def contact(request, **kwargs):
    return HttpResponse(status=501)


def message_received(request, **kwargs):
    return HttpResponse(status=501)
