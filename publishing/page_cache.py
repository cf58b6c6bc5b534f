"""Public pages, kept compressed in this process's memory and answered before anything else runs.

A view opts in with @public_page. Nothing personal can get in: such a view sees no cookie, no user and no parameter
it did not name, and a page that sets a cookie or varies on one is refused. See docs/decisions/0005.
"""

import gzip
import hashlib
import logging
import threading
from collections import Counter, OrderedDict
from datetime import datetime
from functools import partial, wraps

import brotli
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified, QueryDict
from django.http.response import ResponseHeaders
from django.utils import timezone
from django.utils.cache import has_vary_header
from django.utils.http import parse_etags
from django.utils.translation import get_language

from publishing.content_version import clock, seconds_until
from publishing.prepared_pages import prepared

logger = logging.getLogger(__name__)

FRESH_SECONDS = 60
STALE_SECONDS = 600
MEMORY_BYTES = 48 * 1024 * 1024
SMALLEST_WORTH_COMPRESSING = 400
COMPRESS = {"br": partial(brotli.compress, quality=5), "gzip": partial(gzip.compress, compresslevel=6, mtime=0)}
SHARE_OF_COMPRESSED = 0.25  # of a page's bytes; memory is counted as if each encoding were there
KEPT_IN_304 = ("ETag", "Vary", "Cache-Control", "CDN-Cache-Control")


def public_page(*, parameters: tuple[str, ...] = ()):
    """Marks a view whose page is the same for everybody.

    The view is called with the query parameters named here and no others, without cookies and as nobody; not at all
    when the worker made the page ahead, unless the request says `is_made_anew`. It may set
    `response.good_until` to the moment at which its page goes out of date by itself, such as when an office closes,
    and `response.is_kept = False` for a page that hardly anybody else will ask for: nobody keeps it then.
    """

    def decorate(view):
        @wraps(view)
        def shown_to_anybody(request, *args, **kwargs):
            if request.method not in ("GET", "HEAD"):
                return HttpResponseNotAllowed(["GET", "HEAD"])
            forget_the_visitor(request, parameters)
            found = None if getattr(request, "is_made_anew", False) else prepared(request)
            response = found or view(request, *args, **kwargs)
            if response.status_code == 200:
                response.public_parameters = parameters
            return response

        shown_to_anybody.public_parameters = parameters
        return shown_to_anybody

    return decorate


def forget_the_visitor(request, parameters: tuple[str, ...]) -> None:
    """Takes from the request what differs between visitors: cookies, user, parameters the view did not name."""
    request.GET = known_parameters(request.GET, parameters)
    request.META["QUERY_STRING"] = request.GET.urlencode()
    request.META.pop("HTTP_COOKIE", None)
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)  # Django would put a new one in the place of a broken one
    request.COOKIES = {}
    request.user = AnonymousUser()


def known_parameters(query: QueryDict, names: tuple[str, ...]) -> QueryDict:
    """The same query with only the named parameters, in the order of the names."""
    known = QueryDict(mutable=True)
    for name in names:
        if name in query:
            known.setlist(name, query.getlist(name))
    known._mutable = False
    return known


class KeptPage:
    """One page: its bytes in each encoding that was asked for, with the headers that belong to them.

    `planned` is the moment at which the content it was made from ceases to be in force.
    """

    def __init__(self, response: HttpResponse, planned: datetime | None = None):
        self.body = response.content
        self.digest = hashlib.sha256(self.body).hexdigest()[:32]
        self.headers = {
            name: value
            for name, value in response.items()
            if name not in ("Content-Length", "ETag", "Cache-Control", "Vary")
        }
        self.headers["Vary"] = "Accept-Encoding"
        self.good_until, self.planned = getattr(response, "good_until", None), planned
        self.compressed = getattr(response, "compressed", {})
        self.encodings = tuple(COMPRESS) if len(self.body) >= SMALLEST_WORTH_COMPRESSING else ()
        self.size = int(len(self.body) * (1 + SHARE_OF_COMPRESSED * len(self.encodings)))
        self._made = {}

    def _in(self, encoding: str):
        """Content, ETag and headers in that encoding. Compressed when somebody first wants it so."""
        if encoding not in self._made:
            content, ending = self._packed(encoding)
            etag = f'"{self.digest}{ending}"'
            own = {**self.headers, "ETag": etag, "Content-Length": str(len(content)), **freshness(None)}
            if encoding:
                own["Content-Encoding"] = encoding
            self._made[encoding] = content, etag, ResponseHeaders(own)
        return self._made[encoding]

    def _packed(self, encoding: str) -> tuple[bytes, str]:
        """The bytes in that encoding, and the end of their tag: other bytes have another."""
        if not encoding:
            return self.body, ""
        if encoding in self.compressed:
            return self.compressed[encoding], f"-{encoding}-ahead"
        return COMPRESS[encoding](self.body), f"-{encoding}"

    def answer(self, request) -> HttpResponse:
        """The response for this request: in an encoding it accepts, 304 when it has the page already."""
        content, etag, headers = self._in(self._accepted(request.META.get("HTTP_ACCEPT_ENCODING", "")))
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if known and any(tag in ("*", etag) for tag in parse_etags(known.replace("W/", ""))):
            response = HttpResponseNotModified()
            for name in KEPT_IN_304:
                response.headers[name] = headers[name]
        else:
            response = HttpResponse(b"" if request.method == "HEAD" else content)
            response.headers = _twin(headers)
        left = self.seconds_left()
        if left is not None and left < FRESH_SECONDS + STALE_SECONDS:
            for name, value in freshness(left).items():
                response.headers[name] = value
        return response

    def seconds_left(self) -> float | None:
        """Seconds until this page goes out of date by plan; None when it does not."""
        both = (seconds_until(self.good_until), seconds_until(self.planned))
        return min((left for left in both if left is not None), default=None)

    @property
    def is_good(self) -> bool:
        return self.good_until is None or timezone.now() < self.good_until

    def _accepted(self, header: str) -> str:
        for encoding in self.encodings:
            if encoding in header and _acceptable(header, encoding):
                return encoding
        return ""


