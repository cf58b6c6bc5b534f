"""Counts and times what is not answered from memory, and tells the log which request it is about."""

import time

from django.conf import settings

from clinic_site.watching import current
from clinic_site.watching.tally import tally


class WatchRequests:
    """Stands behind the page cache: a page from there costs nothing here and is counted there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token, began = current.begin(request), time.perf_counter()
        try:
            response = self.get_response(request)
        finally:
            current.end(token)
        route = route_of(request)
        tally.count("requests", route, f"{response.status_code // 100}xx")
        tally.time("request_seconds", route, seconds=time.perf_counter() - began)
        return response


def route_of(request) -> str:
    """The name of the address; few different ones, whatever visitors ask for. The whole admin is one."""
    match = request.resolver_match
    if match is None:
        return "static" if request.path_info.startswith(settings.STATIC_URL) else "unknown"
    if match.namespaces[:1] == ["admin"]:
        return "admin"
    return match.view_name
