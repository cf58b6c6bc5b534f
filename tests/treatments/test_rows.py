"""The rows of a page: advice, urgency cards, other names, what is missing before it may be public."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_condition, make_treatment
from treatments.models import ConditionAdvice, Treatment, TreatmentAdvice, TreatmentUrgencyCard, Urgency
from treatments.models.rows import lines


@pytest.mark.parametrize("model", [TreatmentAdvice, ConditionAdvice])
@pytest.mark.parametrize("text", ["Don't drive", "Avoid driving", "Do Nothing at all", "Donot drive", "Never drive"])
def test_advice_against_something_says_do_not(model, text):
    with pytest.raises(ValidationError, match="Begin this line with “Do not”"):
        model(kind="do_not", text=text).clean()


@pytest.mark.parametrize("text", ["Do not drive", "do not drive", "DO NOT drive"])
def test_do_not_may_be_written_in_any_case(text):
    TreatmentAdvice(kind="do_not", when="after", text=text).clean()


def test_advice_for_something_needs_no_opening_words():
    TreatmentAdvice(kind="do", when="after", text="Walk").clean()


def test_each_line_is_one_sign_without_blank_ones():
    card = TreatmentUrgencyCard(urgency="today", signs="  you have a fever \r\n\r\n you feel faint\n \n")

    assert card.sign_list == ["you have a fever", "you feel faint"]


def test_the_heading_is_the_action_and_ends_in_if():
    headings = [str(urgency.heading) for urgency in Urgency]

    assert headings[0].startswith("Call 911")
    assert all(heading.endswith(" if:") for heading in headings)


def test_the_level_stands_in_words_and_differs_for_each_urgency():
    levels = [str(urgency.level) for urgency in Urgency]

    assert len(set(levels)) == 3
    assert levels[0] == "Emergency."


def test_a_card_without_urgency_can_still_be_named_in_the_admin():
    assert str(TreatmentUrgencyCard()) == ""


def test_lines_keep_their_order():
    assert lines("b\na\n\nc") == ["b", "a", "c"]


@pytest.mark.django_db
def test_a_new_treatment_misses_risks_and_when_to_call():
    missing = Treatment().missing_to_publish()

    assert ["risk" in str(sentence) for sentence in missing] == [True, False]
    assert "when to call" in str(missing[1])


@pytest.mark.django_db
def test_a_treatment_with_a_risk_and_a_card_misses_nothing():
    assert make_treatment().missing_to_publish() == []


@pytest.mark.django_db
def test_a_treatment_without_cards_misses_only_those():
    treatment = make_treatment()
    treatment.urgency_cards.all().delete()

    (only,) = treatment.missing_to_publish()
    assert "when to call" in str(only)


@pytest.mark.django_db
def test_a_condition_needs_nothing_more():
    assert make_condition().missing_to_publish() == []


@pytest.mark.django_db
@pytest.mark.database
def test_rich_text_is_cleaned_on_its_way_into_the_database():
    treatment = make_treatment(what_it_is='<p onclick="x()">Calm <script>alert(1)</script><b>care</b></p><h1>Big</h1>')

    treatment.refresh_from_db()
    assert "script" not in treatment.what_it_is
    assert "onclick" not in treatment.what_it_is
    assert "<h1" not in treatment.what_it_is
    assert "Calm" in treatment.what_it_is
