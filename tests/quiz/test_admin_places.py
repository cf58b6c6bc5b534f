"""Staff find their way: from a quiz to its questions and answers, and back up after saving."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_red_flag, make_staff
from tests.pages.reading import parse
from tests.quiz.desk import LIST, address, form_for, save, told
from tests.quiz.factories import make_answer, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def draft(client):
    client.force_login(make_staff(role="editor"))
    return make_quiz()


def test_saving_a_question_leads_back_to_its_quiz_and_an_answer_to_its_question(client, draft, question, answer):
    assert save(client, question)["Location"] == address("change", draft)
    assert save(client, answer)["Location"] == address("change", question)


def test_saving_and_staying_stays(client, answer):
    assert save(client, answer, _continue="1")["Location"] == address("change", answer)


def test_deleting_leads_back_up_and_says_that_it_was_done(client, draft, question, answer):
    of_answer = client.post(address("delete", answer), {"post": "yes"})
    assert of_answer["Location"] == address("change", question)
    assert told(client, of_answer) == ["The answer “I say yes” was deleted successfully."]

    of_question = client.post(address("delete", question), {"post": "yes"})
    assert of_question["Location"] == address("change", draft)
    assert told(client, of_question) == ["The question “What about q1?” was deleted successfully."]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_the_way_up_and_the_bench_and_the_preview_stand_on_each_page(client, status):
    quiz = make_quiz(status=status)
    question = quiz.questions.get(key="q1")
    answer = question.answers.get(key="yes")

    for row, above in ((question, [quiz]), (answer, [quiz, question])):
        page = parse(client.get(address("change", row)).content.decode())
        links = [part.attributes.get("href") for part in page.all("a")]
        assert [link for link in links if link in {address("change", each) for each in (quiz, question)}] == [
            address("change", each) for each in above
        ]
        assert {address("bench", quiz), address("preview", quiz)} <= set(links)


def test_a_form_with_a_mistake_still_shows_the_way_up(client, draft, question):
    response = client.post(address("change", question), {**form_for(client, question), "text": ""})

    assert response.status_code == 200
    assert f'href="{address("change", draft)}"' in response.content.decode()


@pytest.mark.parametrize("name", ["question", "answer"])
def test_there_is_no_list_of_all_editions_questions_or_answers(client, name):
    assert client.get(f"/admin/quiz/{name}/")["Location"] == LIST


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_question_with_many_answers_asks_the_database_no_more_than_one_with_few(client, status):
    quiz = make_quiz(status=status)
    question, target, sign = quiz.questions.get(key="q1"), quiz.questions.get(key="q2"), make_red_flag()
    make_answer(question, "first", next_question=target, red_flag=sign)
    client.get(address("change", question))  # what is read once in a process
    few = queries_of(client, address("change", question))
    for number in range(8):
        make_answer(question, f"a{number}", next_question=target, red_flag=sign)

    assert queries_of(client, address("change", question)) == few
