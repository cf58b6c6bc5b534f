"""A line of a treatment that answers of the quiz bring up is not deleted under them; staff hear of lines not asked about."""

import pytest
from django.urls import reverse
from reversion.models import Version

from publishing.content_version import clock
from quiz.bench.proof import prove
from quiz.models import Answer, Quiz
from quiz.script import script_of
from tests.factories import make_red_flag, make_staff, make_treatment
from tests.publishing.admin_pages import add_row, errors_of, form_of
from tests.quiz.desk import told
from tests.quiz.factories import make_answer, make_line, make_quiz
from treatments.models import CandidacyRow, RedFlag, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def editor(client, monkeypatch):
    monkeypatch.setattr(clock, "seconds_between_looks", 0)
    client.force_login(make_staff(role="editor"))


@pytest.fixture
def mild():
    return make_treatment(title="MILD", short_title="MILD")


def asks_about(line, status="published"):
    """An edition with that status, one answer of which brings up the line."""
    quiz = make_quiz(status=status)
    make_answer(quiz.questions.get(key="q1"), "fever", text="I have a fever", reasons=[line])
    return quiz


def page(treatment, view="change", *more):
    return reverse(f"admin:treatments_treatment_{view}", args=[treatment.pk, *more])


def form(client, treatment):
    return form_of(client.get(page(treatment)), "treatment_form")


def without_lines(client, treatment):
    """What is sent when every line is ticked for deletion."""
    fields = form(client, treatment)
    count = int(fields["candidacy_rows-TOTAL_FORMS"])
    return fields | {f"candidacy_rows-{number}-DELETE": "on" for number in range(count)}


@pytest.mark.parametrize("status", ["published", "draft"])
def test_a_line_in_use_is_not_deleted_and_the_sentence_says_where_it_is_and_what_to_do(client, mild, status):
    line = make_line(mild, "usually_not", text="you have a fever", rules_out=True)
    quiz = asks_about(line, status)

    response = client.post(page(mild), without_lines(client, mild))

    assert errors_of(response) == (
        "“you have a fever” cannot be deleted, because answers of the pain quiz bring it up: "
        f"edition {quiz.pk} ({status}), “I have a fever”. Change its words, or first take it off these answers, in a "
        "draft of the quiz, and have that published."
    )
    assert list(Answer.objects.get(key="fever").reasons.all()) == [line]


@pytest.mark.parametrize("status", ["retired", None])
def test_a_line_that_only_a_retired_edition_or_none_brings_up_is_deleted(client, mild, status):
    line = make_line(mild)
    if status:
        asks_about(line, status)

    response = client.post(page(mild), without_lines(client, mild))

    assert response.status_code == 302, errors_of(response)
    assert not CandidacyRow.objects.exists()


def test_the_words_of_a_line_in_use_can_be_changed(client, mild):
    line = make_line(mild)
    quiz = asks_about(line)
    fields = {**form(client, mild), "candidacy_rows-0-text": "you have had a fever"}

    assert client.post(page(mild), fields).status_code == 302
    (reason,) = script_of(Quiz.objects.with_content().get(pk=quiz.pk)).questions["q1"].choices["fever"].reasons
    assert reason.text == "you have had a fever"


def test_undoing_to_before_a_line_in_use_is_refused_and_the_line_stays(client, mild):
    client.post(page(mild), form(client, mild))
    before = Version.objects.get_for_object(mild).first()
    added = add_row(form(client, mild), "candidacy_rows", kind="usually_not", text="you have a fever")
    client.post(page(mild), added)
    asks_about(CandidacyRow.objects.get())
    client.get(page(mild))  # shows what was told so far
    path = page(mild, "revision", before.pk)

    response = client.post(path, form_of(client.get(path), "treatment_form"))

    assert response["Location"] == page(mild, "history")
    (sentence,) = told(client, response)
    assert sentence.startswith("“you have a fever” cannot be deleted, because answers of the pain quiz bring it up")
    assert Answer.objects.get(key="fever").reasons.count() == 1


