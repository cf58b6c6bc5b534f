"""The template pack: every label, hint, error and line of the summary reaches its control, for every kind of control."""

import pytest
from django.template import engines

from tests.appointments.every_widget import ADDRESS, EveryWidgetForm
from tests.appointments.wiring import (
    assert_wired,
    controls,
    error_words,
    is_of,
    legend_of,
    summary_links,
)
from tests.pages.reading import Part, parse

pytestmark = pytest.mark.django_db

GOOD = {
    "name": "Pat Doe",
    "phone": "410 555 0142",
    "zip_code": "21701",
    "born_on_month": "3",
    "born_on_day": "27",
    "born_on_year": "1954",
    "office": "bowie",
    "visits": "new",
    "times": ["noon"],
    "payer": "self",
    "agrees": "on",
    "token": "made-for-tests",
}
WRONG_EVERYWHERE = {
    "email": "pat",
    "pain": "o" * 201,
    "payer": "insurance",
    "injured_on_month": "2",
    "injured_on_day": "30",
    "injured_on_year": "2026",
    "token": "made-for-tests",
}
KINDS = {
    "text": "name",
    "email": "email",
    "telephone": "phone",
    "digits": "zip_code",
    "date": "born_on",
    "list with groups": "office",
    "radios": "visits",
    "boxes": "times",
    "long text": "pain",
    "single box": "agrees",
    "text of a part": "insurer",
    "date of a part": "injured_on",
}


@pytest.fixture
def page_of(client, settings):
    """A function: the form's page, empty or as it comes back after these values were sent."""
    settings.ROOT_URLCONF = "tests.appointments.every_widget"

    def answer(sent: dict | None = None) -> Part:
        response = client.get(ADDRESS) if sent is None else client.post(ADDRESS, sent)
        return parse(response.content.decode())

    return answer


def part_of(page: Part, name: str) -> Part:
    """The wrapping part of the field with that name."""
    wraps = [part for part in page.main.all("div", "fieldset") if is_of(part, "field")]
    return next(part for part in wraps if controls(part)[0].attributes["name"].removesuffix("_month") == name)


def classes_in_order(field: Part) -> list[str]:
    """The first class, or the tag, of the field's children."""
    return [child.attributes.get("class", child.tag).split()[0] for child in field.children if isinstance(child, Part)]


def test_everything_reaches_its_control_while_nothing_is_wrong(page_of):
    page = page_of()

    assert_wired(page)
    assert page.main.all(role="alert") == []
    assert page.main.all(aria_invalid=True) == []


def test_everything_reaches_its_control_when_everything_is_wrong(page_of):
    page = page_of(WRONG_EVERYWHERE)

    assert_wired(page)
    assert len(summary_links(page)) == len(KINDS)


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_the_link_of_the_summary_leads_to_the_first_control_in_the_words_of_the_field(page_of, name):
    page = page_of(WRONG_EVERYWHERE)

    field = part_of(page, name)
    first = controls(field)[0]
    assert (first.attributes["id"], error_words(field)) in summary_links(page)


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_a_control_with_an_error_says_so_and_names_its_error(page_of, name):
    field = part_of(page_of(WRONG_EVERYWHERE), name)

    first = controls(field)[0]
    described = field.attributes.get("aria-describedby") or first.attributes.get("aria-describedby", "")
    assert first.attributes["aria-invalid"] == "true"
    assert f"id_{name}_error" in described.split()
    assert field.one("p", id=f"id_{name}_error").text.startswith("Error: ")


def test_the_hint_is_read_before_the_error(page_of):
    page = page_of(WRONG_EVERYWHERE)

    assert page.one("input", name="name").attributes["aria-describedby"] == "id_name_helptext id_name_error"
    assert part_of(page, "visits").attributes["aria-describedby"] == "id_visits_helptext id_visits_error"


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("name", ["field__label", "field__hint", "field__error", "input"]),
        ("office", ["field__label", "field__error", "select"]),
        ("visits", ["field__label", "field__hint", "field__error", "field__choices"]),
        ("born_on", ["field__label", "field__hint", "field__error", "field__parts"]),
        ("agrees", ["field__error", "field__choices", "field__hint"]),
    ],
)
def test_what_is_asked_comes_before_what_is_wrong_and_that_before_the_control(page_of, name, order):
    assert classes_in_order(part_of(page_of(WRONG_EVERYWHERE), name)) == order


