"""A patient whose legs hurt takes the quiz, reads why, and asks for a visit; staff work on the next edition."""

import pytest

from appointments.models import AppointmentRequest
from quiz.models import Answer, Quiz
from tests.appointments.asking import filled, make_wordings, page_of, send, sent_values, sentences
from tests.factories import make_staff
from tests.pages.reading import read
from tests.quiz.desk import publish
from tests.quiz.taking import ADDRESS, Sitting

pytestmark = pytest.mark.django_db

MILD = "minimally-invasive-lumbar-decompression"
SAID = {"where": ("lower-back",), "moves": ("legs-walking", "eases-sitting")}


@pytest.fixture(autouse=True)
def wordings(db):
    make_wordings()


def asked_about(client, sitting) -> dict:
    """What the request form holds after the button of MILD was pressed on the result."""
    buttons = sitting.page.main.all("form", action="/appointments/request/")
    (form,) = [form for form in buttons if form.all("input", name="treatment", value=MILD)]
    values = {part.attributes["name"]: part.attributes["value"] for part in form.all("input")}
    return sent_values(page_of(client.post("/appointments/request/", values)))


def answered(client, sitting, **changes) -> dict:
    carried = asked_about(client, sitting)
    own = {"location": "frederick", "treatment": carried["treatment"], "quiz_summary": carried["quiz_summary"]}
    return {**filled(client), "token": carried["token"], **own, **changes}


@pytest.mark.parametrize("page", ["/", f"/treatments/{MILD}/", "/conditions/lumbar-spinal-stenosis/", "/guide/"])
def test_pages_lead_to_the_quiz(client, loaded_content, page):
    assert any(link.endswith(ADDRESS) for link in read(client, page).main.links)


def test_the_request_carries_the_answers_when_the_patient_ticks_the_box(client, loaded_content):
    sitting = Sitting(client).begin().finish(**SAID)

    response = send(client, answered(client, sitting, attach_quiz="on"))

    assert response.status_code == 303, sentences(response)
    request = AppointmentRequest.objects.get()
    assert request.treatment.endswith("(MILD)")
    assert "– Better when I sit down or lean forward, as on a shopping cart" in request.quiz_summary
    assert "Minimally Invasive Lumbar Decompression" in request.quiz_summary.splitlines()[1]


def test_without_the_tick_the_practice_learns_nothing_of_them(client, loaded_content):
    sitting = Sitting(client).begin().finish(**SAID)

    response = send(client, answered(client, sitting))

    assert response.status_code == 303, sentences(response)
    assert AppointmentRequest.objects.get().quiz_summary == ""


def test_staff_copy_change_try_and_publish_the_next_edition(client, loaded_content):
    editor, reviewer = make_staff(role="editor"), make_staff(role="reviewer")
    published = Quiz.objects.get()
    client.force_login(editor)
    client.post("/admin/quiz/quiz/", {"action": "copy_as_drafts", "_selected_action": [published.pk]})
    draft = Quiz.objects.drafts().get()
    Answer.objects.get(question__quiz=draft, key="eases-sitting").reasons.clear()

    assert client.post(f"/admin/quiz/quiz/{draft.pk}/publish/").status_code == 403
    preview = f"/admin/quiz/quiz/{draft.pk}/preview/"
    assert f"({MILD})" not in Sitting(client, preview).begin().finish(**SAID).options
    client.force_login(reviewer)
    bench = client.get(f"/admin/quiz/quiz/{draft.pk}/bench/")
    assert "sets of answers come to something else" in bench.content.decode()
    publish(client, draft, looking_at=bench)

    assert Quiz.objects.published().get() == draft
    patient = Sitting(type(client)()).begin().finish(**SAID)
    assert patient.is_result
    assert not any("MILD" in option for option in patient.options)
