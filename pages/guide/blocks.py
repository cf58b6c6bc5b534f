"""Turns the site's rich text into blocks to typeset: p, h3, ul, ol, li, strong, em, a, br. Of other tags, the words."""

import re
from html.parser import HTMLParser

LISTS = {"ul": "list", "ol": "numbered"}
MARKS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
SILENT = {"script", "style", "template"}
SPACES = re.compile(r"[ \t\r\n\f]+")


def blocks_of(html: str) -> list[dict]:
    """Blocks in reading order; their shapes are described in typesetting.py."""
    reader = BlockReader()
    reader.feed(html)
    reader.close()
    reader.end_text()
    return reader.blocks


def runs_of(text: str) -> list[dict]:
    """Plain words, also ones to be translated, as the runs of one block."""
    return [{"text": str(text)}] if text else []


class BlockReader(HTMLParser):
    """Collects blocks. `places` are the lists of blocks that are open: the document's, then one for each list item."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks = []
        self.places = [self.blocks]
        self.lists = []
        self.kind, self.runs = "paragraph", []
        self.marks = {"strong": 0, "emphasis": 0}
        self.addresses = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in SILENT:
            self.silent += 1
        elif tag in MARKS:
            self.marks[MARKS[tag]] += 1
        elif tag == "a":
            self.addresses.append(dict(attrs).get("href") or "")
        elif tag == "br":
            self.runs.append(self.run("\n"))
        elif tag in {"p", "h3", "li", *LISTS}:
            self.start_block(tag)

    def start_block(self, tag):
        self.end_text()
        if tag == "h3":
            self.kind = "heading"
        elif tag in LISTS:
            block = {"kind": LISTS[tag], "items": []}
            self.places[-1].append(block)
            self.lists.append(block)
        elif tag == "li" and self.lists:
            self.lists[-1]["items"].append([])
            self.places.append(self.lists[-1]["items"][-1])

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in MARKS:
            self.marks[MARKS[tag]] = max(0, self.marks[MARKS[tag]] - 1)
        elif tag == "a" and self.addresses:
            self.addresses.pop()
        elif tag in {"p", "h3", "li", *LISTS}:
            self.end_block(tag)

    def end_block(self, tag):
        self.end_text()
        if tag == "li" and len(self.places) > 1:
            self.places.pop()
        elif tag in LISTS and self.lists:
            self.lists.pop()

    def handle_data(self, data):
        if not self.silent and (words := SPACES.sub(" ", data)):
            self.runs.append(self.run(words))

    def run(self, words: str) -> dict:
        run = {"text": words} | {name: True for name, depth in self.marks.items() if depth}
        return run | ({"href": self.addresses[-1]} if self.addresses and self.addresses[-1] else {})

    def end_text(self):
        """The words so far are a block, unless they are blank."""
        runs, kind = trimmed(self.runs), self.kind
        self.runs, self.kind = [], "paragraph"
        if runs:
            self.places[-1].append({"kind": kind, "text": runs})


def trimmed(runs: list[dict]) -> list[dict]:
    """Runs without blanks at the block's two ends and without two blanks in a row, as a browser shows them."""
    kept, blank = [], True
    for run in runs:
        words = run["text"].lstrip(" ") if blank else run["text"]
        if words:
            kept.append(run | {"text": words})
            blank = words.endswith((" ", "\n"))
    while kept and not (last := kept[-1]["text"].rstrip(" \n")):
        kept.pop()
    if kept:
        kept[-1] = kept[-1] | {"text": last}
    return kept
