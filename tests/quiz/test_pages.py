"""The pages of the quiz: a question a page, Back and Change, emergencies at any time, the result with its reasons."""

import pytest

from practice.models import Practice
from publishing.content_version import clock
from quiz.current import current_script
from quiz.models import Answer, Quiz
from quiz.state import State
from tests.locations.conftest import loaded_gazetteer, places
from tests.quiz.taking import ADDRESS, Sitting
from treatments.models import RedFlag, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_content")]
__all__ = ["loaded_gazetteer", "places"]
MILD = "Minimally Invasive Lumbar Decompression (MILD)"


@pytest.fixture
def sitting(client):
    return Sitting(client)


@pytest.fixture
def taken(sitting):
    """Somebody whose legs hurt when walking, at the result."""
    return sitting.begin().finish(where=("lower-back",), moves=("legs-walking", "eases-sitting"))


class TestTheFirstPage:
    def test_it_says_what_the_quiz_is_not_and_asks_for_emergencies_first(self, sitting):
        text = sitting.page.main.text

        assert "This is not a diagnosis." in text
        assert "Nothing is stored." in text
        flags = [box.attributes["value"] for box in sitting.page.main.all("input", name="red_flags")]
        assert flags == [*(str(flag.pk) for flag in RedFlag.objects.all()), "none"]

    def test_it_is_the_same_for_everybody_and_may_be_kept(self, sitting):
        assert sitting.response.headers["Cache-Control"].startswith("public")
        assert not sitting.response.cookies

    def test_whoever_says_nothing_is_asked_again(self, sitting):
        sitting.send(go="next")

        assert sitting.response.status_code == 200
        assert "Tick each one that applies to you" in sitting.page.main.one(id="error-summary").text

    @pytest.mark.parametrize("also_none", [False, True])
    def test_a_sign_of_an_emergency_brings_the_card_and_nothing_else(self, sitting, also_none):
        flag = RedFlag.objects.last()

        sitting.begin(str(flag.pk), *(["none"] if also_none else []))

        assert sitting.is_emergency
        assert flag.sign in sitting.page.main.text
        assert "Request an appointment" not in sitting.page.text
        assert not sitting.page.one("footer").all("form")

    def test_a_sign_ticked_by_mistake_leads_back(self, sitting):
        sitting.begin(str(RedFlag.objects.first().pk)).send(go="flags")

        assert sitting.page.main.all("input", name="red_flags")

    def test_without_a_quiz_it_says_so_kindly(self, client):
        Quiz.objects.all().delete()

        sitting = Sitting(client)

        assert sitting.response.status_code == 404
        assert "not here right now" in sitting.heading
        assert client.post(ADDRESS, {"red_flags": "none"}).status_code == 404


