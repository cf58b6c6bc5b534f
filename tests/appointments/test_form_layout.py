"""Sections, and parts of a form that belong to one answer."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms

from appointments.form_layout import Choice, Part, Section
from tests.appointments.wiring import assert_wired, legend_of
from tests.pages.reading import parse

LETTERS = [("a", "A"), ("b", "B"), ("c", "C")]


class Form(forms.Form):
    letter = forms.ChoiceField(choices=LETTERS, widget=forms.RadioSelect)
    why = forms.CharField()
    agrees = forms.BooleanField()


def laid_out(*layout):
    """The page with a form of this layout."""
    form, helper = Form(), FormHelper()
    helper.disable_csrf = True
    helper.layout = Layout(*layout)
    return parse(f"<main>{render_crispy_form(form, helper)}</main>")


def test_a_part_knows_its_answers_and_their_places():
    page = laid_out(Choice("letter", Part(("a", "c"), "why", legend="Your A or C")))

    part = page.one(data_shown_when=True)
    assert part.attributes["data-shown-when"] == "letter=a letter=c"
    assert part.attributes["data-positions"] == "1 3"
    assert part.tag == "fieldset"
    assert_wired(page)


def test_a_part_without_a_legend_is_no_group():
    page = laid_out(Choice("letter", Part(("b",), "why")))

    assert page.one(data_shown_when="letter=b").tag == "div"


def test_the_part_of_a_single_box_is_shown_when_it_is_ticked():
    page = laid_out(Choice("agrees", Part(("True",), "why")))

    assert page.one(data_shown_when=True).attributes["data-positions"] == "1"


def test_a_part_for_an_answer_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="z"):
        laid_out(Choice("letter", Part(("z",), "why")))


def test_a_section_is_described_by_its_hint():
    page = laid_out(Section("You", "why", css_id="you", hint="Who you are."))

    section = page.one("fieldset", id="you")
    assert legend_of(section) == section.one("h2").text == "You"
    assert page.one(id=section.attributes["aria-describedby"]).text == "Who you are."


def test_texts_of_a_layout_are_text_and_never_a_template():
    text = "{{ form }} <b>"
    part = Choice("letter", Part(("a",), "why", legend=text))
    page = laid_out(Section(text, part, css_id="you", hint=text))

    assert [legend_of(page.one("fieldset", id="you")), legend_of(page.one(data_shown_when=True))] == [text, text]
    assert page.one("p", id="you_helptext").text == text


def test_a_field_named_twice_is_refused():
    with pytest.raises(Exception, match="only be rendered once: why"):
        laid_out("why", "why")
