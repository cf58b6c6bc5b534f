"""What happens to every request before the site looks at it, and to every answer on its way out."""

from django.http import HttpResponse

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

# Nothing further in sees a refusal, and it has no body: it carries what keeps a browser from making anything of it.
OF_A_REFUSAL = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class RefuseMalformedRequests:
    """Refuses what no browser sends and what breaks things further in.

    400: a NUL byte in the path, the query or a cookie. 405: TRACE. 415: a form in another charset than UTF-8.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refused = self._refusal(request)
        if refused:
            return HttpResponse(status=refused, headers=OF_A_REFUSAL)
        return self.get_response(request)

    @staticmethod
    def _refusal(request) -> int | None:
        meta = request.META
        if request.method == "TRACE":
            return 405
        query, cookie = meta.get("QUERY_STRING", ""), meta.get("HTTP_COOKIE", "")
        if "\0" in request.path_info or "\0" in query or "%00" in query:
            return 400
        if cookie and ("\0" in cookie or "\\000" in cookie):
            return 400
        if request.content_type in FORM_TYPES:
            charset = request.content_params.get("charset", "utf-8").lower()
            if charset not in ("utf-8", "utf8"):
                return 415
        return None


class IsolationHeaders:
    """Keeps other sites from embedding ours and ours from embedding others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


class HeadersAlone:
    """Answers HEAD as GET, without the body: gunicorn would drop it and write a warning about each one.

    Stands outside the page cache, which needs the body to say what the page's ETag is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.content = b""
        return response
