"""The guide says what the database says, for all or for one state, or one treatment as a handout."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.guide.contents import document_of, printed
from pages.guide.material import gathered
from pages.guide.scope import Scope
from practice.languages import OWN_NAMES
from practice.models import NoticeText, State
from tests.factories import make_compensation_rule, make_condition, make_practice, make_red_flag, make_treatment
from tests.locations.factories import make_location
from tests.pages.guide_reading import found, guide_now, headings, section, words
from tests.practice.library import make_faq
from tests.practice.notices import make_notice
from tests.practice.plans import make_guide, make_plan
from tests.providers.factories import make_provider
from tests.treatments.complete import make_complete_treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_empty_site_has_an_empty_guide():
    document = guide_now()

    assert document["sections"] == []
    assert document["phones"] == []
    assert document["title"]


def test_each_chapter_is_there_once_its_content_is():
    make_practice().care_steps.create(title="Call us", text="We listen.", position=1)
    office = make_location(
        title="Elm office", treatments=[make_treatment(title="Block", conditions=[make_condition()])]
    )
    make_provider(given_name="Kim", locations=[office])
    make_faq(question="May I drive?")
    make_guide()
    make_plan(name="Plan Blue")
    make_compensation_rule()
    make_notice(title="Your privacy")

    anchors = [part.get("id", "").partition("-")[0] for part in guide_now()["sections"] if part["level"] == 1]

    expected = ["welcome", "how", "call", "providers", "offices", "conditions", "treatments", "what", "faqs"]
    assert anchors == [*expected, "insurance", "after", "notices"]


def test_drafts_and_what_has_ended_are_not_in_the_guide():
    yesterday = timezone.now() - timedelta(days=1)
    make_treatment(title="Draft treatment", publish_from=None)
    make_condition(title="Old condition", publish_from=yesterday - timedelta(days=9), publish_until=yesterday)
    make_location(title="Coming office", publish_from=timezone.now() + timedelta(days=1))

    said = words(guide_now())

    assert not any(title in said for title in ("Draft treatment", "Old condition", "Coming office"))


def test_the_guide_of_a_state_has_its_offices_people_phone_and_rules_and_no_others():
    make_practice()
    frederick = make_location(title="Frederick office", state="MD")
    york = make_location(title="York office", state="PA")
    make_provider(family_name="Marylander", locations=[frederick])
    make_provider(family_name="Pennsylvanian", locations=[york], licenses=["PA"])
    make_compensation_rule(state=State.MARYLAND, rule="In general, you choose.")
    make_compensation_rule(state=State.PENNSYLVANIA, rule="In general, from a list.")

    document = guide_now(state="PA")

    said = words(document)
    assert "York office" in said
    assert "Pennsylvanian" in said
    assert "from a list" in said
    assert [phone["name"] for phone in document["phones"]] == ["Pennsylvania"]
    assert not any(other in said for other in ("Frederick office", "Marylander", "you choose"))


def test_a_provider_in_two_states_is_shown_with_the_offices_of_the_guides_state():
    offices = [make_location(title="Frederick office"), make_location(title="York office", state="PA")]
    provider = make_provider(locations=offices, licenses=["MD", "PA"])

    entry = section(guide_now(state="PA"), f"provider-{provider.slug}")

    assert "York office" in words(entry)
    assert "Frederick office" not in words(entry)


def test_a_handout_is_the_whole_treatment_in_the_order_of_its_page():
    treatment = make_complete_treatment(
        slug="block", title="Nerve block", conditions=[make_condition(title="Sciatica")]
    )
    make_location(title="Elm office", treatments=[treatment])
    make_location(title="Oak office")

    document = guide_now(treatment="block")

    expected = ["At a glance", "What it is", "Who it may help, and who it may not", "How to prepare"]
    expected += ["What happens, step by step", "Afterwards and recovery", "Benefits and realistic results", "Risks"]
    expected += ["When to call", "Cost and insurance", "Questions to ask", "Common questions", "Conditions it treats"]
    assert headings(document) == [*expected, "Review and sources", "Where we offer it"]
    assert document["title"] == "Nerve block"
    assert document["contents"] is False
    said = words(document)
    for row in (
        "Do not lift boxes",
        "We greet you",
        "May I swim?",
        "Not much.",
        "A paper we read",
        "Sciatica",
        "Elm office",
    ):
        assert row in said
    assert "Oak office" not in said


def test_a_handout_for_a_state_names_the_offices_of_that_state_only():
    treatment = make_treatment(slug="block")
    make_location(title="Frederick office", treatments=[treatment])
    make_location(title="York office", state="PA", treatments=[treatment])

    offices = words(section(guide_now(state="PA", treatment="block"), "offices"))

    assert "York office" in offices
    assert "Frederick office" not in offices


def test_the_emergency_signs_stand_before_everything():
    make_red_flag(text="You cannot feel the saddle area", detail="Even a little.")

    urgent = guide_now()["urgent"]

    assert [note["urgency"] for note in urgent] == ["emergency"]
    assert "you cannot feel the saddle area" in words(urgent)


def test_a_handout_begins_with_the_signs_of_its_treatment_and_those_that_hold_at_any_time():
    make_complete_treatment(slug="block")
    make_red_flag(text="You cannot speak")

    urgent = words(guide_now(treatment="block")["urgent"])

    assert "you feel emergency" in urgent
    assert "you cannot speak" in urgent


def test_no_page_of_the_guide_has_two_cards_of_one_level():
    make_complete_treatment(slug="block")
    make_complete_treatment(slug="other")
    make_red_flag()

    assert found(guide_now(), "urgency") == ["emergency"]
    assert found(guide_now(treatment="block"), "urgency") == ["emergency", "today", "routine"]


def test_a_treatment_in_short_says_what_can_go_wrong_and_when_to_call():
    treatment = make_complete_treatment(slug="block")

    short = words(section(guide_now(), f"treatment-{treatment.slug}"))

    for row in (
        "Soreness",
        "Infection",
        "you lean on carts",
        "you are pregnant",
        "you feel today",
        "you feel emergency",
    ):
        assert row in short
    assert "We greet you" not in short


def test_nothing_claims_a_review_that_did_not_happen():
    make_treatment(slug="block", title="Block")
    reviewed = make_treatment(title="Spacer", reviewed_by="Jo Example, MD", reviewed_on=timezone.localdate())

    document = guide_now()

    assert "Not yet clinically reviewed." in words(section(document, "treatment-block"))
    assert "Clinically reviewed by Jo Example, MD" in words(section(document, f"treatment-{reviewed.slug}"))


def test_the_hours_of_an_office_are_those_of_its_usual_week():
    office = make_location()

    entry = words(section(guide_now(), f"office-{office.slug}"))

    assert "Monday to Friday: 8 am to 5 pm" in entry
    assert "Saturday and Sunday: closed" in entry


def test_a_closure_is_told_until_it_is_over():
    today = timezone.localdate()
    closed = make_location(closed_from=today, reopens_on=today + timedelta(days=9), closed_because="flood")
    open_again = make_location(closed_from=today - timedelta(days=9), reopens_on=today)

    document = guide_now()

    assert "Flood." in words(section(document, f"office-{closed.slug}"))
    assert "Closed for now" not in words(section(document, f"office-{open_again.slug}"))


def test_the_letters_of_the_map_are_those_of_the_list():
    make_location(title="Ash office")
    make_location(title="Beech office")

    document = guide_now()

    (drawing,) = found(section(document, "offices"), "svg")
    assert all(f">{letter}</text>" in drawing for letter in "AB")
    assert [heading for heading in headings(document) if "office" in heading and "." in heading] == [
        "A. Ash office",
        "B. Beech office",
    ]


def test_a_drawing_is_shown_once_in_a_guide_and_again_in_a_handout():
    make_condition(drawing="lumbar_spine")
    make_treatment(slug="block", drawing="lumbar_spine")

    assert len(found(guide_now(), "svg")) == 1
    assert len(found(guide_now(treatment="block"), "svg")) == 1


def test_every_figure_has_words_for_who_cannot_see_it():
    make_condition(drawing="canal_compared")
    make_location()

    alternatives = found(guide_now(), "alt")

    assert len(alternatives) == 4
    assert all(len(alternative) > 20 for alternative in alternatives)


def test_how_a_plan_stands_is_told_for_the_guides_state():
    make_plan(name="Plan Blue", standings={"MD": "accepted", "PA": "call_first"})

    table = section(guide_now(state="PA"), "insurance")

    assert "Plan Blue" in words(table)
    assert "Call first" in words(table)
    assert "Accepted" not in words(table)


def test_languages_that_our_fonts_cannot_print_are_left_to_the_page():
    make_notice(slug="language-assistance", title="Language help")
    for code in ("ko", "am", "es", "ar"):
        NoticeText.objects.filter(language=code).update(own_name=OWN_NAMES[code])

    languages = section(guide_now(), "languages")

    assert set(found(languages, "language")) >= {"es", "ar"}
    assert not {"ko", "am"} & set(found(languages, "language"))
    assert "/notices/language-assistance/" in found(languages, "href")


def test_on_paper_every_link_is_a_whole_address_and_nothing_is_for_the_screen():
    make_practice().care_steps.create(title="Call us", text="We listen.", position=1)
    make_condition(drawing="lumbar_spine")

    document = printed(guide_now())

    addresses = found(document, "href")
    assert addresses
    assert all(address.startswith(("http://testserver/", "tel:")) for address in addresses)
    assert found(document, "on_screen") == []


def test_the_same_content_is_the_same_document():
    make_complete_treatment(slug="block")
    make_location()

    assert guide_now() == guide_now()


@pytest.mark.parametrize("count", [1, 4])
def test_reading_everything_takes_as_many_queries_however_much_there_is(count, django_assert_max_num_queries):
    make_practice()
    for number in range(count):
        treatment = make_complete_treatment(slug=f"t{number}", title=f"T {number}", conditions=[make_condition()])
        office = make_location(treatments=[treatment])
        make_provider(locations=[office], treatments=[treatment])
        make_faq()
        make_plan()
        make_notice()

    with django_assert_max_num_queries(48):
        material = gathered()
    with django_assert_max_num_queries(0):
        for scope in (Scope(), Scope("MD"), Scope("", "t0"), Scope("MD", "t0")):
            document_of(material, scope)


def test_a_booklet_is_the_same_without_what_only_handouts_say(django_assert_max_num_queries):
    treatment = make_complete_treatment(slug="t1", title="T 1", conditions=[make_condition()])
    office = make_location(treatments=[treatment])
    make_provider(locations=[office], treatments=[treatment])
    whole = [document_of(gathered(), scope) for scope in (Scope(), Scope("MD"))]

    material = gathered(in_full=False)

    with django_assert_max_num_queries(0):
        assert [document_of(material, scope) for scope in (Scope(), Scope("MD"))] == whole
