"""The staff's desk for drafts of the quiz; an edition that patients take, or took, is looked at and never changed."""

import pytest
from reversion.models import Version

from quiz.models import Answer, Question, Quiz
from tests.factories import make_red_flag, make_staff, make_treatment
from tests.publishing.admin_pages import add_row, errors_of, form_of
from tests.quiz.desk import LIST, address, form_for, save, told
from tests.quiz.factories import make_answer, make_line, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    staff = make_staff(role="editor")
    client.force_login(staff)
    return staff


@pytest.fixture
def draft():
    return make_quiz()


def question_of(quiz):
    return quiz.questions.get(key="q1")


def answer_of(quiz):
    return question_of(quiz).answers.get(key="yes")


# --- A draft is worked on ---------------------------------------------------------------------------------------------


def test_a_new_edition_is_made_as_a_draft(client):
    fields = form_of(client.get(f"{LIST}add/"), "quiz_form") | {
        "title": "New",
        "lead": "First.",
        "not_a_diagnosis": "No.",
    }
    add_row(fields, "questions", key="where", text="Where does it hurt?", kind="place")

    client.post(f"{LIST}add/", fields)

    quiz = Quiz.objects.get()
    assert (quiz.title, quiz.status) == ("New", "draft")
    assert [row.key for row in quiz.questions.all()] == ["where"]


def test_the_words_of_a_draft_are_changed(client, draft):
    save(client, draft, title="Better words", **{"questions-0-text": "Where is it?"})

    draft.refresh_from_db()
    assert draft.title == "Better words"
    assert question_of(draft).text == "Where is it?"


def test_a_question_is_added_and_put_in_its_place(client, draft):
    fields = add_row(
        form_for(client, draft), "questions", key="feel", text="How does it feel?", kind="several", position="0"
    )

    response = client.post(address("change", draft), fields)

    assert response.status_code == 302
    assert draft.questions.get(key="feel").kind == "several"


def test_a_question_is_taken_out(client, draft):
    save(client, draft, **{"questions-0-DELETE": "on"})

    assert [row.key for row in draft.questions.all()] == ["q2"]


def test_two_questions_cannot_have_one_key(client, draft):
    fields = {**form_for(client, draft), "questions-1-key": "q1"}

    response = client.post(address("change", draft), fields)

    assert response.status_code == 200
    assert "key" in errors_of(response)


def test_answers_are_changed_on_the_page_of_their_question(client, draft):
    save(client, question_of(draft), hint="Choose one.", **{"answers-0-text": "I do"})

    assert question_of(draft).hint == "Choose one."
    assert answer_of(draft).text == "I do"


def test_an_answer_is_added_with_a_branch_and_an_emergency(client, draft):
    question, target, sign = question_of(draft), draft.questions.get(key="q2"), make_red_flag()
    fields = form_for(client, question)
    add_row(fields, "answers", key="bad", text="Badly", meaning="something", next_question=target.pk, red_flag=sign.pk)

    response = client.post(address("change", question), fields)

    assert response.status_code == 302, errors_of(response)
    answer = question.answers.get(key="bad")
    assert (answer.next_question, answer.red_flag) == (target, sign)


def test_none_of_these_cannot_be_an_emergency(client, draft):
    fields = form_for(client, question_of(draft))
    add_row(fields, "answers", key="none", text="None", meaning="none", red_flag=make_red_flag().pk)

    response = client.post(address("change", question_of(draft)), fields)

    assert "cannot be an emergency or a place" in errors_of(response)
    assert not Answer.objects.filter(key="none").exists()


def next_questions(response):
    (inline,) = response.context["inline_admin_formsets"]
    return {form.fields["next_question"].queryset for form in inline.formset.forms}


def test_an_answer_may_go_on_with_questions_of_its_own_edition_only(client, draft):
    make_quiz()

    for offered in next_questions(client.get(address("change", question_of(draft)))):
        assert set(offered) == set(draft.questions.all())


def test_a_question_of_another_edition_is_refused_when_it_is_sent_all_the_same(client, draft):
    elsewhere = make_quiz().questions.first()

    response = client.post(
        address("change", question_of(draft)),
        {**form_for(client, question_of(draft)), "answers-0-next_question": elsewhere.pk},
    )

    assert "Select a valid choice" in errors_of(response)
    assert answer_of(draft).next_question is None


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_nothing_beside_a_choice_adds_changes_or_deletes_what_is_chosen(client, draft, role):
    client.force_login(make_staff(role=role))
    make_answer(question_of(draft), "bad", next_question=draft.questions.get(key="q2"), red_flag=make_red_flag())

    for row in (draft, question_of(draft), answer_of(draft)):
        assert "related-widget-wrapper" not in client.get(address("change", row)).content.decode()


def test_reasons_are_chosen_on_the_page_of_the_answer(client, draft):
    treatment = make_treatment()
    lines = [make_line(treatment), make_line(treatment, "usually_not")]

    save(client, answer_of(draft), reasons=[line.pk for line in lines])
    assert set(answer_of(draft).reasons.all()) == set(lines)

    save(client, answer_of(draft), reasons=[lines[0].pk])
    assert list(answer_of(draft).reasons.all()) == [lines[0]]


def test_each_line_is_offered_with_its_treatment_and_its_side(client, draft):
    treatment = make_treatment(short_title="MILD")
    make_line(treatment, text="you can walk")
    make_line(treatment, "usually_not", text="you cannot lie down")

    shown = client.get(address("change", answer_of(draft))).content.decode()

    assert "MILD, could be right if: you can walk" in shown
    assert "MILD, usually not if: you cannot lie down" in shown