class TestQuestions:
    def test_one_question_comes_after_the_other(self, sitting):
        seen = [sitting.begin().heading]
        while not sitting.answer("not-sure").is_result:
            seen.append(sitting.heading)

        assert seen[0] == "Where does it hurt the most?"
        assert len(seen) == len(set(seen)) == 10

    def test_progress_never_promises_too_little(self, sitting):
        sitting.begin()
        left = []
        while not sitting.is_result:
            bar = sitting.page.main.one("progress").attributes
            left.append(int(bar["max"]) - int(bar["value"]))
            sitting.answer("not-sure")

        assert left == sorted(left, reverse=True)
        assert left[-1] == 0

    def test_an_answer_can_lead_elsewhere(self, sitting):
        sitting.begin().answer("knee-left")

        assert sitting.key == "joint"

    @pytest.mark.parametrize(("picked", "words"), [
        ([], "Choose an answer."),
        (["zebra"], "This list has changed."),
        (["\0"], "This list has changed."),
        (["none", "swollen"], "You chose “None of these"),
        (["not-sure", "none"], "and another answer too"),
    ])  # fmt: skip
    def test_a_mistake_gets_a_sentence_and_keeps_the_question(self, sitting, picked, words):
        sitting.begin().answer("knee-left").answer(*picked)

        assert words in sitting.page.main.one(id="error-summary").text
        assert sitting.key == "joint"
        assert sitting.chosen == [key for key in sitting.choices if key in picked]

    def test_every_question_can_be_answered_with_not_sure(self, sitting):
        sitting.begin()
        while not sitting.is_result:
            assert "not-sure" in sitting.choices
            sitting.answer("not-sure")

    def test_back_shows_the_answer_given_and_keeps_the_one_just_chosen(self, sitting):
        sitting.begin().answer("knee-left").answer("swollen", go="back")
        assert (sitting.key, sitting.chosen) == ("where", ["knee-left"])

        sitting.answer("knee-left")
        assert (sitting.key, sitting.chosen) == ("joint", ["swollen"])

    def test_back_from_the_first_question_keeps_every_answer(self, sitting):
        sitting.begin().answer("knee-left").go("back").answer("knee-right", go="back")
        kept = sitting.page.main.one("input", name="kept").attributes["value"]

        sitting.send(red_flags=["none"], kept=kept, go="next")

        assert (sitting.key, sitting.chosen) == ("where", ["knee-right"])

    def test_changing_an_earlier_answer_leads_back_to_where_one_was(self, sitting):
        sitting.begin().answer("lower-back").answer("leg").answer("numb", go="to:travels")
        assert (sitting.key, sitting.chosen) == ("travels", ["leg"])

        sitting.answer("spine-more")

        assert sitting.key == "moves"

    def test_a_change_that_opens_another_way_asks_what_is_missing(self, sitting):
        sitting.begin().answer("lower-back").answer("leg").answer("numb", go="to:where")

        sitting.answer("knee-left")

        assert sitting.key == "joint"

    @pytest.mark.parametrize(("before", "answer"), [
        ((), "chest"),
        (("lower-back", "leg"), "sudden-weakness"),
    ])  # fmt: skip
    def test_an_answer_that_is_an_emergency_brings_the_card_at_once(self, sitting, before, answer):
        sitting.begin()
        for key in before:
            sitting.answer(key)

        sitting.answer(answer)

        assert sitting.is_emergency

    @pytest.mark.parametrize("go", ["back", "to:where", "to:zebra", "zebra", ""])
    def test_it_does_so_whatever_button_was_pressed(self, sitting, go):
        sitting.begin().answer("hip-left").answer("one-place").answer("sudden-weakness", go=go)

        assert sitting.is_emergency

    def test_it_does_so_beside_none_of_these_too(self, sitting):
        sitting.begin().answer("hip-left").answer("one-place").answer("sudden-weakness", "none", "zebra")

        assert sitting.is_emergency

    def test_an_emergency_cannot_be_walked_around(self, sitting):
        sitting.begin().answer("hip-left").answer("one-place").answer("sudden-weakness").go("again")
        sitting.answer(*sitting.chosen, go="back")

        assert sitting.is_emergency

    def test_an_emergency_whose_tick_was_taken_away_is_not_said_any_more(self, sitting):
        sitting.begin().answer("hip-left").answer("one-place").answer("sudden-weakness").go("again")

        sitting.go("back").finish()

        assert sitting.is_result

    def test_urgent_advice_stands_first_on_the_result(self, sitting):
        sitting.begin().finish(health=("cancer-and-new-pain",))

        assert "Please call us or your own doctor today" in sitting.page.main.one(role="note").text

    def test_an_answer_sent_many_times_counts_once(self, sitting):
        sitting.begin().answer("knee-left").answer(*["swollen"] * 50).go("back")

        assert sitting.chosen == ["swollen"]

    def test_every_answer_that_is_an_emergency_brings_its_card(self, client):
        flagged = Answer.objects.filter(red_flag__isnull=False).select_related("question", "red_flag")
        reached = []
        for answer in flagged:
            way = {"where": ("knee-left",)} if answer.question.key == "joint" else {}
            sitting = Sitting(client).begin().finish(**way, **{answer.question.key: (answer.key,)})
            reached.append(sitting.is_emergency and answer.red_flag.sign in sitting.page.main.text)

        assert len(reached) == 11
        assert all(reached)

    def test_an_emergency_chosen_by_mistake_can_be_taken_back(self, sitting):
        sitting.begin().answer("chest")
        sitting.go("again")
        assert (sitting.key, sitting.chosen) == ("where", ["chest"])

        sitting.answer("lower-back")

        assert not sitting.is_emergency
        assert sitting.key == "travels"

    def test_a_tick_counts_whatever_has_become_of_the_answers_that_were_kept(self, client, sitting):
        flag = RedFlag.objects.first()

        sitting.send(red_flags=[flag.pk], kept="zebra", go="next")

        assert sitting.is_emergency
        assert flag.sign in sitting.page.main.text

    @pytest.mark.parametrize("go", ["next", "flags", "again", "back", "place", ""])
    def test_no_button_of_the_first_page_leads_around_a_tick(self, sitting, go):
        sitting.send(red_flags=[RedFlag.objects.first().pk], go=go)

        assert sitting.is_emergency

    def test_a_sign_ticked_by_mistake_is_still_ticked_on_the_way_back(self, sitting):
        flag = RedFlag.objects.first()
        sitting.begin(flag.pk)
        kept = [part.attributes for part in sitting.page.main.all("input", type="hidden")]

        sitting.send(go="flags", **{each["name"]: each["value"] for each in kept})

        ticked = [part.attributes["value"] for part in sitting.page.main.all("input", checked=True)]
        assert ticked == [str(flag.pk)]

    @pytest.mark.parametrize("left", [["burns", "none"], ["burns", "zebra"], ["none", "not-sure"]])
    def test_an_emergency_taken_away_does_not_come_back(self, sitting, left):
        sitting.begin().answer("lower-back").answer("leg").answer("burns", "sudden-weakness")
        sitting.go("again")
        sitting.answer(*left, go="back")

        sitting.answer("leg")

        assert sitting.key == "feel"
        assert sitting.chosen == []
        assert not sitting.finish().is_emergency

    def test_no_question_is_shown_over_an_emergency(self, sitting):
        sitting.begin().answer("lower-back")
        script = current_script()
        said = {"where": ("lower-back",), "travels": ("leg",), "feel": ("sudden-weakness",)}

        sitting.send(state=State(script.edition, said, "travels").sealed, answer="leg", go="next")
        assert sitting.key == "feel"

        sitting.send(state=State(script.edition, said, "where").sealed, answer="lower-back", go="next")
        assert sitting.is_emergency

    def test_back_from_a_change_leads_to_the_result(self, sitting):
        sitting.begin().finish()
        sitting.go("to:feel")
        assert "Back to my result" in sitting.page.main.text

        sitting.answer("not-sure", go="back")

        assert sitting.is_result

    def test_nothing_chosen_at_back_to_my_result_is_asked_about(self, sitting):
        sitting.begin().finish(feel=("burns",))
        sitting.go("to:feel")

        sitting.go("back")

        assert sitting.key == "feel"
        assert "Choose an answer" in sitting.page.main.one(id="error-summary").text
        assert sitting.answer("not-sure", go="back").is_result

    @pytest.mark.parametrize("also", [[], ["none"]])
    def test_a_sign_that_stands_in_the_list_no_more_is_not_passed_over(self, sitting, also):
        sitting.send(red_flags=["99999", *also], go="next")

        assert "If you ticked a sign of an emergency, call 911" in sitting.page.main.one(id="error-summary").text
        assert sitting.page.main.all("input", checked=True) == []

    def test_thoughts_of_suicide_lead_to_988_first(self, sitting):
        sitting.begin(RedFlag.objects.get(text__contains="988").pk)
        assert [link for link in sitting.page.main.links if ":9" in link][:2] == ["tel:988", "sms:988"]

        sitting = Sitting(sitting.client).begin(RedFlag.objects.exclude(text__contains="988").first().pk)
        assert [link for link in sitting.page.main.links if "988" in link] == []

    def test_no_field_is_called_wrong_before_anything_was_answered(self, sitting):
        assert sitting.page.main.all(required=True) == []
        assert sitting.begin().page.main.all(required=True) == []


