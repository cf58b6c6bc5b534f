"""Makes editions: in the background when what a guide says has changed, in the request only for the very first one."""

import hashlib
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.utils import formats, timezone

from pages.guide import editions, printable, typesetting, typesetting_process
from pages.guide.contents import document_of, printed
from pages.guide.editions import Edition
from pages.guide.material import Material, gathered
from pages.guide.scope import Scope
from pages.guide.typesetting import FONTS, TEMPLATE, pdf_of
from practice.models import State
from publishing.content_version import clock, next_moment

logger = logging.getLogger(__name__)

SECONDS_FOR_A_TURN = 2
SECONDS_FOR_A_VISITOR = 2
SECONDS_BETWEEN_LOOKS = 600  # storage may have lost something without a change of content


def key_of(document: dict) -> str:
    """A name for everything that decides what the PDF looks like: words, template, typesetting, fonts; not the date."""
    said = json.dumps(document, sort_keys=True).encode()
    return hashlib.sha256(said + look()).hexdigest()[:32]


@cache
def look() -> bytes:
    """A digest of what turns a document into a PDF."""
    modules = (typesetting, typesetting_process, printable)
    files = [TEMPLATE, *(Path(module.__file__) for module in modules), *sorted(FONTS.glob("*.ttf"))]
    digests = [hashlib.sha256(file.read_bytes()).digest() for file in files]
    return b"".join(digests) + typst.__version__.encode()


def brought_up_to_date(material: Material, scope: Scope) -> Edition | None:
    """The edition that says what the material says, made if need be; None while another process makes it."""
    document, good_until = printed(document_of(material, scope)), next_moment(timezone.now())
    key = key_of(document)
    newest = editions.latest(scope.name)
    if newest and newest[0].key == key and newest[0].is_good:
        return newest[0]
    claimed = editions.claim(scope.name, key)
    if not claimed:
        return None
    try:
        return made(scope.name, key, document, good_until)
    finally:
        editions.release(claimed)


def made(name: str, key: str, document: dict, good_until: datetime | None) -> Edition:
    """A new edition, or one that said the same before: words were changed and changed back, or a moment came."""
    if before := editions.again(name, key):
        once_more = replace(before, good_until=good_until)
        editions.publish(name, once_more)
        return once_more
    made_at = timezone.now().replace(microsecond=0)
    content = pdf_of(document | {"edition": day_of(made_at)}, made_at=made_at)
    return editions.store(name, key, made_at, content, good_until)


def day_of(made_at) -> str:
    return formats.date_format(timezone.localtime(made_at), "F j, Y")


def served(scope: Scope) -> tuple[Edition, bytes] | None:
    """The edition to serve now, even while a newer one is being made.

    The first ever is made at once, and so is the next when the one at hand may say what is over, such as a claim after
    its last day. None when that takes too long, as when another process is at it.
    """
    found = good(editions.latest(scope.name))
    if found:
        return found
    until = time.monotonic() + SECONDS_FOR_A_VISITOR
    material = gathered()
    while True:
        brought_up_to_date(material, scope)
        found = good(editions.latest(scope.name))
        if found or time.monotonic() > until:
            return found
        time.sleep(0.05)


def good(found: tuple[Edition, bytes] | None) -> tuple[Edition, bytes] | None:
    return found if found and found[0].is_good else None


class Keeper:
    """The worker's part: looks whether content changed and makes what is missing, a little at each turn."""

    def __init__(self):
        self.done = None

    def turn(self) -> None:
        now = (clock.version(), timezone.localdate(), time.monotonic() // SECONDS_BETWEEN_LOOKS)
        if now != self.done and self.is_everything_current():
            self.done = now

    def is_everything_current(self) -> bool:
        """Makes what is missing until the time for a turn is over. Whether nothing is left to make."""
        material, until = gathered(), time.monotonic() + SECONDS_FOR_A_TURN
        wanted = list(scopes(material))
        is_complete = True
        for scope in wanted:
            if time.monotonic() > until:
                return False
            is_complete = self.keep(material, scope) and is_complete
        live = {scope.name for scope in wanted}
        for name in editions.names():
            editions.forget_old(name, keep_latest=name in live)
        return is_complete

    @staticmethod
    def keep(material: Material, scope: Scope) -> bool:
        """Whether this guide needs no further turn. One that cannot be typeset does not stop the others."""
        try:
            return brought_up_to_date(material, scope) is not None
        except typst.TypstError:
            logger.exception("The guide “%s” could not be typeset; the edition before stays.", scope.name)
            return True


def scopes(material: Material) -> Iterator[Scope]:
    """The whole guide, each state's, each handout; a handout for one state once somebody has asked for it."""
    slugs = [treatment.slug for treatment in material.treatments]
    yield Scope()
    yield from (Scope(state=state) for state in State.values)
    yield from (Scope(treatment=slug) for slug in slugs)
    asked_for = set(editions.names())
    both = (Scope(state, slug) for slug in slugs for state in State.values)
    yield from (scope for scope in both if scope.name in asked_for)
