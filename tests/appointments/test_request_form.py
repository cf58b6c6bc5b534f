"""What the request form makes of what a patient typed: a request, or a sentence that says what to do."""

from datetime import date

import pytest
from django.utils import timezone

from appointments.forms.request import LONGEST_QUIZ_SUMMARY
from appointments.models import AppointmentRequest, Consent, ConsentWording
from publishing.content_version import clock
from quiz import summary
from tests.appointments.asking import REQUEST, filled, make_everything, page_of, send, sent_values, sentences
from tests.appointments.factories import make_wording
from tests.appointments.wiring import assert_wired
from tests.factories import make_compensation_rule, make_treatment
from tests.locations.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def office(db):
    return make_everything()


def stored(client, **changes) -> AppointmentRequest:
    """The request that the form became."""
    response = send(client, filled(client, **changes))
    assert response.status_code == 303, sentences(response)
    return AppointmentRequest.objects.get()


def refused(client, **changes) -> list[str]:
    """The sentences of a form that came back."""
    response = send(client, filled(client, **changes))
    assert not AppointmentRequest.objects.exists()
    assert_wired(page_of(response))
    return sentences(response)


def test_every_label_hint_and_legend_reaches_its_control(client):
    assert_wired(page_of(client.get("/appointments/request/")))


def test_an_empty_form_is_told_everything_that_is_missing_and_in_the_order_of_the_page(client):
    response = client.post("/appointments/request/", {})

    assert page_of(response).title.startswith("Error: Request an appointment")
    assert_wired(page_of(response))
    assert sentences(response) == [
        "Choose an office, or enter your ZIP code so that we can take the nearest one.",
        "Choose whether you are a new patient.",
        "Enter the full name of the patient.",
        "Enter a phone number we can call you on.",
        "Choose how we should reach you.",
        "Choose whether we may leave a message.",
        "Choose who pays for the visit, or “I am not sure”.",
        "Tick this box, so that we may use your request to answer you.",
    ]


def test_what_was_typed_is_stored(client, office):
    make_treatment(slug="kyphoplasty", title="Kyphoplasty")

    request = stored(client, treatment="kyphoplasty", reason="Legs hurt\r\nwhen I walk", best_times=["morning", "evening"],
                     needs_interpreter="on", language="Español", wants_earlier_visit="on")  # fmt: skip

    assert (request.location, request.treatment, request.reason) == (office, "Kyphoplasty", "Legs hurt\nwhen I walk")
    assert (request.name, request.phone, request.patient_type) == ("Xanthippe Quill", "+13015550147", "new")
    assert (request.best_times, request.may_leave_message) == (["morning", "evening"], True)
    assert (request.language, request.needs_interpreter, request.wants_earlier_visit) == ("Español", True, True)
    assert not request.is_urgent


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3015550147", "+13015550147"),
        ("301.555.0147", "+13015550147"),
        (" 1 (301) 555 – 0147 ", "+13015550147"),
        ("301-555-0147 ext. 12", "+13015550147;ext=12"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+49 (0)30 901820", "+4930901820"),
    ],
)
def test_a_phone_number_may_be_typed_as_people_type_it(client, typed, number):
    assert stored(client, phone=typed).phone == number


@pytest.mark.parametrize("typed", ["555-0147", "+1(((", "call me", "0", "+", "911", "3015550147" * 5])
def test_what_is_no_phone_number_is_asked_for_again(client, typed):
    assert refused(client, phone=typed) == ["Enter a phone number with its area code, such as 301-555-0142."]


def test_a_zip_code_alone_takes_the_nearest_office(client, office):
    make_location(slug="far", latitude=38.0, longitude=-80.0)

    assert stored(client, location="", zip_code="21701-1234").location == office


def test_the_nearest_office_is_shown_as_chosen_when_the_form_comes_back(client):
    response = send(client, filled(client, location="", zip_code="21701", name=""))

    assert sent_values(page_of(response))["location"] == "frederick"


def test_an_unknown_zip_code_asks_for_an_office(client):
    sentence = "We do not know this ZIP code. Check it, or choose an office from the list."

    assert refused(client, location="", zip_code="00000") == [sentence]


@pytest.mark.parametrize("typed", ["2170", "2170l", "\u0662\u0661\u0667\u0660\u0661", "21701\n21702"])
def test_a_zip_code_has_five_digits(client, typed):
    assert refused(client, location="", zip_code=typed) == ["Enter a ZIP code of five digits, such as 21701."]


def test_a_chosen_office_wins_over_a_zip_code_that_nobody_knows(client, office):
    assert stored(client, zip_code="00000").location == office


