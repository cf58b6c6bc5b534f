"""STUB to be replaced."""

from django.http import HttpResponse


def board(request, **kwargs):
    return HttpResponse(status=501)


def request_detail(request, **kwargs):
    return HttpResponse(status=501)
