"""The A to Z of conditions and one condition's page."""

import itertools

import pytest

from tests.factories import make_condition, make_group, make_practice, make_treatment
from tests.pages.reading import read
from tests.treatments.complete import CONDITION_RICH, make_complete_condition, words_of

pytestmark = pytest.mark.django_db

SECTIONS = [
    "On this page",
    "What it is",
    "What it feels like",
    "Causes",
    "How we find out",
    "How it is treated",
    "Living with it",
    "When to call",
    "Questions to ask",
    "Common questions",
    "Review and sources",
    "More resources",
]


def sections(page):
    return [text for level, text in page.main.headings if level == 2 and text != "What you can do now"]


@pytest.fixture
def complete():
    make_practice()
    condition = make_complete_condition()
    make_treatment(title="A small procedure", conditions=[condition], group=make_group(name="Procedures"))
    return condition


def test_all_sections_stand_in_the_order_of_the_product_page(client, complete):
    assert sections(read(client, complete.get_absolute_url())) == SECTIONS


def test_every_typed_text_and_row_is_shown(client, complete):
    text = read(client, complete.get_absolute_url()).main.text

    rows = [
        "Cramps in the calves",
        "Do not stay in bed",
        "May I swim?",
        "Not much.",
        "A small procedure",
    ]
    assert [words for words in [*map(words_of, CONDITION_RICH), *rows] if words not in text] == []


def test_red_flags_stand_apart_from_other_symptoms(client, complete):
    section = read(client, complete.get_absolute_url()).one("section", id="symptoms")

    flags = next(text for _, text in section.headings if "Warning signs" in text)
    assert section.text.index("Cramps in the calves") < section.text.index(flags)
    assert section.text.index(flags) < section.text.index("Numb saddle area")


def test_the_treatments_we_offer_come_from_the_data_under_their_kind(client, complete):
    section = read(client, complete.get_absolute_url()).one("section", id="treatments")

    assert (3, "Procedures") in section.headings
    assert section.links == [complete.treatments.get().get_absolute_url()]


def test_headings_skip_no_level(client, complete):
    levels = [level for level, _ in read(client, complete.get_absolute_url()).main.headings]

    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_on_this_page_leads_to_every_section_about_the_condition(client, complete):
    page = read(client, complete.get_absolute_url())

    (nav,) = [nav for nav in page.all("nav") if nav.text.startswith("On this page")]
    targets = [page.one(id=link.removeprefix("#")).headings[0][1] for link in nav.links]
    assert targets == SECTIONS[1:-1]


def test_an_empty_condition_is_a_whole_page(client):
    condition = make_condition(what_it_is="")
    condition.symptoms.all().delete()
    condition.urgency_cards.all().delete()

    page = read(client, condition.get_absolute_url())
    assert sections(page) == ["On this page", "Review and sources", "More resources"]


def test_the_emergency_card_leads_nowhere(client, complete):
    page = read(client, complete.get_absolute_url())

    assert [card.attributes["data-urgency"] for card in page.all(data_urgency=True)] == [
        "emergency",
        "today",
        "routine",
    ]
    assert page.one(data_urgency="emergency").links == []


def test_nobody_is_said_to_have_reviewed_it(client, complete):
    assert "Not yet clinically reviewed." in read(client, complete.get_absolute_url()).one("section", id="review").text


def test_a_lay_name_in_the_a_to_z_leads_to_the_condition(client):
    make_condition(slug="sciatica", title="Sciatica", other_names="pinched nerve\nleg nerve pain")

    page = read(client, "/conditions/")
    (line,) = [line for line in page.main.all("li") if line.text.startswith("Pinched nerve")]
    assert line.text == "Pinched nerve: see Sciatica"
    assert line.links == ["/conditions/sciatica/"]


def test_each_letter_in_use_is_a_heading_that_the_letters_lead_to(client):
    make_condition(title="Sciatica", other_names="pinched nerve\n5 loose joints")

    page = read(client, "/conditions/")
    assert [text for level, text in page.main.headings if level == 2] == ["Other", "P", "S"]
    (nav,) = [nav for nav in page.main.all("nav")]
    assert [page.one(id=link.removeprefix("#")).headings[0][1] for link in nav.links] == ["Other", "P", "S"]


def test_a_condition_with_markup_in_its_name_is_written_as_typed(client):
    make_condition(title="Pain & <b>aches</b>", other_names='"sore" <i>back</i>')

    text = read(client, "/conditions/").main.text
    assert "Pain & <b>aches</b>" in text
    assert '"sore" <i>back</i>' in text
