"""Going back to an older state of a question or an answer touches that row and what hangs below it, and nothing else."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from tests.factories import make_staff, make_treatment
from tests.pages.reading import parse
from tests.publishing.admin_pages import add_row, form_of
from tests.quiz.desk import address, copied, form_for, save
from tests.quiz.factories import make_answer, make_line, make_quiz
from treatments.models import CandidacyRow

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def draft(client):
    """A copy, made at the desk: its first revision holds the whole edition."""
    client.force_login(make_staff(role="editor"))
    return copied(client, make_quiz())


@pytest.fixture
def second(draft):
    return draft.questions.get(key="q2")


def go_back(client, row, version=None):
    """Looks at a stored state of the row, the first when none is given, and presses Save there."""
    version = version or Version.objects.get_for_object(row).last()
    path = address("revision", row, version.pk)
    response = client.post(path, form_of(client.get(path), f"{row._meta.model_name}_form"))
    assert response.status_code == 302
    row.refresh_from_db()


def history(client, row):
    return client.get(address("history", row)).context["revisions"]


def words(item):
    return [(each.where, each.before, each.after) for each in item.differences]


# --- Going back -------------------------------------------------------------------------------------------------------


def test_going_back_with_a_question_leaves_the_rest_of_the_edition_alone(client, draft, question, second):
    save(client, draft, title="New title")
    save(client, second, text="Better words?", **{"answers-0-text": "Better answer"})
    save(client, question, hint="A slip.")

    go_back(client, question)

    draft.refresh_from_db()
    second.refresh_from_db()
    assert (question.hint, second.text, draft.title) == ("", "Better words?", "New title")
    assert second.answers.get(key="yes").text == "Better answer"


def test_going_back_with_a_question_keeps_questions_added_since(client, draft, question):
    client.post(
        address("change", draft), add_row(form_for(client, draft), "questions", key="sleep", text="Sleep?", kind="one")
    )
    save(client, question, hint="A slip.")

    go_back(client, question)

    assert [row.key for row in draft.questions.all()] == ["q1", "q2", "sleep"]


def test_going_back_with_a_question_brings_back_its_own_answers_as_they_were(client, question, answer):
    line = make_line(make_treatment())
    save(client, answer, reasons=[line.pk])
    save(client, question)
    before = Version.objects.get_for_object(question).first()
    save(client, answer, text="Other words", reasons=[])
    client.post(
        address("change", question),
        add_row(form_for(client, question), "answers", key="new", text="N", meaning="something"),
    )

    go_back(client, question, before)

    assert sorted(row.key for row in question.answers.all()) == ["not-sure", "yes"]
    answer.refresh_from_db()
    assert (answer.text, list(answer.reasons.all())) == ("I say yes", [line])


def test_going_back_with_a_question_leaves_reasons_of_others_tied(client, question, second):
    elsewhere, line = second.answers.get(key="yes"), make_line(make_treatment())
    save(client, elsewhere, reasons=[line.pk])
    save(client, question, hint="A slip.")

    go_back(client, question)

    assert list(elsewhere.reasons.all()) == [line]


def test_going_back_with_an_answer_leaves_all_other_answers_and_its_question_alone(client, question, answer):
    other = question.answers.get(key="not-sure")
    save(client, question, text="Better words?")
    save(client, other, text="Who knows")
    save(client, answer, text="A slip")

    go_back(client, answer)

    question.refresh_from_db()
    other.refresh_from_db()
    assert (answer.text, question.text, other.text) == ("I say yes", "Better words?", "Who knows")


def test_going_back_with_the_edition_takes_all_of_it_along(client, draft, question):
    save(client, question, text="A slip?")
    client.post(
        address("change", draft), add_row(form_for(client, draft), "questions", key="sleep", text="Sleep?", kind="one")
    )

    go_back(client, draft)

    question.refresh_from_db()
    assert question.text == "What about q1?"
    assert [row.key for row in draft.questions.all()] == ["q1", "q2"]


# --- What the history tells -------------------------------------------------------------------------------------------


def test_the_history_of_a_question_tells_of_no_other_rows(client, draft, question, second):
    save(client, second, text="Other words?")
    save(client, draft, **{"questions-1-text": "And others?"})
    save(client, question, hint="A hint.")

    latest, earliest = history(client, question)

    assert words(latest) == [("question: hint", "", "A hint.")]
    assert words(earliest) == []


def test_the_history_of_a_question_tells_of_its_answers(client, question):
    save(client, question, **{"answers-0-text": "Yes, I do"})

    assert words(history(client, question)[0]) == [("answer: answer", "I say yes", "Yes, I do")]


def test_the_history_of_an_answer_names_the_lines_that_were_tied_and_taken_off(client, answer):
    treatment = make_treatment()
    kept, off, on = [make_line(treatment, text=f"you {word}") for word in ("sit", "stand", "walk")]
    save(client, answer, reasons=[kept.pk, off.pk])

    save(client, answer, reasons=[kept.pk, on.pk])

    assert words(history(client, answer)[0]) == [("answer: reasons for or against treatments", "you stand", "you walk")]


def test_reasons_stored_in_another_order_are_no_change(client, answer):
    """As a copied edition has them: the database promises no order of choices."""
    treatment = make_treatment()
    lines = [make_line(treatment, text=f"you {word}").pk for word in ("sit", "stand", "walk")]
    save(client, answer, reasons=lines)
    save(client, answer, hint="A hint.")
    earlier = Version.objects.get_for_object(answer)[1]
    stored = json.loads(earlier.serialized_data)
    stored[0]["fields"]["reasons"].reverse()
    Version.objects.filter(pk=earlier.pk).update(serialized_data=json.dumps(stored))

    assert words(history(client, answer)[0]) == [("answer: hint", "", "A hint.")]


def test_the_history_names_the_question_an_answer_goes_on_with(client, question, second):
    save(client, question, **{"answers-0-next_question": second.pk})

    assert words(history(client, question)[0]) == [("answer “I say yes”: goes on with", "", "What about q2?")]


def queries_of(client, row):
    with CaptureQueriesContext(connection) as captured:
        assert history(client, row)
    return len(captured)


def test_a_long_history_asks_the_database_no_more_than_a_short_one(client, question):
    save(client, question, hint="A hint.")
    history(client, question)  # what is read once in a process
    few = queries_of(client, question)
    for number in range(3):
        save(client, question, hint=f"Hint {number}")
    history(client, question)  # shows what was told so far

    assert queries_of(client, question) == few


# --- The way back from a deletion -------------------------------------------------------------------------------------


def delete(client, row):
    client.post(address("delete", row), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()


def links_back(client, row):
    """The ways back that the page of its history offers, latest first."""
    page = parse(client.get(address("history", row)).content.decode())
    hrefs = [part.attributes.get("href") or "" for part in page.all("a")]
    return [href for href in hrefs if "/history/" in href and not href.endswith("/history/")]


def follow(client, row, href):
    response = client.post(href, form_of(client.get(href), f"{row._meta.model_name}_form"))
    assert response.status_code == 302


def test_a_question_deleted_on_its_own_page_comes_back_by_the_history_of_its_quiz(client, draft, question, second):
    save(client, question, **{"answers-0-next_question": second.pk, "answers-0-text": "Work done since"})
    save(client, second, text="Work done here, too?")
    delete(client, second)
    latest = history(client, draft)[0]
    assert latest.revision.get_comment() == "Deleted the question “Work done here, too?”."
    assert ("question", "Work done here, too?", "removed") in words(latest)

    follow(client, draft, links_back(client, draft)[0])

    second.refresh_from_db()
    assert (second.text, second.answers.count()) == ("Work done here, too?", 2)
    answer = question.answers.get(key="yes")
    assert (answer.text, answer.next_question) == ("Work done since", second)


def test_an_answer_deleted_on_its_own_page_comes_back_by_the_history_of_its_question(client, draft, question, answer):
    line = make_line(make_treatment())
    save(client, answer, reasons=[line.pk], text="Work done since")
    delete(client, answer)
    assert history(client, question)[0].revision.get_comment() == "Deleted the answer “Work done since”."

    follow(client, question, links_back(client, question)[0])

    answer.refresh_from_db()
    assert (answer.text, list(answer.reasons.all())) == ("Work done since", [line])


def test_what_was_deleted_together_with_a_question_is_not_tied_to_it_in_the_history(client, draft, question, second):
    """The answer that went on with it was loosened by the database, without a save of its own."""
    save(client, question, **{"answers-0-next_question": second.pk})

    save(client, draft, **{"questions-1-DELETE": "on"})

    stored = Version.objects.get_for_object(question.answers.get(key="yes")).first()
    assert stored.field_dict["next_question_id"] is None


def test_each_change_of_a_question_or_an_answer_stands_in_the_history_of_its_quiz(client, draft, question, answer):
    save(client, question, hint="A hint.")
    save(client, answer, text="Other words")

    latest, before, _copied = history(client, draft)

    assert words(latest) == [("answer: answer", "I say yes", "Other words")]
    assert words(before) == [("question “What about q1?”: hint", "", "A hint.")]


def test_the_latest_change_has_a_way_back_only_when_something_else_is_stored_now(client, draft, question, answer):
    save(client, question, hint="A hint.")
    save(client, answer, reasons=[make_line(make_treatment()).pk])
    as_stored = [len(links_back(client, row)) for row in (draft, question, answer)]

    CandidacyRow.objects.all().delete()

    assert as_stored == [2, 2, 1]
    assert [len(links_back(client, row)) for row in (draft, question, answer)] == [3, 3, 2]


@pytest.mark.parametrize("since", ["changed", "added"])
def test_what_stands_in_no_history_is_kept_before_a_question_is_deleted(client, draft, question, second, since):
    """Such as what was done before each save of a question was kept with its whole quiz."""
    if since == "added":
        make_answer(second, "legs")
    else:
        second.answers.filter(key="yes").update(key="legs")
    delete(client, second)

    follow(client, draft, links_back(client, draft)[0])

    assert second.answers.filter(key="legs").exists()