def test_a_draft_can_be_deleted(client, draft):
    client.post(address("delete", draft), {"post": "yes"})

    assert not Quiz.objects.exists()


def test_an_older_state_comes_back_into_a_draft(client, draft):
    save(client, draft, title="Old words")
    save(client, draft, title="New words")
    path = address("revision", draft, Version.objects.get_for_object(draft).last().pk)

    client.post(path, form_of(client.get(path), "quiz_form"))

    draft.refresh_from_db()
    assert (draft.title, draft.status) == ("Old words", "draft")


@pytest.mark.parametrize("name", ["question", "answer"])
def test_questions_and_answers_are_made_on_the_page_above_them_only(client, name):
    assert client.get(f"/admin/quiz/{name}/add/").status_code == 403


def test_the_list_of_apps_names_the_quizzes_only(client):
    models = [
        model["object_name"]
        for app in client.get("/admin/").context["app_list"]
        if app["app_label"] == "quiz"
        for model in app["models"]
    ]

    assert models == ["Quiz"]


# --- A published or retired edition stays as it is --------------------------------------------------------------------

kept = pytest.mark.parametrize("status", ["published", "retired"])
rows = pytest.mark.parametrize(
    "row_of", [lambda quiz: quiz, question_of, answer_of], ids=["quiz", "question", "answer"]
)
whoever = pytest.mark.parametrize("role", ["editor", "reviewer", "superuser"])


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Quiz, Question, Answer)]


@kept
@rows
@whoever
def test_nobody_changes_it_but_all_may_look(client, status, row_of, role):
    row = row_of(make_quiz(status=status))
    client.force_login(make_staff(role=role))
    before = stored()

    assert client.get(address("change", row)).status_code == 200
    assert client.post(address("change", row), {"title": "x", "text": "x", "lead": "x"}).status_code == 409
    assert stored() == before


@pytest.mark.parametrize(
    ("status", "row_of"),
    [
        ("published", lambda quiz: quiz),
        ("published", question_of),
        ("published", answer_of),
        ("retired", question_of),
        ("retired", answer_of),
    ],
)
@whoever
def test_nobody_deletes_any_of_it(client, status, row_of, role):
    row = row_of(make_quiz(status=status))
    client.force_login(make_staff(role=role))
    before = stored()

    assert client.get(address("delete", row)).status_code == 403
    assert client.post(address("delete", row), {"post": "yes"}).status_code == 403
    assert stored() == before


def test_a_retired_edition_can_go_as_a_whole(client):
    quiz = make_quiz(status="retired")
    client.force_login(make_staff(role="editor"))

    client.post(address("delete", quiz), {"post": "yes"})

    assert not Quiz.objects.exists()


@kept
@rows
def test_no_older_state_comes_back_into_it(client, status, row_of):
    quiz = make_quiz()
    row = row_of(quiz)
    save(client, row)
    version = Version.objects.get_for_object(row).first()
    Quiz.objects.filter(pk=quiz.pk).update(status=status, published_at=quiz.updated_at)
    path = address("revision", row, version.pk)
    before = stored()

    assert client.get(path).status_code == client.post(path, {}).status_code == 403
    assert stored() == before


@kept
def test_its_pages_have_nothing_to_type_in(client, status):
    quiz = make_quiz(status=status)

    for row in (quiz, question_of(quiz), answer_of(quiz)):
        shown = client.get(address("change", row)).content.decode()
        assert 'name="_save"' not in shown
        assert "<textarea" not in shown
        assert "TOTAL_FORMS" not in shown or 'name="questions-0-text"' not in shown


@whoever
def test_a_published_one_is_not_deleted_from_the_list_either(client, role):
    quiz = make_quiz(status="published")
    client.force_login(make_staff(role=role))

    client.post(LIST, {"action": "delete_selected", "_selected_action": [quiz.pk], "post": "yes"})

    assert Quiz.objects.filter(pk=quiz.pk).exists()


@kept
@pytest.mark.parametrize("name", ["question", "answer"])
def test_its_questions_and_answers_are_not_deleted_from_a_list_either(client, status, name):
    quiz = make_quiz(status=status)
    row = {"question": question_of, "answer": answer_of}[name](quiz)
    before = stored()

    client.post(f"/admin/quiz/{name}/", {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})

    assert stored() == before


def test_an_answer_of_it_is_not_changed_by_asking_for_another_edition(client, draft):
    published = make_quiz(status="published")
    foreign = answer_of(published)
    fields = {**form_for(client, question_of(draft)), "answers-0-id": foreign.pk, "answers-0-text": "Smuggled"}

    client.post(address("change", question_of(draft)), fields)

    foreign.refresh_from_db()
    assert foreign.text == "I say yes"


# --- Copying ----------------------------------------------------------------------------------------------------------


def test_an_edition_is_copied_from_the_list(client, editor):
    published = make_quiz(status="published")
    make_answer(question_of(published), "more", reasons=[make_line(make_treatment())])

    response = client.post(LIST, {"action": "copy_as_drafts", "_selected_action": [published.pk]})

    copy = Quiz.objects.drafts().get()
    assert told(client, response) == [f"Edition {copy.pk} is a new draft."]
    assert (copy.copied_from, question_of(copy).answers.get(key="more").reasons.count()) == (published, 1)
    assert Version.objects.get_for_object(copy).get().revision.get_comment() == f"Copied from edition {published.pk}."