def _acceptable(header: str, encoding: str) -> bool:
    """Whether an Accept-Encoding header allows it; `q=0` means it does not (RFC 9110, 12.5.3)."""
    for part in header.lower().split(","):
        name, _, quality = part.replace(" ", "").partition(";q=")
        if name == encoding:
            return quality == "" or quality.strip("0.") != ""
    return False


def _twin(headers: ResponseHeaders) -> ResponseHeaders:
    """A copy that may be changed. Each header was checked when the page was kept; once more would cost a quarter."""
    twin = ResponseHeaders({})
    twin._store = dict(headers._store)
    return twin


def freshness(seconds_left: float | None) -> dict[str, str]:
    """How long others may keep a public page: browsers ask every time, a CDN keeps it for a minute.

    Never beyond the next moment at which content appears or disappears by plan, `seconds_left` from now.
    """
    fresh, stale = FRESH_SECONDS, STALE_SECONDS
    if seconds_left is not None:
        fresh = min(fresh, int(seconds_left))
        stale = min(stale, int(seconds_left) - fresh)
    return {
        "Cache-Control": f"public, max-age=0, s-maxage={fresh}",
        "CDN-Cache-Control": f"public, max-age={fresh}, stale-while-revalidate={stale}",
    }


class KeptPages:
    """The pages of the content version in force, the longest unused dropped first when memory is full."""

    def __init__(self, memory_bytes: int = MEMORY_BYTES):
        self.memory_bytes = memory_bytes
        self._lock = threading.Lock()
        self.hits = 0  # since this process began; whoever counts looks from time to time
        self.drop_all()

    def drop_all(self, version=None):
        self._version = version
        self._pages = OrderedDict()
        self._parameters = {}
        self._kept_at = Counter()  # how many pages of each path there are
        self._size = 0

    def find(self, request, version) -> KeptPage | None:
        """The kept page for this address, or None."""
        if version is None or version != self._version:
            return None
        parameters = self._parameters.get(request.path)
        if parameters is None:
            return None
        with self._lock:
            key = self._key(request, parameters)
            page = self._pages.get(key) if version == self._version else None  # a slow older one may have come first
            if page is None or not page.is_good:
                return None
            self._pages.move_to_end(key)
            self.hits += 1
            return page

    def keep(self, request, parameters, version, page: KeptPage):
        """Keeps a page made while `version` was in force."""
        with self._lock:
            if version != self._version:
                self.drop_all(version)
            key = self._key(request, parameters)
            replaced = self._pages.pop(key, None)
            self._size += page.size - (replaced.size if replaced else 0)
            self._pages[key] = page
            self._parameters[request.path] = parameters
            self._kept_at[request.path] += 0 if replaced else 1
            while self._size > self.memory_bytes:
                self._drop_longest_unused()

    def _drop_longest_unused(self):
        """Leaves nothing of a path that has no page any more: paths can be made up without end."""
        (path, *_rest), dropped = self._pages.popitem(last=False)
        self._size -= dropped.size
        self._kept_at[path] -= 1
        if not self._kept_at[path]:
            del self._kept_at[path], self._parameters[path]

    @staticmethod
    def _key(request, parameters):
        query = ""
        if parameters and request.META.get("QUERY_STRING"):
            query = known_parameters(request.GET, parameters).urlencode()
        return request.path, query, request.is_secure(), get_language()


pages = KeptPages()


class PageCacheMiddleware:
    """Answers public pages from memory, keeps new ones, and forbids everybody to keep anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        version = None
        if request.method in ("GET", "HEAD"):
            version = clock.version()
            kept = pages.find(request, version) if self._is_for_this_site(request) else None
            if kept:
                return kept.answer(request)
        response = self.get_response(request)
        parameters = getattr(response, "public_parameters", None)
        if parameters is None or not self._is_impersonal(request, response):
            if not response.has_header("Cache-Control"):
                response.headers["Cache-Control"] = "private, no-store"
            return response
        page = KeptPage(response, version.until if version else None)
        if version is None or not getattr(response, "is_kept", True):
            return self._for_one_visitor(page.answer(request))
        if request.method == "GET":
            pages.keep(request, parameters, version, page)
        return page.answer(request)

    @staticmethod
    def _is_for_this_site(request) -> bool:
        """What is kept would answer before anybody looks; a foreign host is refused later, with every header."""
        try:
            request.get_host()
        except DisallowedHost:
            return False
        return True

    @staticmethod
    def _for_one_visitor(response):
        """Nobody may keep it: what was typed stands in its address and in it, or how long it holds is not known."""
        response.headers["Cache-Control"] = "private, no-store"
        response.headers.pop("CDN-Cache-Control", None)
        return response

    @staticmethod
    def _is_impersonal(request, response) -> bool:
        if not response.cookies and not has_vary_header(response, "Cookie"):
            return True
        logger.error("The public page %s sets or reads a cookie; it was not kept.", request.path_info)
        return False
