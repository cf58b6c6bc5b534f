"""Asks one address again and again over connections that stay open, with as little work as possible between."""

import contextlib
import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 16
END_OF_HEADERS = b"\r\n\r\n"


@dataclass(frozen=True)
class Load:
    """What came of it: answers per second, and the share of one core this client needed itself."""

    per_second: float
    own_share: float


def request_for(host: str, path: str, **headers: str) -> bytes:
    """The bytes of a GET; header names are written with _ for -."""
    named = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {host}", *named, "", ""]).encode()


def load(address: tuple[str, int], request: bytes, status: int, seconds: float) -> Load:
    """Keeps every connection busy for so many seconds. Any answer with another status is an error.

    Waits for what is still on its way, uncounted: a server left with it would take from whoever is measured next.
    """
    start = f"HTTP/1.1 {status} ".encode()
    with contextlib.ExitStack() as open_things:
        selector = open_things.enter_context(selectors.DefaultSelector())
        for _ in range(CONNECTIONS):
            connection = Connection(address, request, start)
            open_things.enter_context(connection.socket)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        answers, own, began = 0, time.process_time(), time.perf_counter()
        while (elapsed := time.perf_counter() - began) < seconds:
            answers += sum(key.data.read() for key, _ in selector.select(timeout=1))
        measured = Load(answers / elapsed, (time.process_time() - own) / elapsed)
        waiting = {key.data for key in selector.get_map().values()}
        while waiting:
            waiting -= {key.data for key, _ in selector.select(timeout=1) if key.data.read(asks_again=False)}
        return measured


class Connection:
    """One open connection with one question on its way."""

    def __init__(self, address, request: bytes, start: bytes):
        self.request, self.start, self.received = request, start, b""
        self.socket = socket.create_connection(address, timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)

    def read(self, asks_again: bool = True) -> int:
        """Takes what has come; asks again when the answer is complete. Returns the number of complete answers."""
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            raise ConnectionError("The server closed a connection that was to stay open.")
        self.received += chunk
        if len(self.received) < self._length():
            return 0
        if not self.received.startswith(self.start):
            raise ValueError(f"Unexpected answer: {self.received[:200]!r}")
        self.received = b""
        if asks_again:
            self.socket.sendall(self.request)
        return 1

    def _length(self) -> int:
        """Of the whole answer in bytes; more than there is while its headers are incomplete."""
        end = self.received.find(END_OF_HEADERS)
        if end < 0:
            return len(self.received) + 1
        head = self.received[:end].lower()
        found = head.find(b"content-length:")
        body = int(head[found + 15 :].split(b"\r\n", 1)[0]) if found >= 0 else 0
        return end + len(END_OF_HEADERS) + body
