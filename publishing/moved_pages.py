"""An address that no longer exists leads to where its page, or the page above it, has moved."""

from django.http import HttpResponsePermanentRedirect

from publishing.models import Redirect

MOST_MOVES = 5


def new_address(path: str) -> str | None:
    """Where the page at this path has moved in the end; None when it has not, or when moves lead in a circle."""
    seen = [path]
    for _move in range(MOST_MOVES):
        address = _next_address(seen[-1])
        if address is None:
            return seen[-1] if len(seen) > 1 else None
        if address in seen:
            return None
        seen.append(address)
    return None


def _next_address(path: str) -> str | None:
    """One move further; the nearest moved ancestor of the path counts."""
    steps = [step for step in path.split("/") if step]
    ancestors = ["/" + "/".join(steps[:length]) + "/" for length in range(1, len(steps) + 1)]
    moves = dict(Redirect.objects.filter(old_path__in=ancestors).values_list("old_path", "new_path"))
    if not moves:
        return None
    nearest = max(moves, key=len)
    below = "/" + "/".join(steps) + "/"
    return moves[nearest] + below.removeprefix(nearest)


class MovedPagesMiddleware:
    """Turns a 404 into a permanent redirect where a page has moved. A page that exists is never redirected."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING")  # before a public view forgets what it did not ask for
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or len(request.path_info) > 300:
            return response
        address = new_address(request.path_info)
        if address is None:
            return response
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
