"""The one emergency card of a page: its own signs and the shared red flags, each said once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_condition, make_red_flag, make_treatment
from tests.pages.reading import forget_kept_pages, read
from tests.treatments.content import FILES, FOLDER, load, name
from treatments.emergency import emergency_card, repeats
from treatments.models import RedFlag, TreatmentUrgencyCard

FLAGS = [RedFlag(**row) for row in load(FOLDER / "red_flags.toml")["red_flags"]]
BLADDER = "You cannot control your bladder or bowels, or cannot pass urine, and this is new"


def own(*signs, urgency="emergency"):
    return TreatmentUrgencyCard(urgency=urgency, signs="\n".join(signs))


# --- What is a repeat -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (BLADDER, "you lose control of your bladder or bowel, cannot pass urine, or go numb between the legs"),
        ("You have new numbness between your legs", "you are numb between your legs, around the genitals or buttocks"),
        ("You have sudden weakness in a leg or an arm", "your leg or arm suddenly turns weak"),
    ],
)
def test_the_same_sign_in_other_words_is_a_repeat(text, sign):
    assert repeats(text, sign)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (BLADDER, "you lose control of your bladder or bowel"),  # nothing about not being able to go
        ("You have new numbness between your legs", "your legs suddenly get weak or numb"),
        ("You have back or neck pain with a fever or chills", "you have a fever or chills and redness that spreads"),
        ("You have new pain after a major fall, crash or other serious injury", "you fall and cannot stand"),
        ("You have sudden weakness in a leg or an arm", "your arm or leg turns cold, pale or blue"),
        ("You have chest pain or trouble breathing", "your lips swell, or you have trouble breathing"),
        ("You have back or neck pain with a fever or chills", "you have a fever with new or worse neck or back pain"),
        (
            "You have new pain after a major fall, crash or other serious injury",
            "you have pain after a major fall or crash",
        ),
        ("You have chest pain or trouble breathing", "you have a swollen leg with trouble breathing"),
        ("You have sudden weakness in a leg or an arm", "your leg suddenly turns weak"),
        ("You have it", "you have a fever"),  # no word that carries meaning
    ],
)
def test_a_sign_that_only_resembles_it_is_none(text, sign):
    assert not repeats(text, sign)


def test_words_from_two_signs_do_not_make_a_repeat():
    card = emergency_card([own("you have a fever and chills", "you have back or neck pain")], [FLAGS[2]])

    assert card.at_any_time == [FLAGS[2]]


def test_a_sign_for_today_does_not_hide_a_flag():
    card = emergency_card([own("you cannot control your bladder or bowels, or pass urine", urgency="today")], FLAGS[:1])

    assert (card.signs, card.at_any_time) == ([], FLAGS[:1])


def test_without_signs_and_without_a_list_there_is_no_card():
    assert emergency_card([own("you feel dizzy", urgency="today")], []) is None


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_page_of_the_demo_content_says_each_flag_or_something_like_it(path):
    signs = load(path)["when_to_call"]["emergency"]
    card = emergency_card([own(*signs)], FLAGS)

    assert card.signs == signs
    hidden = [flag for flag in FLAGS if flag not in card.at_any_time]
    assert all(any(repeats(flag.text, sign) for sign in signs) for flag in hidden)
    assert len(card.signs) + len(card.at_any_time) <= 18


# --- On a page --------------------------------------------------------------------------------------------------------

EACH_PAGE = pytest.mark.parametrize("make", [make_treatment, make_condition], ids=["treatment", "condition"])


def page_with(make, *signs):
    page = make()
    page.urgency_cards.filter(urgency="emergency").delete()
    if signs:
        page.urgency_cards.create(urgency="emergency", signs="\n".join(signs), position=2)
    return page


def lines(part):
    return [line.text for line in part.all("li")]


@pytest.mark.django_db
@EACH_PAGE
def test_a_page_has_one_emergency_card_with_its_own_signs_first(client, make):
    make_red_flag(text="You faint", detail="Even for a short time.")
    page = page_with(make, "you have a rash all over")

    card = read(client, page.get_absolute_url()).one(data_urgency="emergency")

    assert lines(card) == ["you have a rash all over", "you faint. Even for a short time."]
    assert "At any time:" in card.text
    assert card.headings == [(3, "Emergency. Call 911 or go to the emergency room now if:")]
    assert card.links == []


@pytest.mark.django_db
@EACH_PAGE
def test_a_page_without_signs_of_its_own_shows_the_shared_list_before_the_other_cards(client, make):
    make_red_flag(text="Your lips turn blue")
    page = page_with(make)
    page.urgency_cards.get_or_create(urgency="today", defaults={"signs": "you have a fever"})

    found = read(client, page.get_absolute_url())

    assert [card.attributes["data-urgency"] for card in found.all(data_urgency=True)] == ["emergency", "today"]
    assert lines(found.one(data_urgency="emergency")) == ["your lips turn blue"]
    assert "At any time" not in found.main.text


@pytest.mark.django_db
def test_a_condition_without_any_card_still_has_the_section_and_its_entry(client):
    make_red_flag()
    condition = make_condition()
    condition.urgency_cards.all().delete()

    page = read(client, condition.get_absolute_url())

    assert page.one("section", id="when-to-call").headings[0] == (2, "When to call")
    assert "#when-to-call" in page.one("nav", id="contents").links


@pytest.mark.django_db
@EACH_PAGE
def test_a_repeat_is_left_out(client, make):
    make_red_flag(text="You have new numbness between your legs")
    page = page_with(make, "you go numb between the legs")

    card = read(client, page.get_absolute_url()).one(data_urgency="emergency")

    assert lines(card) == ["you go numb between the legs"]
    assert "At any time" not in card.text


@pytest.mark.django_db
def test_what_staff_typed_is_shown_as_typed(client):
    make_red_flag(text="You <b>faint</b> & fall", detail="<i>Now</i>")
    page = page_with(make_treatment)

    assert lines(read(client, page.get_absolute_url()).one(data_urgency="emergency")) == [
        "you <b>faint</b> & fall. <i>Now</i>"
    ]


@pytest.mark.django_db
@pytest.mark.database
@EACH_PAGE
def test_the_list_costs_a_page_one_query_however_long_it_is(client, make):
    page = page_with(make)
    asked = []
    for _ in range(3):
        make_red_flag()
        forget_kept_pages()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_absolute_url())
        asked.append([query["sql"] for query in queries])

    assert [len([sql for sql in each if "treatments_redflag" in sql]) for each in asked] == [1, 1, 1]
    assert len({len(each) for each in asked}) == 1