def test_an_office_that_is_no_longer_public_has_to_be_chosen_again(client, office):
    values = filled(client)
    office.publish_until = timezone.now()
    office.save()
    make_location()
    clock.forget()  # a process looks for changes twice a second

    response = send(client, values)

    assert sentences(response) == ["This office is no longer in the list. Choose another one."]


@pytest.mark.parametrize(("address", "chosen"), [("?location=frederick", "frederick"), ("?location=<b>", ""), ("", "")])
def test_the_address_may_choose_the_office_and_unknown_ones_are_left_out(client, address, chosen):
    page = page_of(client.get(f"/appointments/request/{address}"))

    assert sent_values(page)["location"] == chosen


def test_the_address_may_choose_the_treatment(client):
    make_treatment(slug="kyphoplasty")

    assert (
        sent_values(page_of(client.get("/appointments/request/?treatment=kyphoplasty")))["treatment"] == "kyphoplasty"
    )


def test_the_address_puts_no_words_into_the_form(client):
    page = page_of(client.get("/appointments/request/?reason=Call+1-900&quiz_summary=Call+1-900&zip_code=21701"))

    assert "1-900" not in page.main.text
    assert sent_values(page)["reason"] == sent_values(page)["zip_code"] == ""


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("text", "Tick this box if we may text you, or choose another way to reach you."),
        ("email", "Tick this box if we may e-mail you, or choose another way to reach you."),
    ],
)
def test_text_and_email_need_their_own_consent(client, way, sentence):
    assert refused(client, contact_by=way, email="quill@example.org") == [sentence]


def test_email_needs_an_address(client):
    box = ConsentWording.objects.in_force(timezone.now())["email"].pk

    assert refused(client, consent_email=box) == ["Enter the e-mail address we may write to."]


def test_each_consent_is_stored_with_its_exact_words(client):
    wordings = ConsentWording.objects.in_force(timezone.now())
    boxes = {f"consent_{purpose}": wording.pk for purpose, wording in wordings.items()}

    request = stored(client, email="quill@example.org", **boxes)

    given = Consent.objects.filter(request=request)
    assert {consent.wording for consent in given} == set(wordings.values())
    assert {consent.given_at for consent in given} == {request.created_at}


def test_no_consent_is_ticked_in_advance(client):
    page = page_of(client.get("/appointments/request/"))

    boxes = [part for part in page.all("input", type="checkbox") if part.attributes["name"].startswith("consent_")]
    assert len(boxes) == 3
    assert [box for box in boxes if "checked" in box.attributes] == []


def test_words_that_changed_meanwhile_have_to_be_agreed_to_again(client):
    values = filled(client)
    newest = make_wording("request", text="New words.")

    response = send(client, values)

    assert sentences(response) == ["The words beside this box have changed. Read them and tick it again."]
    box = page_of(response).one("input", name="consent_request")
    assert box.attributes["value"] == str(newest.pk)
    assert "checked" not in box.attributes


def test_without_any_wording_the_form_works_and_offers_the_telephone(client):
    ConsentWording.objects.all().delete()
    page = page_of(client.get("/appointments/request/"))
    values = {**sent_values(page), "location": "frederick", "patient_type": "new", "name": "Quill", "phone": "3015550147",
              "may_leave_message": "no", "payer": "unsure"}  # fmt: skip

    assert send(client, values).status_code == 303
    assert [part.attributes["value"] for part in page.all("input", name="contact_by")] == ["phone"]


def test_only_the_chosen_payers_fields_are_looked_at_and_stored(client):
    request = stored(client, payer="insurance", plan="Sample Plan", job_state="nowhere", employer="x" * 999,
                     injured_on_0="99", adjuster_phone="+1(((", accident_on_2="banana")  # fmt: skip

    assert request.payer_details == {"plan": "Sample Plan"}


def test_the_other_payers_fields_are_kept_when_the_form_comes_back(client):
    response = send(client, filled(client, name="", payer="self_pay", plan="Sample Plan", employer="Sample Mill"))

    values = sent_values(page_of(response))
    assert (values["plan"], values["employer"]) == ("Sample Plan", "Sample Mill")


def test_workers_compensation_asks_for_the_state_of_the_job(client):
    sentence = "Choose the state of the job: its law says who picks the doctor."

    assert refused(client, payer="workers_compensation") == [sentence]


def test_workers_compensation_is_stored_with_its_day(client):
    request = stored(client, payer="workers_compensation", job_state="PA", employer="Sample Mill",
                     injured_on_month="3", injured_on_day="27", injured_on_year="2026")  # fmt: skip

    assert request.payer_details == {"job_state": "PA", "employer": "Sample Mill", "injured_on": "2026-03-27"}


