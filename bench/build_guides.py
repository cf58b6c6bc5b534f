"""`python -m bench.build_guides`: builds four guides several times and prints pages, bytes and seconds as JSON."""

import json
import time

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django has to know its settings first

from bench.page import PAGE  # noqa: E402
from pages.guide.contents import document_of, printed  # noqa: E402
from pages.guide.editions import PAGES  # noqa: E402
from pages.guide.making import day_of  # noqa: E402
from pages.guide.material import gathered  # noqa: E402
from pages.guide.scope import Scope  # noqa: E402
from pages.guide.typesetting import pdf_of  # noqa: E402

TIMES = 11
MANY = 10
GUIDES = {
    "the whole guide": (Scope(), 1),
    "the guide of a state": (Scope(state="MD"), 1),
    "a treatment's handout": (Scope(treatment=PAGE.split("/")[2]), 1),
    f"{MANY} times the chapters": (Scope(), MANY),
}


def timed(scope: Scope, chapters: int) -> dict:
    """Pages and bytes of that guide with its chapters so many times over, and the seconds of each time it is built."""
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        content = built(scope, chapters)
        seconds.append(time.perf_counter() - began)
    return {"pages": int(PAGES.search(content)[1]), "bytes": len(content), "seconds": seconds}


def built(scope: Scope, chapters: int) -> bytes:
    """As the worker builds it, from reading the database on, with a process of its own for the typesetting."""
    made_at = timezone.now().replace(microsecond=0)
    document = printed(document_of(gathered(), scope)) | {"edition": day_of(made_at)}
    return pdf_of(document | {"sections": document["sections"] * chapters}, made_at=made_at)


if __name__ == "__main__":
    print(json.dumps({name: timed(*guide) for name, guide in GUIDES.items()}))
