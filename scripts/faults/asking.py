"""One request to the running site; a connection that breaks is an answer, too."""

import http.client

from scripts.address import Address


def ask(
    address: Address, method: str, path: str, body: str | bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], str]:
    """Status, headers and text; status 0 when the connection broke."""
    connection = http.client.HTTPConnection(address.visited_host, address.port, timeout=40)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body, {**kind, **(headers or {})})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, {}, ""
    finally:
        connection.close()
