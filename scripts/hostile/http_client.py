"""Sends bytes as they are, however wrong, and reads the one answer."""

import contextlib
import http.client
import socket
import time
from dataclasses import dataclass, field

SECONDS_TO_WAIT = 40


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing did."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    seconds: float = 0.0

    def get(self, name: str, default: str = "") -> str:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), default)

    @property
    def kind(self) -> str:
        """Its content type without parameters."""
        return self.get("Content-Type").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def request(method: str, target: bytes, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> bytes:
    """The bytes of one request. A Content-Length is added to a body unless the headers speak of one."""
    names = {name.lower() for name, _value in headers}
    if body and not names & {b"content-length", b"transfer-encoding"}:
        headers = [*headers, (b"Content-Length", str(len(body)).encode())]
    lines = [method.encode() + b" " + target + b" HTTP/1.1", *(name + b": " + value for name, value in headers)]
    return b"\r\n".join([*lines, b"Connection: close", b"", b""]) + body


def ask(host: str, port: int, raw: bytes, method: str) -> Answer:
    """Sends it on a connection of its own, says that nothing more comes, and reads the answer."""
    started = time.monotonic()
    try:
        with socket.create_connection((host, port), timeout=SECONDS_TO_WAIT) as connection:
            with contextlib.suppress(OSError):  # a refusal may come, and the connection close, before all is sent
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
            response = http.client.HTTPResponse(connection, method=method)
            response.begin()
            body = response.read()
            return Answer(response.status, response.getheaders(), body, time.monotonic() - started)
    except (OSError, http.client.HTTPException):
        return Answer(seconds=time.monotonic() - started)
