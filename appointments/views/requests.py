"""STUB to be replaced."""

from django.http import HttpResponse


def request_appointment(request, **kwargs):
    return HttpResponse(status=501)


def request_received(request, **kwargs):
    return HttpResponse(status=501)
