"""`python -m bench.count_queries /a/ /b/`: asks for each page once and prints the numbers of queries as JSON."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 - Django has to know its settings first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from publishing.content_version import clock  # noqa: E402
from publishing.page_cache import pages  # noqa: E402


def queries(path: str) -> int:
    """Of the second time, when all that a process reads once is read; without looks at the content version."""
    client = Client(headers={"host": "localhost"})
    for _ in range(2):
        pages.drop_all()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        assert response.status_code == 200, path
    return len(captured)


if __name__ == "__main__":
    clock.seconds_between_looks = float("inf")
    clock.version()
    print(json.dumps({path: queries(path) for path in sys.argv[1:]}))
