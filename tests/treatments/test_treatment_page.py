"""One treatment's page: its sections, their order, what vanishes, what it says about its review."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_condition, make_practice, make_treatment
from tests.pages.reading import read
from tests.treatments.complete import RICH, make_complete_treatment, words_of
from treatments.models import Treatment

pytestmark = pytest.mark.django_db

SECTIONS = [
    "On this page",
    "What it is",
    "Who it may help, and who it may not",
    "How to prepare",
    "What happens, step by step",
    "Afterwards and recovery",
    "Benefits and realistic results",
    "Risks",
    "When to call",
    "Cost and insurance",
    "Questions to ask",
    "Common questions",
    "Conditions it treats",
    "Review and sources",
    "More resources",
]
ON_THIS_PAGE = [
    "What it is",
    "Who it may help",
    "How to prepare",
    "What happens",
    "Afterwards and recovery",
    "Benefits and results",
    "Risks",
    "When to call",
    "Cost and insurance",
    "Questions to ask",
    "Common questions",
    "Conditions it treats",
    "Review and sources",
]


def sections(page):
    """The second-level headings of the article, without the panel beside it."""
    return [text for level, text in page.main.headings if level == 2 and text != "What you can do now"]


def on_this_page(page):
    """(words, address) of the list of sections."""
    (nav,) = [nav for nav in page.all("nav") if nav.text.startswith("On this page")]
    return [(link.text, link.attributes["href"]) for link in nav.all("a")]


@pytest.fixture
def complete(db):
    make_practice()
    return make_complete_treatment(conditions=[make_condition(title="Leg cramps")])


def test_all_sections_stand_in_the_order_of_the_product_page(client, complete):
    page = read(client, complete.get_absolute_url())

    assert sections(page) == SECTIONS


def test_on_this_page_lists_the_sections_in_their_order_and_leads_to_each(client, complete):
    page = read(client, complete.get_absolute_url())

    entries = on_this_page(page)
    targets = [page.one(id=address.removeprefix("#")) for _, address in entries]
    assert [words for words, _ in entries] == ON_THIS_PAGE
    assert [target.headings[0][1] for target in targets] == SECTIONS[1:-1]


def test_the_summary_and_the_quick_facts_come_before_everything_else(client, complete):
    text = read(client, complete.get_absolute_url()).main.text

    order = [complete.title, complete.summary, "About an hour", "Bring a driver", "On this page"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_there_is_one_first_heading_and_no_level_is_skipped(client, complete):
    levels = [level for level, _ in read(client, complete.get_absolute_url()).main.headings]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_every_typed_text_and_row_is_shown(client, complete):
    text = read(client, complete.get_absolute_url()).main.text

    rows = [
        "you lean on carts",
        "you are pregnant",
        "Do not drive yourself",
        "Do not lift boxes",
        "We greet you",
        "Then we treat you.",
        "Soreness",
        "Infection",
        "May I swim?",
        "Does it hurt?",
        "Not much.",
        "Leg cramps",
    ]
    assert [words for words in [*map(words_of, RICH), *rows] if words not in text] == []


OPTIONAL = {
    "What it is": lambda t: clear(t, "what_it_is"),
    "Who it may help": lambda t: clear(t, "candidacy", rows=t.candidacy_rows.all()),
    "How to prepare": lambda t: clear(t, "preparation", rows=t.advice.filter(when="before")),
    "What happens": lambda t: clear(t, rows=t.steps.all()),
    "Afterwards and recovery": lambda t: clear(t, "afterwards", "recovery", rows=t.advice.filter(when="after")),
    "Benefits and results": lambda t: clear(t, "benefits", "realistic_results"),
    "Cost and insurance": lambda t: clear(t, "cost"),
    "Questions to ask": lambda t: clear(t, rows=t.questions.all()),
    "Common questions": lambda t: clear(t, rows=t.faqs.all()),
    "Conditions it treats": lambda t: clear(t, rows=t.condition_links.all()),
}


def clear(treatment, *fields, rows=()):
    Treatment.objects.filter(pk=treatment.pk).update(**dict.fromkeys(fields, ""))
    for row in rows:
        row.delete()


@pytest.mark.parametrize("entry", OPTIONAL)
def test_an_empty_section_vanishes_with_its_entry_and_nothing_else_does(client, complete, entry):
    OPTIONAL[entry](complete)

    page = read(client, complete.get_absolute_url())
    assert [words for words, _ in on_this_page(page)] == [words for words in ON_THIS_PAGE if words != entry]
    assert len(sections(page)) == len(SECTIONS) - 1


def test_rows_alone_keep_a_section(client, complete):
    clear(complete, "candidacy", "preparation", "afterwards", "recovery")

    page = read(client, complete.get_absolute_url())
    assert sections(page) == SECTIONS


def test_a_treatment_with_nothing_but_what_is_required_is_a_whole_page(client):
    treatment = make_treatment(what_it_is="")

    page = read(client, treatment.get_absolute_url())
    assert sections(page) == ["On this page", "Risks", "When to call", "Review and sources", "More resources"]


def test_common_risks_stand_apart_from_rare_but_serious_ones(client, complete):
    section = read(client, complete.get_absolute_url()).one("section", id="risks")

    assert [text for _, text in section.headings] == ["Risks", "Common", "Rare but serious"]
    assert section.text.index("Soreness") < section.text.index("Rare but serious") < section.text.index("Infection")


def test_there_is_one_urgency_card_for_each_level_and_the_most_urgent_comes_first(client, complete):
    cards = read(client, complete.get_absolute_url()).all(data_urgency=True)

    assert [card.attributes["data-urgency"] for card in cards] == ["emergency", "today", "routine"]
    assert cards[0].headings == [(3, "Emergency. Call 911 or go to the emergency room now if:")]
    assert cards[1].headings == [(3, "Urgent advice. Call us today if:")]


def test_the_emergency_comes_first_whatever_order_the_cards_were_typed_in(client, complete):
    complete.urgency_cards.filter(urgency="emergency").update(position=9)

    cards = read(client, complete.get_absolute_url()).all(data_urgency=True)
    assert cards[0].attributes["data-urgency"] == "emergency"


def test_the_emergency_card_leads_nowhere_and_the_card_for_today_has_the_telephone(client, complete):
    page = read(client, complete.get_absolute_url())

    assert page.one(data_urgency="emergency").links == []
    assert [link[:4] for link in page.one(data_urgency="today").links] == ["tel:"] * 3


def test_each_sign_is_a_line_of_its_card(client, complete):
    card = read(client, complete.get_absolute_url()).one(data_urgency="emergency")

    assert [line.text for line in card.all("li")] == ["you see a emergency sign", "you feel emergency"]


def test_nobody_is_said_to_have_reviewed_a_page_that_nobody_reviewed(client, complete):
    section = read(client, complete.get_absolute_url()).one("section", id="review")

    assert "Not yet clinically reviewed." in section.text
    assert "Reviewed by" not in section.text


def test_a_review_names_the_clinician_the_day_and_the_next_one(client):
    today = timezone.localdate()
    treatment = make_treatment(
        reviewed_by="Dana Sample, MD", reviewed_on=today, review_due_on=today.replace(year=today.year + 2, day=1)
    )

    text = read(client, treatment.get_absolute_url()).one("section", id="review").text
    assert "Reviewed by Dana Sample, MD" in text
    assert f"Reviewed on {today:%B} {today.day}, {today.year}" in text
    assert f"Next review due {today:%B} 1, {today.year + 2}" in text
    assert "Not yet clinically reviewed" not in text
    assert "was changed after this review" not in text


def test_a_change_after_the_review_is_said(client):
    treatment = make_treatment(reviewed_by="Dana Sample, MD", reviewed_on=timezone.localdate() - timedelta(days=2))

    text = read(client, treatment.get_absolute_url()).one("section", id="review").text
    assert "This page was changed after this review." in text


def test_a_source_is_named_with_its_publisher_and_the_day_it_was_read(client, complete):
    section = read(client, complete.get_absolute_url()).one("section", id="review")

    assert "Example Institute: A paper we read. Read on February 3, 2025." in section.text
    assert section.links == ["https://example.org/paper"]


def test_without_sources_the_page_says_when_they_come(client):
    text = read(client, make_treatment().get_absolute_url()).one("section", id="review").text

    assert "Sources are added at clinical review." in text


def test_the_trail_leads_home_and_ends_on_this_page(client, complete):
    (trail,) = [nav for nav in read(client, complete.get_absolute_url()).all("nav") if "Home" in nav.text]

    assert trail.links == ["/", "/treatments/"]
    assert trail.one(aria_current="page").text == complete.short_title


def test_the_title_names_the_page_then_the_site(client, complete):
    page = read(client, complete.get_absolute_url())

    assert page.title == f"{complete.title} – Pain and Spine Specialists"


def test_the_search_title_and_description_are_used_where_there_are_any(client):
    treatment = make_treatment(search_title="For engines", search_description="Said to engines.")

    page = read(client, treatment.get_absolute_url())
    assert page.title.startswith("For engines – ")
    assert page.one("meta", name="description").attributes["content"] == "Said to engines."
    assert page.one("h1").text == treatment.title


def test_a_sign_in_a_title_is_written_once_and_not_twice_escaped(client):
    treatment = make_treatment(title="Heat & cold <now>", summary='A "quick" & dry one')

    page = read(client, treatment.get_absolute_url())
    assert page.title.startswith("Heat & cold <now> – ")
    assert page.one("h1").text == "Heat & cold <now>"
    assert page.one("meta", name="description").attributes["content"] == 'A "quick" & dry one'


def test_the_longest_allowed_names_are_shown_whole(client):
    treatment = make_treatment(title="T" * 120, short_title="S" * 40, summary="W" * 200)

    page = read(client, treatment.get_absolute_url())
    assert page.one("h1").text == "T" * 120
    assert "W" * 200 in page.main.text


def test_a_public_page_has_no_word_of_preview(client, complete):
    page = read(client, complete.get_absolute_url())

    assert "Preview" not in page.text
    assert page.all("meta", name="robots") == []


def test_ids_are_used_once(client, complete):
    ids = [part.attributes["id"] for part in read(client, complete.get_absolute_url()).all(id=True)]

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("drawing", [choice for choice, _ in Treatment._meta.get_field("drawing").choices])
def test_every_drawing_has_a_name_and_a_description_for_those_who_cannot_see_it(client, drawing):
    treatment = make_treatment(drawing=drawing)

    page = read(client, treatment.get_absolute_url())
    drawings = [svg for svg in page.main.all("svg") if svg.attributes.get("role") == "img"]
    assert drawings
    for svg in drawings:
        labels = [page.one(id=name).text for name in svg.attributes["aria-labelledby"].split()]
        assert all(len(label) > 10 for label in labels)


def test_the_same_drawing_at_the_top_and_in_a_step_keeps_ids_unique(client):
    treatment = make_treatment(drawing="mild_3_tube")
    treatment.steps.create(title="Tubes", text="They go in.", drawing="mild_3_tube", position=1)

    ids = [part.attributes["id"] for part in read(client, treatment.get_absolute_url()).all(id=True)]
    assert sorted(ids) == sorted(set(ids))