def test_the_rule_of_each_state_stands_below_the_states(client):
    make_compensation_rule(state="PA", rule="In general, you choose from a list.")

    part = page_of(client.get("/appointments/request/")).one(data_shown_when="job_state=PA")

    assert part.text.startswith("Pennsylvania: In general, you choose from a list.")


def test_a_day_that_is_to_come_is_no_day_of_an_accident(client):
    day = date.today().replace(year=date.today().year + 1, day=1)
    typed = {"accident_on_month": day.month, "accident_on_day": day.day, "accident_on_year": day.year}

    assert refused(client, payer="personal_injury", **typed) == ["Enter a date that is not after today."]


def test_who_pays_themselves_may_ask_for_an_estimate(client):
    assert stored(client, payer="self_pay", wants_estimate="on").payer_details == {"wants_estimate": True}


@pytest.mark.parametrize(
    ("name", "length"), [("reason", 1000), ("name", 120), ("language", 60), ("plan", 120), ("email", 254)]
)
def test_too_long_a_text_is_counted_for_its_writer_and_kept(client, name, length):
    text = "é" * (length + 7) if name != "email" else f"{'q' * (length - 4)}@example.org"
    payer = {"payer": "insurance"}

    response = send(client, filled(client, **{**payer, name: text}))

    assert f"Shorten this to {length} characters. It has {len(text)} now." in sentences(response)[0]
    assert sent_values(page_of(response))[name] == text


def test_a_summary_of_the_quiz_is_shown_and_sent_only_with_a_tick(client):
    opened = page_of(client.post("/appointments/request/", {"begin": "1", "quiz_summary": "Pain: leg\nSince: May"}))
    assert "Pain: leg Since: May" in opened.main.text
    assert "attach_quiz" not in sent_values(opened)

    without = stored(client, quiz_summary="Pain: leg")
    assert without.quiz_summary == ""


def test_a_ticked_summary_is_stored(client):
    assert stored(client, quiz_summary="Pain: leg", attach_quiz="on").quiz_summary == "Pain: leg"


def test_a_summary_that_is_too_long_is_not_sent(client):
    sentence = "This summary is too long to send. Take the tick away."

    assert refused(client, quiz_summary="x" * 4001, attach_quiz="on") == [sentence]


def test_the_longest_summary_that_the_quiz_makes_is_sent_as_a_browser_sends_it(client):
    longest = "\n".join(["x" * 39] * 100)
    assert len(longest) == LONGEST_QUIZ_SUMMARY - 1

    request = stored(client, quiz_summary=longest.replace("\n", "\r\n"), attach_quiz="on")

    assert request.quiz_summary == longest


def test_the_quiz_makes_no_longer_summary_than_a_request_can_carry():
    assert summary.LONGEST <= LONGEST_QUIZ_SUMMARY


def test_a_form_begun_by_a_button_may_be_kept_for_the_back_button_and_an_answer_may_not(client):
    begun = client.post("/appointments/request/", {"begin": "1", "quiz_summary": "Pain: leg"})

    assert begun.headers["Cache-Control"] == "private, no-cache"
    assert send(client, filled(client, name="")).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_puts_no_words_into_our_form(client, site):
    words = {"begin": "1", "reason": "Call 1-900", "quiz_summary": "Call 1-900", "location": "frederick"}

    page = page_of(client.post("/appointments/request/", words, headers={"Sec-Fetch-Site": site}))

    assert "1-900" not in page.main.source
    assert sent_values(page)["location"] == "frederick"


def test_no_cookie_is_set_for_whoever_comes_with_a_broken_one(client, settings):
    client.cookies[settings.CSRF_COOKIE_NAME] = "x"

    for address in ("/appointments/request/", "/contact/", "/pain-quiz/"):
        assert not client.post(address, {"begin": "1"}).cookies


def test_beginning_from_another_page_checks_nothing_and_stores_nothing(client):
    response = client.post("/appointments/request/", {"begin": "1", "location": "frederick", "reason": "<b>"})

    assert sentences(response) == []
    assert sent_values(page_of(response))["reason"] == "<b>"
    assert not AppointmentRequest.objects.exists()


def test_without_offices_the_page_says_to_call(client, office):
    office.delete()

    main = page_of(client.get("/appointments/request/")).main

    assert main.all("form") == []
    assert "Please call us." in main.text
    assert any(link.startswith("tel:") for link in main.links)


def test_what_is_typed_in_many_lines_is_still_there_at_back(client):
    """Browsers bring back no field with autocomplete="off"; they offer earlier words in no field of several lines."""
    fields = page_of(client.get(REQUEST)).main.all("textarea")

    assert fields
    assert [field for field in fields if "autocomplete" in field.attributes] == []
