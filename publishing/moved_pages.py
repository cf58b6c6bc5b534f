"""An address that no longer exists leads to where its page, or the page above it, has moved."""

from django.http import HttpResponsePermanentRedirect

from publishing.models import Redirect


def new_address(path: str) -> str | None:
    """Where the page at this path has moved; the nearest moved ancestor counts. None when nothing moved."""
    steps = [step for step in path.split("/") if step]
    ancestors = ["/" + "/".join(steps[:length]) + "/" for length in range(1, len(steps) + 1)]
    moves = dict(Redirect.objects.filter(old_path__in=ancestors).values_list("old_path", "new_path"))
    if not moves:
        return None
    nearest = max(moves, key=len)
    below = path.removesuffix("/") + "/"
    return moves[nearest] + below.removeprefix(nearest)


class MovedPagesMiddleware:
    """Turns a 404 into a permanent redirect where a page has moved. A page that exists is never redirected."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or len(request.path_info) > 300:
            return response
        address = new_address(request.path_info)
        if address is None:
            return response
        query = request.META.get("QUERY_STRING")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
