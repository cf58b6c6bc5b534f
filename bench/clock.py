"""How long one answer takes, over a connection of its own."""

import http.client
import time
from urllib.parse import urlsplit

from scripts.console import Stop


def clocked(url: str, path: str, form: bytes | None = None, **headers: str) -> float:
    """Milliseconds from opening the connection to the last byte; a form is posted. Headers with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    began = time.perf_counter()
    connection.request("GET" if form is None else "POST", path, form, named)
    response = connection.getresponse()
    response.read()
    passed = (time.perf_counter() - began) * 1000
    connection.close()
    if response.status != 200:
        raise Stop(f"{url}{path} answers {response.status} instead of 200.")
    return passed
