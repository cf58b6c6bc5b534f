"""Reads a form of the admin like a browser does, so that tests send what a person would send."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects the fields of the form with that id."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.fields = form_id, False, {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        name = attrs.get("name")
        if not self.inside or "disabled" in attrs:
            return
        if tag == "input" and name:
            self._input(name, attrs)
        elif tag == "textarea":
            self.textarea, self.fields[name] = name, ""
        elif tag == "select":
            self.select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self.select and "selected" in attrs:
            self.fields[self.select].append(attrs.get("value", ""))

    def _input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in attrs:
                self.fields[name] = attrs.get("value", "on")
        elif kind not in ("submit", "button", "file", "image"):
            self.fields[name] = attrs.get("value", "")

    def handle_data(self, data):
        if self.textarea:
            self.fields[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None


def form_of(response, form_id) -> dict:
    """The names and values a browser would send for that form, without the empty row that scripts copy."""
    reader = _Form(form_id)
    reader.feed(response.content.decode())
    assert reader.fields, f"no form {form_id}"
    fields = {name: value for name, value in reader.fields.items() if "__prefix__" not in name}
    return {
        name: value[1:] if isinstance(value, str) and value.startswith("\n") else value
        for name, value in fields.items()
    }


def add_row(fields, prefix, **values):
    """Adds one more row to the inline with that prefix, like “Add another”."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"])
    fields[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    fields |= {f"{prefix}-{number}-{name}": value for name, value in {"id": "", "position": "", **values}.items()}
    return fields


def errors_of(response) -> str:
    """The words of every error on the page, in the page's forms and rows."""
    context = response.context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    rows = [text for formset in formsets for errors in formset.errors for texts in errors.values() for text in texts]
    whole = [text for formset in formsets for text in formset.non_form_errors()]
    fields = [text for texts in context["adminform"].form.errors.values() for text in texts]
    return " ".join(map(str, fields + whole + rows))
