"""What there is to attack: each address with a real example, the parameters it is asked with, the forms on it."""

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from scripts.hostile.html_pages import Form, Page
from scripts.hostile.http_client import Answer, ask, request

PAGES_OF_A_KIND = 3
EXAMPLE = "1"
CSRF = "c" * 32  # the guard against foreign forms is not what is tried; whoever knows it gets further
STARTS = {"": ["/", "/nowhere/", "/sign-in/"], "manager": ["/staff/", "/sign-in/second-step/"], "admin": ["/admin/"]}
STARTS["editor"] = STARTS["admin"]
ROOMS = {"/staff/": ("manager", ""), "/admin/": ("admin", ""), "/sign-in/": ("manager", "")}
SIGNS_OUT = ("/sign-in/out/", "/admin/logout/")
SLOT = re.compile(r"<(\w+)>")


@dataclass
class Route:
    """One address of the resolver. `example` is a real path of it where a page links to one."""

    template: str
    regex: re.Pattern
    parameters: dict[str, None] = field(default_factory=dict)
    example: str = ""
    crawled: dict[str, int] = field(default_factory=dict)  # visitor → how many of its pages were read

    @property
    def visitors(self) -> tuple[str, ...]:
        """Who is sent there; "" is a stranger. Nobody signed in is sent where the session ends."""
        if self.template in SIGNS_OUT:
            return ("",)
        return next((who for start, who in ROOMS.items() if self.template.startswith(start)), ("",))

    @property
    def is_public(self) -> bool:
        return not self.template.startswith(tuple(ROOMS))

    @property
    def path(self) -> str:
        return self.example or SLOT.sub(EXAMPLE, self.template)

    @property
    def slots(self) -> list[str]:
        return SLOT.findall(self.template)

    def with_slot(self, slot: str, value: str) -> str:
        """The example with another value in one place."""
        found = self.regex.match(self.example)
        start, end = found.span(slot) if found and slot in self.regex.groupindex else (0, 0)
        if end:
            return self.example[:start] + value + self.example[end:]
        return SLOT.sub(lambda match: value if match[1] == slot else EXAMPLE, self.template)


@dataclass
class PostForm:
    """A form on a page, as one visitor sees it."""

    page: str
    visitor: str
    action: str
    number: int  # its place among the page's forms
    form: Form


class Surface:
    """Everything that can be attacked on a running site, found by its resolver and by reading its pages."""

    def __init__(self, host: str, port: int, routes: list[dict], cookies: dict[str, str]):
        self.host, self.port, self.cookies = host, port, cookies
        self.routes = [
            Route(row["template"], re.compile(row["regex"]), dict.fromkeys(row["parameters"])) for row in routes
        ]
        self.forms: dict[tuple, PostForm] = {}

    def headers(self, visitor: str) -> list[tuple[bytes, bytes]]:
        """What a browser of that visitor sends with everything."""
        cookie = "; ".join(filter(None, [f"csrf={CSRF}", self.cookies.get(visitor)]))
        return [
            (b"Host", f"{self.host}:{self.port}".encode()),
            (b"Cookie", cookie.encode()),
            (b"X-CSRFToken", CSRF.encode()),
        ]

    def get(self, path: str, visitor: str) -> Answer:
        return ask(self.host, self.port, request("GET", path.encode(), self.headers(visitor)), "GET")

    def route_of(self, path: str) -> Route | None:
        return next((route for route in self.routes if route.regex.match(path)), None)

    def explore(self):
        """Reads a few pages of each kind as each visitor, following links."""
        for visitor, starts in STARTS.items():
            waiting, seen = deque(starts), set(starts)
            while waiting:
                address = waiting.popleft()
                found = self._read(address, visitor)
                waiting.extend(link for link in found if link not in seen)
                seen.update(found)

    def _read(self, address: str, visitor: str) -> list[str]:
        """Notes one page, unless enough of its kind are known; returns the addresses it links to."""
        path = urlsplit(address).path
        route = self.route_of(path)
        if route is None or path in SIGNS_OUT or route.crawled.get(visitor, 0) >= PAGES_OF_A_KIND:
            return []
        route.crawled[visitor] = route.crawled.get(visitor, 0) + 1
        answer = self.get(address, visitor)
        if answer.status in (301, 302, 303):
            return self._ours(address, [answer.get("Location")])
        if answer.status == 200 and not route.example:
            route.example = path
        if answer.kind != "text/html":
            return []
        page = Page(answer.text)
        for number, form in enumerate(page.forms):
            self._note(address, visitor, number, form)
        return self._ours(address, page.links)

    def _ours(self, address: str, links) -> list[str]:
        """Addresses of this site among the links, without fragments; their parameters are noted."""
        found = []
        for link in links:
            aim = urlsplit(urljoin(f"http://{self.host}:{self.port}{address}", link))
            if (aim.hostname, aim.port) != (self.host, self.port):
                continue
            route = self.route_of(aim.path)
            if route:
                route.parameters.update(dict.fromkeys(name for name, _value in parse_qsl(aim.query)))
            found.append(f"{aim.path}?{aim.query}" if aim.query else aim.path)
        return found

    def _note(self, address: str, visitor: str, number: int, form: Form):
        """A form that asks adds parameters to its address; one that changes something is kept once a kind."""
        aim = urlsplit(urljoin(f"http://{self.host}{address}", form.action))
        action = f"{aim.path}?{aim.query}" if aim.query else aim.path
        route = self.route_of(aim.path)
        if form.method != "post":
            if route:
                route.parameters.update(form.names)
            return
        if aim.path in SIGNS_OUT:
            return
        names = frozenset(re.sub(r"\d+", "0", name) for name in form.names)
        key = visitor, route.template if route else aim.path, names
        self.forms.setdefault(key, PostForm(address, visitor, action, number, form))
