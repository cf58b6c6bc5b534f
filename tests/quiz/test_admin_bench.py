"""The staff's desk: the test bench of an edition, publishing it, and trying it as a patient."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quiz.models import Answer, Quiz
from quiz.services import copy_as_draft
from tests.factories import make_practice, make_red_flag, make_staff, make_treatment
from tests.pages.reading import parse
from tests.quiz.desk import LIST, address
from tests.quiz.factories import make_answer, make_line, make_quiz
from tests.quiz.taking import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    staff = make_staff(role="reviewer")
    client.force_login(staff)
    return staff


@pytest.fixture
def draft():
    return make_quiz()


@pytest.fixture
def with_mild(draft):
    """A draft where one answer suggests a treatment."""
    treatment = make_treatment(title="MILD")
    make_answer(
        draft.questions.get(key="q1"), "legs", text="My legs hurt", reasons=[make_line(treatment), make_line(treatment)]
    )
    return draft


def bench(client, quiz):
    response = client.get(address("bench", quiz))
    assert response.status_code == 200
    return parse(response.content.decode())


def buttons(page):
    return [part.text for part in page.all("button") if "Publish" in part.text]


# --- The bench --------------------------------------------------------------------------------------------------------


def test_the_bench_tells_that_a_draft_passes_and_what_suggests_each_treatment(client, reviewer, with_mild):
    make_answer(with_mild.questions.get(key="q2"), "bad", text="I have a fever", red_flag=make_red_flag())

    text = bench(client, with_mild).text

    assert "Passed:" in text
    assert "questions: 2" in text
    assert "I have a fever: brings the emergency card" in text
    assert "MILD My legs hurt" in " ".join(text.split())


def test_the_bench_tells_every_fault_and_offers_no_publishing(client, reviewer, draft):
    make_treatment(title="MILD")

    page = bench(client, draft)

    assert "1 fault. This edition cannot be published." in page.text
    assert "We found no answers that suggest MILD." in page.text
    assert buttons(page) == []


def test_each_fault_leads_to_the_question_or_answer_that_is_to_be_mended(client, reviewer, draft):
    first, second = draft.questions.all()
    second.answers.filter(key="yes").update(next_question=first)
    first.answers.filter(meaning="not-sure").delete()
    back = second.answers.get(key="yes")

    page = bench(client, draft)

    links = {part.text: part.attributes["href"] for part in page.all("a")}
    needed = "The question “What about q1?” needs “I’m not sure” as an answer, once."
    leading = "“I say yes” in “What about q2?” leads back to “What about q1?”. Somebody could be asked for ever."
    assert (links[needed], links[leading]) == (address("change", first), address("change", back))
    assert "Other things are looked at once this is mended." in page.text
    assert client.get(links[leading]).status_code == 200


def test_the_bench_tells_what_would_change_for_patients(client, reviewer, with_mild):
    Quiz.objects.filter(pk=with_mild.pk).update(status="published", published_at=with_mild.updated_at)
    copy = copy_as_draft(with_mild)
    treatment = Answer.objects.get(question__quiz=copy, key="legs").reasons.first().treatment
    never = make_line(treatment, "usually_not", rules_out=True)
    make_answer(copy.questions.get(key="q2"), "fever", text="I have a fever", reasons=[never])

    text = " ".join(bench(client, copy).text.split())

    assert "What would change for patients" in text
    assert "times less" in text
    assert "My legs hurt + I have a fever MILD Nothing fits; Left out: MILD" in text
    assert f"q2/fever: I have a fever This answer is new. Now rules out {treatment}: “{never.text}”" in text


def test_the_published_edition_is_compared_with_nothing_and_cannot_be_published_again(client, reviewer):
    page = bench(client, make_quiz(status="published"))

    assert "What would change" not in page.text
    assert buttons(page) == []


def test_words_of_staff_stand_on_the_bench_as_words(client, reviewer):
    quiz = make_quiz(title="<script>alert(1)</script>")
    make_treatment(title="<img src=x>")

    shown = client.get(address("bench", quiz)).content.decode()

    assert "<script>alert(1)" not in shown
    assert "<img src=x>" not in shown
    assert "&lt;img src=x&gt;" in shown


def test_another_order_of_the_same_suggestions_is_shown_with_its_answers(client, reviewer):
    published = make_quiz()
    mild, spacer = make_treatment(title="MILD"), make_treatment(title="Spacer")
    shared = [make_line(named) for named in (mild, mild, spacer, spacer)]
    extra = make_line(mild)
    make_answer(published.questions.get(key="q1"), "legs", text="My legs hurt", reasons=[*shared, extra])
    Quiz.objects.filter(pk=published.pk).update(status="published", published_at=published.updated_at)
    copy = copy_as_draft(published)
    reasons = [*shared, make_line(spacer), make_line(spacer)]
    Answer.objects.get(question__quiz=copy, key="legs").reasons.set(reasons)

    text = " ".join(bench(client, copy).text.split())

    assert "My legs hurt MILD; Spacer Spacer; MILD" in text


def test_what_suggests_nothing_stands_among_what_answers_come_to(client, reviewer, with_mild):
    text = " ".join(bench(client, with_mild).text.split())

    assert "Nothing fits “I’m not sure” to every question" in text


def test_where_the_published_edition_cannot_be_walked_the_bench_says_why_and_tells_the_changes(client, reviewer):
    published = make_quiz(status="published")
    copy = copy_as_draft(published)
    Answer.objects.filter(question__quiz=published, question__key="q1", key="not-sure").delete()

    text = " ".join(bench(client, copy).text.split())

    assert (
        "No answers were tried in both editions, because the published one does not pass: "
        "The question “What about q1?” needs “I’m not sure” as an answer, once."
    ) in text
    assert "q1/not-sure: I’m not sure This answer is new." in text
    assert "sets of answers come to something else" not in text


def test_a_draft_that_cannot_be_walked_is_told_what_was_changed_all_the_same(client, reviewer):
    copy = copy_as_draft(make_quiz(status="published"))
    Answer.objects.filter(question__quiz=copy, question__key="q1", key="not-sure").delete()

    text = " ".join(bench(client, copy).text.split())

    assert "No answers were tried in both editions, because this draft has the faults above." in text
    assert "q1/not-sure: I’m not sure This answer is gone." in text


def test_a_draft_that_is_no_copy_of_the_published_edition_is_to_be_looked_at_closely(client, reviewer):
    former, published = make_quiz(status="retired"), make_quiz(status="published")

    told_of_former, told_of_copy = (bench(client, copy_as_draft(each)).text for each in (former, published))

    assert f"this draft is no copy of edition {published.pk}, which patients take" in told_of_former
    assert "Look closely" not in told_of_copy


def test_a_draft_without_questions_is_told_so(client, reviewer):
    assert "There is no question yet." in bench(client, make_quiz(questions=0)).text


@pytest.mark.parametrize(("role", "offered"), [("reviewer", 1), ("superuser", 1), ("editor", 0)])
def test_publishing_is_offered_to_those_who_may(client, draft, role, offered):
    client.force_login(make_staff(role=role))

    assert len(buttons(bench(client, draft))) == offered


@pytest.mark.parametrize("view", ["bench", "preview"])
def test_a_page_of_an_edition_that_is_not_there_is_404(client, reviewer, draft, view):
    path = address(view, draft)
    draft.delete()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("view", ["bench", "preview", "publish"])
@pytest.mark.parametrize("role", ["front desk", "manager", None])
def test_who_may_not_see_quizzes_sees_none_of_its_pages(client, draft, view, role):
    client.force_login(make_staff(role=role))

    assert client.get(address(view, draft)).status_code == 403
    assert client.post(address(view, draft)).status_code == 403


def test_the_list_leads_to_the_bench_of_each_edition(client, reviewer, draft):
    links = [part.attributes["href"] for part in parse(client.get(LIST).content.decode()).all("a")]

    assert address("bench", draft) in links


# --- Trying it as a patient -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "published", "retired"])
def test_an_edition_is_taken_to_its_result_without_storing_anything(client, reviewer, status):
    make_practice()
    quiz = make_quiz(status=status)
    sitting = Sitting(client, address("preview", quiz))

    with CaptureQueriesContext(connection) as captured:
        sitting.begin()
        first = sitting.heading
        sitting.answer("yes").answer("not-sure")

    assert first == "What about q1?"
    assert sitting.is_result
    assert [query["sql"] for query in captured if not query["sql"].lstrip().upper().startswith("SELECT")] == []


def test_its_forms_stay_in_the_preview(client, reviewer, draft):
    make_practice()
    sitting = Sitting(client, address("preview", draft)).begin()

    forms = [part.attributes["action"] for part in sitting.page.main.all("form")]

    assert set(forms) == {address("preview", draft)}


def test_a_suggestion_of_a_draft_is_seen_before_it_is_published(client, reviewer, with_mild):
    make_practice()
    sitting = Sitting(client, address("preview", with_mild)).begin()

    sitting.answer("legs").answer("not-sure")

    assert sitting.options == ["MILD"]


def test_a_draft_without_questions_can_be_looked_at(client, reviewer):
    make_practice()

    assert client.get(address("preview", make_quiz(questions=0))).status_code == 200


def test_a_preview_is_kept_by_nobody_between(client, reviewer, draft):
    make_practice()
    sitting = Sitting(client, address("preview", draft)).begin()

    assert "private" in sitting.response.headers["Cache-Control"]


def test_the_state_of_one_edition_does_not_open_another(client, reviewer, draft):
    make_practice()
    state = Sitting(client, address("preview", draft)).begin().state

    response = client.post(address("preview", make_quiz()), {"state": state, "answer": "yes", "go": "next"})

    assert response.status_code == 400


def test_strangers_do_not_preview(client, draft):
    response = client.post(address("preview", draft), {"red_flags": "none"})

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")
