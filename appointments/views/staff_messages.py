"""STUB to be replaced."""

from django.http import HttpResponse


def message_list(request, **kwargs):
    return HttpResponse(status=501)


def message_detail(request, **kwargs):
    return HttpResponse(status=501)