@pytest.mark.parametrize(
    ("name", "legend"),
    [("visits", "Have you been here before?"), ("times", "When can we call you?"), ("born_on", "Date of birth")],
)
def test_several_controls_stand_under_one_legend(page_of, name, legend):
    field = part_of(page_of(), name)

    assert field.tag == "fieldset"
    assert legend_of(field) == legend
    assert len(controls(field)) > 1


def test_the_label_of_a_single_box_comes_after_it(page_of):
    field = part_of(page_of(), "agrees")

    assert [part.tag for part in field.one("label").walk()] == ["input", "span"]


def test_only_what_may_stay_empty_is_marked_as_optional(page_of):
    page = page_of()

    marked = [part.text for part in page.main.all("label", "legend") if "(optional)" in part.text]
    assert marked == ["Email (optional)", "What hurts? (optional)", "Member number (optional)"]
    assert "*" not in page.main.text


def test_no_control_speaks_through_a_placeholder(page_of):
    assert page_of().main.all(placeholder=True) == []


def test_what_was_typed_comes_back(page_of):
    sent = {**WRONG_EVERYWHERE, "name": 'Pat "O’Brien" <b>', "times": ["noon", "evening"], "born_on_month": "March"}
    page = page_of(sent)

    assert page.one("input", name="name").attributes["value"] == 'Pat "O’Brien" <b>'
    assert page.one("input", name="born_on_month").attributes["value"] == "March"
    assert page.one("textarea", name="pain").source.strip() == "o" * 201
    assert [box.attributes["value"] for box in page.all("input", name="times", checked=True)] == ["noon", "evening"]


def test_an_error_of_the_whole_form_stands_in_the_summary(page_of):
    page = page_of({**GOOD, "name": "nobody"})

    assert page.one(role="alert").one("li").text == "We could not send this. Please call us."
    assert summary_links(page) == []


def test_an_error_of_a_hidden_field_is_said_and_leads_nowhere(page_of):
    page = page_of({**GOOD, "token": ""})

    assert page.one(role="alert").one("li").text == "Open this page again."
    assert summary_links(page) == []


def test_the_summary_stands_above_the_heading_and_takes_the_focus(page_of):
    page = page_of(WRONG_EVERYWHERE)

    summary = page.one(role="alert")
    order = [part for part in page.main.walk() if part is summary or part.tag == "h1"]
    assert order[0] is summary
    assert {"tabindex", "autofocus"} <= summary.attributes.keys()
    assert summary.one("h2").attributes["id"] == summary.attributes["aria-labelledby"]


def test_the_title_says_first_that_something_is_wrong(page_of):
    assert page_of(WRONG_EVERYWHERE).title.startswith("Error: Every control")
    assert page_of().title.startswith("Every control")


def test_texts_are_escaped(page_of):
    page = page_of({**WRONG_EVERYWHERE, "office": "<script>alert(1)</script>"})

    assert part_of(page, "name").one("label").text == "Your <full> name"
    assert ("id_name", "Enter your name, such as O’Brien <or> “Li”.") in summary_links(page)
    assert page.main.all("script", "full", "or") == []


def test_browsers_leave_the_checking_to_us(page_of):
    form = page_of().main.one("form", method="post")

    assert "novalidate" in form.attributes
    assert form.one("button", type="submit").text == "Send the request"


def test_a_public_form_makes_no_cookie(client, settings):
    settings.ROOT_URLCONF = "tests.appointments.every_widget"

    assert client.get(ADDRESS).cookies == {}


def test_a_thousand_choices_are_all_there(page_of):
    assert len(page_of().one("select", name="language").all("option")) == 1001


def test_a_form_without_a_layout_is_wired_as_well():
    pieces = "<main>{{ form|as_crispy_errors }}{{ form|crispy }}</main>"
    template = engines["django"].from_string("{% load crispy_forms_tags %}" + pieces)
    page = parse(template.render({"form": EveryWidgetForm(WRONG_EVERYWHERE)}))

    assert_wired(page)
    assert len(summary_links(page)) == len(KINDS)
