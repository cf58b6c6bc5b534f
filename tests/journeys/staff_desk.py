"""Filling in a form of the admin as a person does: what stands there stays, what is named changes."""

from tests.pages.reading import Part, parse


def open_form(client, address: str) -> dict:
    """The form at that address as a browser would send it back unchanged."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return values(parse(response.content.decode()))


def values(page: Part) -> dict:
    """Name and value of every field of the page's main form."""
    (form,) = [form for form in page.all("form") if form.attributes.get("id", "").endswith("_form")]
    found = {}
    for field in form.all("input", "textarea", "select", name=True):
        value = _value(field)
        if value is not None:
            found[field.attributes["name"]] = value
    return found


def _value(field: Part):
    if field.tag == "textarea":
        return field.source.removeprefix("\n")
    if field.tag == "select":
        chosen = [option.attributes.get("value", "") for option in field.all("option", selected=True)]
        return chosen if "multiple" in field.attributes else (chosen or [""])[0]
    kind = field.attributes.get("type")
    if kind in ("submit", "file") or (kind in ("checkbox", "radio") and "checked" not in field.attributes):
        return None
    return field.attributes.get("value", "on" if kind in ("checkbox", "radio") else "")


def add_row(form: dict, prefix: str, **fields) -> dict:
    """The form with one more row of that kind at its end."""
    number = int(form[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": value for name, value in {"position": number + 1, **fields}.items()}
    return {**form, f"{prefix}-TOTAL_FORMS": str(number + 1), **row}


def errors(response) -> str:
    """Everything the form says is wrong."""
    page = parse(response.content.decode())
    lists = [part for part in page.all() if "errorlist" in part.attributes.get("class", "").split()]
    return " ".join(part.text for part in lists)
