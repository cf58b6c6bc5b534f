"""Somebody with a browser, before nginx or before one gunicorn: a connection for each question, and cookies."""

import http.client
import re
import socket
import ssl
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

from scripts.faults.patients import BROUGHT, FORM, REFERENCE, answers
from scripts.stack.machine import HOST

OFFICE = "frederick"
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECONDS = 45


@dataclass
class Answer:
    """What came back; status 0 when nothing did."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def kept(self) -> str:
        """What nginx says about its own copy: MISS, HIT, STALE …; empty where it never looks."""
        return self.headers.get("x-kept", "")


@dataclass
class Visitor:
    """One browser. With `proxied` it asks gunicorn the way nginx does."""

    port: int
    source: str = "127.0.0.1"
    proxied: bool = False
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, headers)

    def post(self, path: str, values: dict[str, str], **headers: str) -> Answer:
        return self.ask("POST", path, urlencode(values), headers)

    def ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> Answer:
        headers = {"Host": HOST, **{name.replace("_", "-"): value for name, value in more.items()}}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        if self.proxied:
            headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": self.source}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.monotonic()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS)
        try:
            connection.sock = self.connected()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            self._remember(response.headers.get_all("Set-Cookie") or [])
            found = {name.lower(): ", ".join(response.headers.get_all(name)) for name in response.headers}
            return Answer(response.status, found, response.read(), time.monotonic() - began)
        except (OSError, http.client.HTTPException):
            return Answer(0, seconds=time.monotonic() - began)
        finally:
            connection.close()

    def connected(self, name: str = HOST) -> socket.socket:
        plain = socket.create_connection(("127.0.0.1", self.port), SECONDS, source_address=(self.source, 0))
        return plain if self.proxied else trusting().wrap_socket(plain, server_hostname=name)

    def _remember(self, lines: list[str]):
        for line in lines:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]

    def opened_form(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in BROUGHT.findall(self.get(FORM).text)}

    def send_request(self, name: str) -> Answer:
        """Opens the form, fills it in and sends it."""
        return self.post(FORM, answers(OFFICE, name, self.opened_form()))

    def reference_of(self, sent: Answer) -> str | None:
        """The reference on the page that a sent request leads to."""
        where = urlsplit(sent.headers.get("location", ""))
        found = REFERENCE.search(self.get(f"{where.path}?{where.query}").text) if sent.status == 303 else None
        return found.group(1) if found else None

    def fill_in(self, path: str, **values: str) -> Answer:
        """Opens a page of staff and sends its form."""
        token = CSRF.search(self.get(path).text)
        return self.post(path, {"csrfmiddlewaretoken": token.group(1) if token else "", **values})


def trusting() -> ssl.SSLContext:
    """Takes the trial's certificate for what it is."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
