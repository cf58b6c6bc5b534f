"""Fills in the public forms as a browser does: gets the page, changes some values, sends all of them."""

from appointments.models import ConsentWording
from locations.models import Location, Place
from tests.appointments.factories import make_wording
from tests.factories import make_practice, make_red_flag
from tests.locations.factories import make_location
from tests.pages.reading import Part, parse

REQUEST, CONTACT = "/appointments/request/", "/contact/"
FREDERICK_ZIP = {
    "kind": "zip",
    "code": "21701",
    "name": "Frederick",
    "state": "MD",
    "latitude": 39.42,
    "longitude": -77.4,
}


def make_everything() -> Location:
    """A practice with an office, wordings, two red flags and the ZIP code of Frederick. Returns the office."""
    make_practice()
    make_wordings()
    make_red_flag(text="You cannot control your bladder")
    make_red_flag(text="You have a fever with back pain")
    Place.objects.get_or_create(kind="zip", code="21701", defaults=FREDERICK_ZIP)
    return make_location(slug="frederick", title="Frederick office")


def make_wordings() -> None:
    """The words of each consent: a migration made them once, and a test that empties the database took them away."""
    for purpose in ConsentWording.Purpose:
        if not ConsentWording.objects.filter(purpose=purpose).exists():
            make_wording(purpose)


def filled(client, address: str = REQUEST, **changes) -> dict:
    """What a browser would send of a form that was filled in well, with some values changed; None takes one away."""
    page = parse(client.get(address).content.decode())
    values = {**sent_values(page), **(REQUEST_ANSWERS if address == REQUEST else CONTACT_ANSWERS)}
    if address == REQUEST:
        values["consent_request"] = page.one("input", name="consent_request").attributes["value"]
    else:
        values["topic"] = page.all("input", name="topic")[0].attributes["value"]
    return {name: value for name, value in {**values, **changes}.items() if value is not None}


REQUEST_ANSWERS = {
    "location": "frederick",
    "patient_type": "new",
    "name": "Xanthippe Quill",
    "phone": "(301) 555-0147",
    "contact_by": "phone",
    "may_leave_message": "yes",
    "payer": "unsure",
}
CONTACT_ANSWERS = {
    "message": "When are you open?",
    "name": "Xanthippe Quill",
    "answer_by": "phone",
    "phone": "301 555 0147",
}


def sent_values(page: Part) -> dict:
    """All that a browser would send of the page's form, as it stands: one value, or a list of them, by name."""
    form = page.main.one("form", method="post")
    values: dict = {}
    for part in form.all("input", "textarea", "select"):
        for value in _values(part):
            name = part.attributes["name"]
            values[name] = value if name not in values else [*_listed(values[name]), value]
    return values


def _values(part: Part) -> list[str]:
    attributes = part.attributes
    if part.tag == "textarea":
        return [part.source.removeprefix("\n")]
    if part.tag == "select":
        options = part.all("option")
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        return [option.attributes["value"] for option in chosen]
    if attributes.get("type") in ("checkbox", "radio") and "checked" not in attributes:
        return []
    return [attributes.get("value", "")]


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]


def send(client, values: dict, address: str = REQUEST, **extra):
    """The answer to those values."""
    return client.post(address, values, **extra)


def page_of(response) -> Part:
    return parse(response.content.decode())


def sentences(response) -> list[str]:
    """The lines of the error summary."""
    summary = page_of(response).all(id="error-summary")
    return [item.text for item in summary[0].all("li")] if summary else []
