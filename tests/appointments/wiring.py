"""Whether the parts of a form's page reach one another: labels, legends, hints, errors and the summary's links."""

from collections import Counter

from tests.pages.reading import Part

CONTROLS = ("input", "select", "textarea")
STOCK_SENTENCES = ("This field is required.", "Select a valid choice", "Enter a valid", "Ensure this value")


def controls(page: Part) -> list[Part]:
    """What can be filled in, in reading order."""
    return [part for part in page.all(*CONTROLS) if part.attributes.get("type") != "hidden"]


def labels_without_a_control(page: Part) -> list[str]:
    known = {control.attributes.get("id") for control in controls(page)}
    return [label.text for label in page.all("label") if label.attributes.get("for") not in known]


def controls_without_one_label(page: Part) -> list[str]:
    counted = Counter(label.attributes.get("for") for label in page.all("label"))
    return [part.attributes["name"] for part in controls(page) if counted[part.attributes.get("id")] != 1]


def groups_without_a_legend(page: Part) -> list[str]:
    return [part.attributes.get("id", "") for part in page.all("fieldset") if not legend_of(part)]


def legend_of(fieldset: Part) -> str:
    """The words of its legend, which has to be its first child."""
    children = [child for child in fieldset.children if isinstance(child, Part)]
    return children[0].text if children and children[0].tag == "legend" else ""


def references_to_nothing(page: Part) -> list[str]:
    """Names in aria-describedby, aria-labelledby and for, and targets of inner links, that no part has."""
    known = {part.attributes["id"] for part in page.all(id=True)}
    named = [
        name
        for attribute in ("aria-describedby", "aria-labelledby", "for")
        for part in page.all(**{attribute: True})
        for name in part.attributes[attribute].split()
    ]
    return [name for name in [*named, *(link[1:] for link in page.links if link.startswith("#"))] if name not in known]


def ids_used_twice(page: Part) -> list[str]:
    counted = Counter(part.attributes["id"] for part in page.all(id=True))
    return [name for name, times in counted.items() if times > 1]


def unread(page: Part, kind: str) -> list[str]:
    """Hints or errors (`kind` is the class) that neither a control nor a group of controls is described by."""
    described = " ".join(
        part.attributes["aria-describedby"] for part in page.all(*CONTROLS, "fieldset", aria_describedby=True)
    ).split()
    return [
        part.text
        for part in page.all(**{"class": True})
        if is_of(part, kind) and part.attributes["id"] not in described
    ]


def is_of(part: Part, kind: str) -> bool:
    return kind in part.attributes.get("class", "").split()


def summary_links(page: Part) -> list[tuple[str, str]]:
    """(id of the control, words) of each line of the error summary that leads somewhere."""
    summary = page.one(role="alert")
    return [(link.attributes["href"].removeprefix("#"), link.text) for link in summary.all("a")]


def errors_by_control(page: Part) -> list[tuple[str, str]]:
    """(id of the first control, words without “Error:”) of each field with an error, in reading order."""
    fields = [part for part in page.all("div", "fieldset") if is_of(part, "field--error")]
    return [(controls(field)[0].attributes["id"], error_words(field)) for field in fields]


def error_words(field: Part) -> str:
    error = next(part for part in field.all("p") if is_of(part, "field__error"))
    return error.text.removeprefix("Error:").strip()


def assert_wired(page: Part):
    """Fails with the names of what leads nowhere. For the page of any form that our template pack lays out."""
    assert labels_without_a_control(page.main) == []
    assert controls_without_one_label(page.main) == []
    assert groups_without_a_legend(page.main) == []
    assert references_to_nothing(page) == []
    assert ids_used_twice(page) == []
    assert unread(page.main, "field__hint") == []
    assert unread(page.main, "field__error") == []
    assert [words for words in STOCK_SENTENCES if words in page.main.text] == []
    if page.main.all(role="alert"):
        assert summary_links(page) == errors_by_control(page)
