"""A page as its reader finds it: headings, links, words and structured data, read from the HTML."""

import json
from html.parser import HTMLParser

from django.utils.html import VOID_ELEMENTS

from publishing.content_version import clock
from publishing.page_cache import pages

NOT_READ = {"head", "script", "style", "template"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "tspan"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def forget_kept_pages():
    """Empties the page cache and its clock, so that the next answer is made anew."""
    pages.drop_all()
    clock.forget()


def read(client, address: str, *, status: int = 200) -> "Part":
    """The page at that address, made anew. Fails unless the answer has that status and its elements nest well."""
    forget_kept_pages()
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return parse(response.content.decode())


def parse(html: str) -> "Part":
    """The document; fails where an element is not closed, or closed twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"not closed: {[part.tag for part in reader.open[1:]]}"
    return reader.open[0]


class Part:
    """The document or one element of it."""

    def __init__(self, tag: str, attributes=()):
        self.tag = tag
        self.attributes = {name: value or "" for name, value in attributes}
        self.children: list[Part | str] = []

    def walk(self):
        """This part's elements in reading order."""
        for child in self.children:
            if isinstance(child, Part):
                yield child
                yield from child.walk()

    def all(self, *tags: str, **attributes) -> list["Part"]:
        """Elements with one of the tags (any, when none is given) and these attributes; `data_x` stands for `data-x`.

        An attribute wanted as True has to be there with any value.
        """
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [part for part in self.walk() if (not tags or part.tag in tags) and part._has(wanted)]

    def _has(self, wanted: dict) -> bool:
        return all(
            name in self.attributes if value is True else self.attributes.get(name) == value
            for name, value in wanted.items()
        )

    def one(self, *tags: str, **attributes) -> "Part":
        """The only such element."""
        found = self.all(*tags, **attributes)
        assert len(found) == 1, f"{len(found)} elements of {tags} {attributes}"
        return found[0]

    @property
    def main(self) -> "Part":
        return self.one("main")

    @property
    def title(self) -> str:
        return " ".join(self.one("head").one("title").source.split())

    @property
    def source(self) -> str:
        """Its words as they stand in the source, scripts too."""
        return "".join(child if isinstance(child, str) else child.source for child in self.children)

    @property
    def text(self) -> str:
        """Its words on one line, as they are read out: visually hidden words too, scripts and the head not."""
        return " ".join("".join(self._words()).split())

    def _words(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in NOT_READ:
                apart = "" if child.tag in INLINE else " "
                yield from (apart, *child._words(), apart)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """(level, words) of every heading."""
        return [(int(part.tag[1]), part.text) for part in self.all(*HEADINGS)]

    @property
    def links(self) -> list[str]:
        """Where its links lead, in reading order."""
        return [part.attributes["href"] for part in self.all("a", href=True)]

    @property
    def structured_data(self) -> dict[str, dict]:
        """Its schema.org descriptions by type."""
        found = [json.loads(script.source) for script in self.all("script", type="application/ld+json")]
        return {item["@type"]: item for item in found}


class _Reader(HTMLParser):
    """Builds the parts; `open` are the elements not yet closed, the document first."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Part("document")]

    def handle_starttag(self, tag, attrs):
        part = Part(tag, attrs)
        self.open[-1].children.append(part)
        if tag not in VOID_ELEMENTS:
            self.open.append(part)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Part(tag, attrs))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}> at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)
