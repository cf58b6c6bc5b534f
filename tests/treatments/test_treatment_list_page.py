"""The list of treatments, whole and for what hurts."""

import pytest

from tests.factories import make_area, make_condition, make_group, make_treatment
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

LIST = "/treatments/"


def named(page):
    """Titles of the treatments shown, in their order."""
    return [text for level, text in page.main.headings if level == 3]


@pytest.fixture
def leg_and_neck():
    leg, neck = make_area(slug="leg", name="Leg"), make_area(slug="neck", name="Neck")
    later, earlier = make_group(name="Injections", position=2), make_group(name="Procedures", position=1)
    make_treatment(title="Leg shot", group=later, conditions=[make_condition(areas=[leg])])
    make_treatment(title="Neck care", group=earlier, conditions=[make_condition(areas=[neck])])


def test_treatments_stand_under_their_kind_in_its_order(client, leg_and_neck):
    headings = [text for level, text in read(client, LIST).main.headings if level > 1]

    assert headings == ["What hurts?", "Procedures", "Neck care", "Injections", "Leg shot"]


def test_a_place_shows_only_what_eases_it(client, leg_and_neck):
    page = read(client, f"{LIST}?area=leg")

    assert named(page) == ["Leg shot"]
    assert "1 treatment is used for pain here: Leg." in page.main.text


def test_the_chosen_place_is_marked_and_named_in_the_title(client, leg_and_neck):
    page = read(client, f"{LIST}?area=leg")

    assert [link.text for link in page.main.all("a", aria_current="true")] == ["Leg"]
    assert page.title.startswith("Treatments: Leg – ")


def test_a_place_nothing_is_listed_for_says_so_and_offers_all(client, leg_and_neck):
    make_area(slug="knee", name="Knee")

    page = read(client, f"{LIST}?area=knee")
    assert named(page) == []
    assert "No treatment is listed for pain here: Knee." in page.main.text
    assert LIST in page.main.links


@pytest.mark.parametrize("place", ["elbow", "<b>leg</b>", "'; drop table", "x" * 5000, "%F0%9F%A6%B5", "%ED%A0%80"])
def test_an_unknown_place_gives_a_sentence_and_all_treatments(client, leg_and_neck, place):
    page = read(client, f"{LIST}?area={place}")

    assert "We do not know that part of the body." in page.main.text
    assert named(page) == ["Neck care", "Leg shot"]
    assert page.title.startswith("Error: ")


def test_the_sentence_leads_to_the_list_of_places(client, leg_and_neck):
    page = read(client, f"{LIST}?area=elbow")

    (link,) = [link for link in page.main.all("a") if "We do not know" in link.text]
    assert "Leg" in page.one(id=link.attributes["href"].removeprefix("#")).text


def test_an_empty_place_is_no_place(client, leg_and_neck):
    page = read(client, f"{LIST}?area=")

    assert named(page) == ["Neck care", "Leg shot"]
    assert not page.title.startswith("Error")


def test_parameters_nobody_asked_for_change_nothing(client, leg_and_neck):
    assert read(client, f"{LIST}?utm_source=mail&area=leg").text == read(client, f"{LIST}?area=leg").text


def test_each_treatment_can_be_ticked_for_comparison(client, leg_and_neck):
    page = read(client, LIST)

    (form,) = [form for form in page.main.all("form") if form.all("input", name="t")]
    assert form.attributes["action"] == "/treatments/compare/"
    assert len(form.all("input", name="t")) == 2


def test_the_place_a_treatment_has_through_two_conditions_lists_it_once(client):
    leg = make_area(slug="leg")
    make_treatment(title="Once", conditions=[make_condition(areas=[leg]), make_condition(areas=[leg])])

    assert named(read(client, f"{LIST}?area=leg")) == ["Once"]
