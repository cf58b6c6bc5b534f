"""Ordinary changes of several rows at once: each is stored, or refused with a sentence at the form."""

import pytest

from quiz.models import Question
from tests.factories import make_staff, make_treatment
from tests.publishing.admin_pages import add_row, errors_of, form_of
from tests.quiz.desk import address, form_for, save
from tests.quiz.factories import make_answer, make_line, make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def draft(client):
    """Two questions; the first has the places “neck” and “chest”."""
    client.force_login(make_staff(role="editor"))
    quiz = make_quiz()
    first = quiz.questions.get(key="q1")
    Question.objects.filter(pk=first.pk).update(kind="place")
    make_answer(first, "neck", region="neck", position=2)
    make_answer(first, "chest", region="chest", position=3)
    return quiz


def keys(rows):
    return [row.key for row in rows.order_by("pk")]


def places(question):
    return dict(question.answers.exclude(region="").values_list("key", "region"))


def number_of(fields, prefix, key):
    return next(name.split("-")[1] for name, value in fields.items() if name.endswith("-key") and value == key)


def answers(client, question, **changes):
    """Saves the question's page with each answer's values by its key, as `neck={"region": "chest"}`."""
    fields = form_for(client, question)
    numbers = {key: number_of(fields, "answers", key) for key in changes}
    told = {f"answers-{numbers[key]}-{name}": v for key, values in changes.items() for name, v in values.items()}
    return client.post(address("change", question), {**fields, **told})


def test_an_emptied_order_keeps_the_one_it_had(client, draft, question):
    save(client, draft, **{"questions-1-position": "", "questions-1-text": "New?"})
    save(client, question, **{"answers-0-position": ""})

    assert list(draft.questions.values_list("position", "text")) == [(1, "What about q1?"), (2, "New?")]
    assert list(question.answers.values_list("position", flat=True)) == [1, 2, 3, 9]


def test_an_emptied_order_keeps_the_one_it_had_in_a_treatment_too(client):
    treatment = make_treatment()
    line = make_line(treatment, position=7)
    path = f"/admin/treatments/treatment/{treatment.pk}/change/"
    fields = form_of(client.get(path), "treatment_form")

    response = client.post(path, {**fields, "candidacy_rows-0-position": ""})

    assert response.status_code == 302, errors_of(response)
    line.refresh_from_db()
    assert line.position == 7


def test_two_questions_exchange_their_keys(client, draft):
    save(client, draft, **{"questions-0-key": "q2", "questions-1-key": "q1"})

    assert keys(draft.questions) == ["q2", "q1"]


@pytest.mark.parametrize("renamed", [0, 1])
def test_a_question_takes_the_old_key_of_one_that_gets_another(client, draft, renamed):
    other = 1 - renamed
    save(client, draft, **{f"questions-{renamed}-key": "new", f"questions-{other}-key": f"q{renamed + 1}"})

    assert sorted(keys(draft.questions)) == ["new", f"q{renamed + 1}"]


def test_a_question_takes_the_key_of_one_that_goes(client, draft):
    save(client, draft, **{"questions-0-key": "q2", "questions-1-DELETE": "on"})

    assert keys(draft.questions) == ["q2"]


def test_a_new_question_takes_the_key_of_one_that_is_renamed(client, draft):
    fields = add_row(form_for(client, draft), "questions", key="q1", text="New?", kind="one")

    response = client.post(address("change", draft), {**fields, "questions-0-key": "old"})

    assert response.status_code == 302, errors_of(response)
    assert keys(draft.questions) == ["old", "q2", "q1"]


def test_two_answers_exchange_their_keys_and_keep_all_else(client, question):
    response = answers(client, question, neck={"key": "chest"}, chest={"key": "neck"})

    assert response.status_code == 302, errors_of(response)
    assert places(question) == {"chest": "neck", "neck": "chest"}


def test_two_answers_exchange_their_places(client, question):
    response = answers(client, question, neck={"region": "chest"}, chest={"region": "neck"})

    assert response.status_code == 302, errors_of(response)
    assert places(question) == {"neck": "chest", "chest": "neck"}