class TestTheResult:
    def test_it_names_options_with_reasons_in_the_patients_own_answers(self, taken):
        text = taken.page.main.text

        assert MILD in taken.options
        assert len(taken.options) <= 3
        assert "Better when I sit down or lean forward" in text
        assert "This is not a diagnosis." in text
        assert "Questions to ask" in text

    def test_reasons_against_are_told_and_what_is_ruled_out_is_not_suggested(self, sitting):
        said = {"where": ("lower-back",), "moves": ("legs-walking", "eases-sitting"), "health": ("pregnant",)}
        sitting.begin().finish(**said)

        assert MILD not in sitting.options
        assert "Probably not now, and why" in sitting.page.main.text
        assert "It is usually not used if you are pregnant or might be" in sitting.page.main.text

    def test_when_nothing_fits_it_says_so_kindly_and_offers_a_call(self, sitting):
        sitting.begin().finish()

        assert sitting.is_result
        assert sitting.options == []
        assert "Let us talk about your pain" in sitting.heading
        line = Practice.objects.current().phone_lines.first()
        assert line.number.as_national in sitting.page.main.text

    def test_every_answer_can_be_changed_and_the_result_comes_back(self, taken):
        taken.go("to:moves")
        assert sorted(taken.chosen) == ["eases-sitting", "legs-walking"]

        taken.answer("not-sure")

        assert taken.is_result
        assert MILD not in taken.options

    def test_back_leads_to_the_last_question(self, taken):
        taken.go("back")

        assert taken.key == "body"

    def test_a_hidden_treatment_is_not_suggested(self, sitting):
        Treatment.objects.filter(title=MILD).update(publish_from=None)
        clock.forget()

        sitting.begin().finish(where=("lower-back",), moves=("legs-walking", "eases-sitting"))

        assert MILD not in sitting.options
        assert sitting.is_result

    def test_the_nearest_office_is_found_by_zip_code(self, taken, places):
        taken.go("place", place="21701")

        assert "Sample Frederick office" in taken.page.main.text
        assert MILD in taken.options

    def test_a_name_that_several_places_bear_is_asked_about(self, taken, places):
        taken.go("place", place="Springfield")
        choices = [button.attributes["value"] for button in taken.page.main.all("button", name="place")]
        assert len(choices) > 1
        assert [part.text for part in taken.page.main.all("p", autofocus=True)] == ["Which one do you mean?"]
        assert taken.page.title.startswith("Which place do you mean?")

        taken.go("place", place=choices[0])

        assert "in a straight line" in taken.page.main.text

    @pytest.mark.parametrize(("place", "words"), [
        ("", "Type your ZIP code or town"),
        ("2170", "five digits"),
        ("Maryland", "a whole state"),
        ("xqzzyx", "We do not know that place"),
        ("x" * 500, "longer than any town"),
        ("<script>", "We"),
    ])  # fmt: skip
    def test_a_place_that_is_none_gets_a_sentence_and_keeps_the_result(self, taken, place, words):
        taken.go("place", place=place)

        field = taken.page.main.one("input", name="place").attributes
        assert words in taken.page.main.one(id=field["aria-describedby"]).text
        assert MILD in taken.options
        assert field.get("value", "") == place
        assert "autofocus" in field
        assert taken.page.title.startswith("Error:")

    def test_a_slip_of_the_pen_is_asked_about(self, taken, places):
        taken.go("place", place="Harisburg")

        assert "Did you mean one of those below?" in taken.page.main.text
        assert [part.tag for part in taken.page.main.all(autofocus=True)] == ["input"]
        assert "Harrisburg, PA" in taken.page.main.text

    def test_the_answer_names_the_place_and_has_the_focus(self, taken, places):
        taken.go("place", place="21701")

        found = [part.text for part in taken.page.main.all("h3", autofocus=True)]
        assert found == ["The 2 offices nearest to 21701 (Frederick, MD)"]
        assert taken.page.title.startswith("Offices nearest to 21701")

    def test_who_is_far_away_is_told_so_and_whom_to_call(self, taken, places):
        taken.go("place", place="96801")

        assert "Before you travel, call us" in taken.page.main.text

    def test_what_cannot_wait_stands_before_everything_but_the_heading(self, sitting):
        sitting.begin().finish(feel=("unchecked",))

        first = sitting.page.main.one(data_urgency="today")
        text = sitting.page.main.text
        assert text.index(sitting.heading) < text.index(first.text[:40]) < text.index("No treatment stands out")
        line = Practice.objects.current().phone_lines.first()
        assert {"tel:911", line.number.as_rfc3966} <= set(first.links)

    @pytest.mark.parametrize(("said", "words"), [
        ({"where": "head-back"}, "After a blow to the head"),
        ({"where": "belly"}, "Sudden or very strong belly pain"),
        ({"began": "spine-surgery"}, "call the surgeon who did it today"),
        ({"where": "hip-left", "travels": "joint", "joint": "small-fall"}, "can mean a broken bone"),
        ({"health": "skin"}, "near an eye"),
        ({"health": "open-sore"}, "the sore is on a foot"),
        ({"health": "numbing-medicine"}, "Most of our treatments use numbing medicine"),
    ])  # fmt: skip
    def test_what_a_doctor_should_see_soon_is_advised(self, sitting, said, words):
        sitting.begin().finish(**{question: (answer,) for question, answer in said.items()})

        assert words in sitting.page.main.one(data_urgency="today").text

    def test_beside_advice_the_suggestions_can_wait(self, sitting):
        fits = {"where": ("lower-back",), "travels": ("stays-spine",), "moves": ("lean-back", "after-rest")}
        waiting = "First do what stands above"
        sitting.begin().finish(**fits)
        assert sitting.options
        assert waiting not in sitting.page.main.text

        sitting = Sitting(sitting.client).begin().finish(**fits, health=("dye",))

        assert sitting.options
        assert waiting in sitting.page.main.text

    def test_one_suggestion_is_spoken_of_as_one(self, sitting):
        sitting.begin().finish(where=("lower-back",), travels=("stays-spine",), moves=("lean-back", "after-rest"))

        assert len(sitting.options) == 1
        assert "one treatment" in sitting.page.main.text
        assert "against them" not in sitting.page.main.text

    def test_a_reaction_to_numbing_medicine_speaks_against_every_treatment_it_is_used_in(self, sitting):
        sitting.begin().finish(
            where=("lower-back",), travels=("stays-spine",), moves=("lean-back", "after-rest", "legs-walking"),
            told=("stenosis-few",), tried=("simple-care", "test-helped"), health=("numbing-medicine",),
        )  # fmt: skip

        assert [part for part in sitting.page.main.all("article") if "numbing medicine" not in part.text] == []

    def test_without_urgent_advice_there_is_no_card(self, taken):
        assert taken.page.main.all(data_urgency=True) == []

    def test_above_the_result_no_button_asks_for_a_visit_without_the_answers(self, taken):
        header = taken.page.all("header")[0]

        assert "/treatments/" in header.links
        assert [link for link in header.links if "appointments" in link] == []

    def test_asking_for_an_appointment_carries_the_summary_to_a_box_to_tick(self, taken, client):
        form = taken.page.main.all("form", action="/appointments/request/")[-1]
        values = {part.attributes["name"]: part.attributes["value"] for part in form.all("input")}

        page = client.post("/appointments/request/", values).content.decode()

        assert "Better when I sit down or lean forward" in page
        assert 'name="attach_quiz"' in page
        assert 'name="attach_quiz" id="id_attach_quiz" checked' not in page

    def test_throwing_the_answers_away_empties_what_the_browser_kept(self, taken, client):
        response = client.post(ADDRESS, {"go": "forget"})

        assert (response.status_code, response["Location"]) == (303, ADDRESS)
        assert response.headers["Clear-Site-Data"] == '"cache"'

    def test_the_result_is_for_one_person_and_for_the_back_button(self, taken):
        assert taken.response.headers["Cache-Control"] == "private, no-cache"
        assert taken.response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
