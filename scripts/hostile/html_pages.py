"""What a page offers to be attacked: its links and its forms, with the values that a browser would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CHECKED_ONLY = ("checkbox", "radio")
NOT_SENT = ("submit", "button", "reset", "image")


@dataclass
class Form:
    """One form of a page.

    `values` is what a browser sends at once, `names` every name in it, `files` its uploads, `offered` the first choice
    of each field with choices.
    """

    action: str = ""
    method: str = "get"
    values: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    offered: dict[str, str] = field(default_factory=dict)
    is_multipart: bool = False


class Page(HTMLParser):
    """The links and forms of one page's HTML."""

    def __init__(self, html: str):
        super().__init__()
        self.links: dict[str, None] = {}
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._form: Form | None = None
        self._select: tuple[Form, str] | None = None
        self._textarea: tuple[Form, str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links[given["href"]] = None
        elif tag == "form":
            self._begin(given)
        elif tag == "option" and self._select:
            form, name = self._select
            if given.get("value"):
                form.offered.setdefault(name, given["value"])
            if "selected" in given:
                form.values.append((name, given.get("value", "")))
        elif tag in ("input", "select", "textarea", "button") and given.get("name"):
            self._control(tag, given)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea:
            form, name, pieces = self._textarea
            form.values.append((name, "".join(pieces).removeprefix("\n")))
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self._textarea[2].append(data)

    def _begin(self, given):
        method, kind = given.get("method", "get").lower(), given.get("enctype", "")
        self._form = Form(given.get("action", ""), method, is_multipart=kind.startswith("multipart"))
        self.forms.append(self._form)
        self._by_id[given.get("id", "")] = self._form

    def _control(self, tag, given):
        form = self._by_id.get(given["form"]) if given.get("form") else self._form
        if form is None:
            return
        name, kind = given["name"], given.get("type", "text").lower()
        form.names[name] = None
        if tag == "select":
            self._select = (form, name)
        elif tag == "textarea":
            self._textarea = (form, name, [])
        elif kind == "file":
            form.files.append(name)
        elif tag == "input" and kind not in NOT_SENT:
            value = given.get("value", "on" if kind in CHECKED_ONLY else "")
            if kind in CHECKED_ONLY and value:
                form.offered.setdefault(name, value)
            if kind not in CHECKED_ONLY or "checked" in given:
                form.values.append((name, value))
