"""Whether something marked came back as code: a tag, an attribute, a script, a link elsewhere, a formula."""

import csv
import io
import json
import re
from html.parser import HTMLParser

from scripts.hostile.http_client import Answer
from scripts.hostile.marks import MARKED, MARKED_BYTES

MARKUP_KINDS = ("text/html", "application/xhtml+xml", "image/svg+xml", "")
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "ping")
CODE = ("javascript:", "data:", "vbscript:")
ANOTHER_SITE = re.compile(rf"(?:https?:)?//+(?:[^/@]*@)?[^/]*{MARKED.pattern}")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COMPUTED = "1337zq"  # what the templates and sums of the payloads would come to


def reflected(answer: Answer, own: str = "") -> str:
    """Where a mark came back as something that a browser or a spreadsheet runs; empty when nowhere.

    Links to other sites are wrong where the address asked for brought them, with its `own` mark: staff may write some.
    """
    if not MARKED_BYTES.search(answer.body):
        return ""
    if COMPUTED in answer.text:
        return "a template ran"
    if answer.kind == "text/csv":
        return formula_in(answer.text)
    if answer.kind in ("text/javascript", "application/javascript", "text/css"):
        return f"in {answer.kind}"
    return Running(answer.text, own).found if answer.kind in MARKUP_KINDS else ""


def formula_in(text: str) -> str:
    """The first marked cell that a spreadsheet would compute."""
    cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
    bad = next((cell for cell in cells if MARKED.search(cell) and cell.startswith(FORMULA)), "")
    return f"formula {bad[:60]!r}" if bad else ""


class Running(HTMLParser):
    """Reads a page and stops caring at the first marked thing that would run."""

    def __init__(self, html: str, own: str):
        super().__init__(convert_charrefs=True)
        self.found, self.own = "", own
        self._block: tuple[str, bool] | None = None  # an open script or style, and whether it is only data
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if MARKED.search(tag):
            self._note(f"tag <{tag}>")
        for name, value in attrs:
            if MARKED.search(name):
                self._note(f"attribute {name} of <{tag}>")
            elif value and MARKED.search(value):
                self._value(tag, name, value)
        if tag in ("script", "style"):
            self._block = tag, "json" in (dict(attrs).get("type") or "")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._block = None

    def handle_comment(self, data):
        if MARKED.search(data):
            self._note("comment")

    def handle_data(self, data):
        if not self._block or not MARKED.search(data):
            return
        tag, is_data = self._block
        if not is_data:
            self._note(f"text of <{tag}>")
        elif "<" in data or not _is_json(data):
            self._note("broken JSON of a script")

    def _value(self, tag, name, value):
        address = "".join(value.split()).lower().replace("\\", "/")
        if name.startswith("on") or name in ("style", "srcdoc"):
            self._note(f"{name} of <{tag}>")
        elif name in ADDRESSES and address.startswith(CODE):
            self._note(f"code in {name} of <{tag}>")
        elif name in ADDRESSES and self.own and self.own in address and ANOTHER_SITE.match(address):
            self._note(f"another site in {name} of <{tag}>")

    def _note(self, what: str):
        self.found = self.found or what


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
