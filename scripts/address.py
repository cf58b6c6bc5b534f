"""Where the site listens, and the names by which it may be called there."""

import os
import socket
from dataclasses import dataclass

from scripts.console import Stop

EVERYWHERE = ("0.0.0.0", "::", "")  # nosec B104 - the words people use; it is their choice


@dataclass(frozen=True)
class Address:
    """A host, as a name or an IP address, and a TCP port."""

    host: str = "127.0.0.1"
    port: int = 8000

    @classmethod
    def from_environment(cls) -> "Address":
        """HOST and PORT, with a sentence for what cannot be a port."""
        host, port = os.environ.get("HOST") or cls.host, os.environ.get("PORT") or str(cls.port)
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise Stop(f"PORT={port} is not a port. Choose a number from 1 to 65535, such as: make run PORT=8001")
        return cls(host.strip("[]"), int(port))

    @classmethod
    def free(cls) -> "Address":
        """A port of this machine that nobody uses right now."""
        with socket.socket() as probe:
            probe.bind((cls.host, 0))
            return cls(cls.host, probe.getsockname()[1])

    @property
    def visited_host(self) -> str:
        """What a visitor on this machine calls it."""
        return self.host if self.host not in EVERYWHERE else "127.0.0.1"

    @property
    def bind(self) -> str:
        """As gunicorn and runserver want it."""
        return f"{_in_a_url(self.host)}:{self.port}"

    @property
    def url(self) -> str:
        """As a visitor on this machine types it, without a slash at the end."""
        return f"http://{_in_a_url(self.visited_host)}:{self.port}"

    @property
    def names(self) -> list[str]:
        """The Host headers to answer: the host itself, or all names of this machine when it listens everywhere."""
        names = {self.visited_host, "localhost", "127.0.0.1", "::1"}
        if self.host in EVERYWHERE:
            names |= {socket.gethostname(), socket.getfqdn(), *_own_addresses()}
        return sorted(_in_a_url(name) for name in names)

    def refuse_when_taken(self):
        """Says so when nothing can listen there."""
        try:
            family, kind, _, _, where = socket.getaddrinfo(self.host or None, self.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(where)
                probe.listen(1)
        except OSError as error:
            raise Stop(
                f"Nothing can listen on {self.bind}: {error.strerror or error}. "
                f"Stop what uses it, or choose another port: make run PORT={self.port % 65535 + 1}"
            ) from error


def _in_a_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _own_addresses() -> list[str]:
    try:
        return [found[4][0].split("%")[0] for found in socket.getaddrinfo(socket.gethostname(), None)]
    except OSError:
        return []