def test_undoing_that_keeps_the_lines_in_use_goes_through(client, mild):
    line = make_line(mild)
    asks_about(line)
    client.post(page(mild), {**form(client, mild), "candidacy_rows-0-text": "you have old words"})
    before = Version.objects.get_for_object(mild).first()
    client.post(page(mild), {**form(client, mild), "candidacy_rows-0-text": "you have new words"})
    path = page(mild, "revision", before.pk)

    client.post(path, form_of(client.get(path), "treatment_form"))

    line.refresh_from_db()
    assert (line.text, line.quiz_answers.count()) == ("you have old words", 1)


def test_a_treatment_goes_with_its_lines_and_is_not_suggested_any_more(client, mild):
    asks_about(make_line(mild))

    client.post(page(mild, "delete"), {"post": "yes"})

    assert not Treatment.objects.exists()
    assert not Answer.objects.get(key="fever").reasons.exists()


# --- Red flags --------------------------------------------------------------------------------------------------------


@pytest.fixture
def sign():
    return make_red_flag(text="You cannot pass urine")


def says_so(client, response, quiz, status):
    assert (
        "“You cannot pass urine” cannot be deleted, because answers of the pain quiz are a sign of it: "
        f"edition {quiz.pk} ({status}), “I cannot”. Change its words, or first take it off these answers, in a draft "
        "of the quiz, and have that published. Editions that are retired can be deleted whole."
    ) in response.content.decode()
    assert "permission" not in response.content.decode()
    assert RedFlag.objects.filter(text="You cannot pass urine").exists()


@pytest.mark.parametrize("role", ["editor", "superuser"])
@pytest.mark.parametrize("status", ["published", "draft", "retired"])
def test_a_red_flag_in_use_is_not_deleted_and_the_sentence_says_where_it_is(client, sign, status, role):
    client.force_login(make_staff(role=role))
    quiz = make_quiz(status=status)
    make_answer(quiz.questions.get(key="q1"), "urine", text="I cannot", red_flag=sign)
    path = reverse("admin:treatments_redflag_delete", args=[sign.pk])
    chosen = {"action": "delete_selected", "_selected_action": [sign.pk]}

    for response in (
        client.get(path),
        client.post(path, {"post": "yes"}),
        client.post(reverse("admin:treatments_redflag_changelist"), chosen),
        client.post(reverse("admin:treatments_redflag_changelist"), {**chosen, "post": "yes"}),
    ):
        says_so(client, response, quiz, status)


def test_a_red_flag_that_no_answer_is_a_sign_of_is_deleted(client, sign):
    make_quiz()

    client.post(reverse("admin:treatments_redflag_delete", args=[sign.pk]), {"post": "yes"})

    assert not RedFlag.objects.filter(pk=sign.pk).exists()


# --- What nobody is asked about ---------------------------------------------------------------------------------------


def todo(client):
    (found,) = [each for each in client.get("/admin/").context["todo"] if each["key"] == "quiz-asks-too-little"]
    return [item["name"] for item in found["items"]]


def test_a_new_line_that_rules_out_is_a_thing_to_do_until_an_answer_brings_it_up(client, mild):
    quiz = asks_about(make_line(mild, "usually_not", rules_out=True))
    before = todo(client)
    line = make_line(mild, "usually_not", text="you have a bleeding problem", rules_out=True)
    since = todo(client)

    Answer.objects.get(key="fever").reasons.add(line)

    assert (before, since, todo(client)) == ([], [str(quiz)], [])


def test_the_bench_names_the_line_that_rules_out(mild):
    make_line(mild, "usually_not", text="you have a bleeding problem", rules_out=True)
    quiz = make_quiz()

    remarks = prove(script_of(Quiz.objects.with_content().get(pk=quiz.pk))).remarks

    assert remarks == ["Nobody is asked about something that rules MILD out: “you have a bleeding problem”"]


@pytest.mark.parametrize(("kind", "public"), [("could", True), ("usually_not", True), ("usually_not", False)])
def test_another_line_or_one_of_a_treatment_that_is_not_public_is_nothing_to_do(client, kind, public):
    make_quiz(status="published")
    treatment = make_treatment(**({} if public else {"publish_from": None}))
    make_line(treatment, kind, rules_out=not public)

    assert todo(client) == []