@pytest.mark.parametrize(("giver", "taker"), [("neck", "chest"), ("chest", "neck")])
def test_a_place_moves_from_one_answer_to_another(client, question, giver, taker):
    response = answers(client, question, **{giver: {"region": ""}, taker: {"region": giver}})

    assert response.status_code == 302, errors_of(response)
    assert places(question) == {taker: giver}


def test_two_answers_with_one_place_are_refused_with_a_sentence(client, question):
    fields = form_for(client, question)
    for key in ("one", "two"):
        add_row(fields, "answers", key=key, text=key, meaning="something", region="belly")

    response = client.post(address("change", question), fields)

    assert errors_of(response) == "Only one answer can have this place on the drawing: Front: belly"
    assert not question.answers.filter(key="one").exists()


def test_an_answer_does_not_take_a_place_that_another_keeps(client, question):
    response = answers(client, question, neck={"region": "chest"})

    assert "Only one answer can have this place" in errors_of(response)
    assert places(question) == {"neck": "neck", "chest": "chest"}


def test_a_question_does_not_take_the_key_of_another_on_its_own_page(client, question):
    response = client.post(address("change", question), {**form_for(client, question), "key": "q2"})

    assert errors_of(response) == "This quiz has a question with that key already."


def test_a_question_keeps_or_changes_its_key_on_its_own_page(client, question):
    save(client, question, key="q1")
    save(client, question, key="where")

    question.refresh_from_db()
    assert question.key == "where"


# --- What is refused, and where the sentence stands -------------------------------------------------------------------


def error_at(response, number, name):
    (rows,) = response.context["inline_admin_formsets"]
    return list(rows.formset.forms[number].errors.get(name, []))


def test_the_second_of_two_questions_with_one_key_names_the_first(client, draft):
    response = client.post(address("change", draft), {**form_for(client, draft), "questions-1-key": "q1"})

    assert error_at(response, 1, "key") == ["“q1” is already the key of “What about q1?”."]
    assert errors_of(response) == "“q1” is already the key of “What about q1?”."


def test_a_new_answer_with_the_key_of_another_names_it(client, question):
    fields = add_row(form_for(client, question), "answers", key="neck", text="My neck", meaning="something")

    response = client.post(address("change", question), fields)

    assert errors_of(response) == "“neck” is already the key of “I say neck”."
    assert not question.answers.filter(text="My neck").exists()


def test_a_question_that_somebody_else_deleted_is_named(client, draft, question):
    fields = {**form_for(client, draft), "questions-0-text": "My better words?", "title": "Mine"}
    question.delete()

    response = client.post(address("change", draft), fields)

    sentence = "“My better words?” was deleted meanwhile by somebody else. Copy your words, open the page again."
    assert sentence in errors_of(response)
    assert sentence in response.content.decode()
    assert form_of(response, "quiz_form")["questions-0-text"] == "My better words?"
    assert [row.key for row in draft.questions.all()] == ["q2"]


def test_an_answer_that_somebody_else_deleted_is_named(client, question):
    fields = {**form_for(client, question), "answers-1-text": "My better words"}
    question.answers.get(key="neck").delete()

    response = client.post(address("change", question), fields)

    sentence = "“My better words” was deleted meanwhile by somebody else. Copy your words, open the page again."
    assert sentence in response.content.decode()
    assert not question.answers.filter(key="neck").exists()


def test_a_row_of_a_treatment_that_somebody_else_deleted_is_named(client):
    treatment = make_treatment()
    line = make_line(treatment, text="you can walk")
    path = f"/admin/treatments/treatment/{treatment.pk}/change/"
    fields = form_of(client.get(path), "treatment_form")
    line.delete()

    assert "“you can walk” was deleted meanwhile by somebody else." in errors_of(client.post(path, fields))
    fields["candidacy_rows-0-DELETE"] = "on"
    assert client.post(path, fields).status_code == 302
