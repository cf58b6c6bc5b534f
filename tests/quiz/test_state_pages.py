"""A state that was changed, cut, made elsewhere or is too old gets a kind restart and never a wrong result."""

import random

import pytest
from django.core import signing

from appointments.form_tokens import new_token
from publishing.content_version import clock
from quiz.models import Quiz
from quiz.services import copy_as_draft, publish
from quiz.state import SALT, State
from tests.pages.reading import parse
from tests.quiz.taking import ADDRESS, Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_content")]


@pytest.fixture
def sitting(client):
    return Sitting(client).begin().answer("lower-back")


def is_kind_restart(response) -> bool:
    text = response.content.decode()
    return response.status_code == 400 and "Please start again" in text and 'name="red_flags"' in text


def sent(client, state, **values):
    return client.post(ADDRESS, {"state": state, "answer": "leg", "go": "next", **values})


def test_a_changed_state_is_refused_wherever_it_was_changed(client, sitting):
    state, rng = sitting.state, random.Random(7)
    refused = []
    for place in rng.sample(range(len(state)), 40):
        letter = "A" if state[place] != "A" else "B"
        refused.append(is_kind_restart(sent(client, state[:place] + letter + state[place + 1 :])))

    assert all(refused)


def test_a_state_cut_off_anywhere_is_refused(client, sitting):
    state = sitting.state

    assert all(is_kind_restart(sent(client, state[:length])) for length in range(0, len(state), 7))


@pytest.mark.parametrize("state", ["", "\0", "x", "x" * 20_000, "{}", "a:b:c", "é:😀", "..:..", ":::", "%00", "\ud800"])
def test_what_never_was_a_state_is_refused(client, state):
    assert is_kind_restart(sent(client, state.encode("utf-8", "replace").decode()))


def test_what_we_signed_for_something_else_is_refused(client, sitting):
    others = [
        signing.dumps([1, "where", 0, {}], salt="elsewhere", compress=True),
        signing.dumps("words", salt=SALT, compress=True),
        signing.dumps([1, 2], salt=SALT),
        signing.dumps({"edition": 1}, salt=SALT),
        new_token(Quiz.objects.get().published_at).text,
    ]

    assert [state for state in others if not is_kind_restart(sent(client, state))] == []


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"where": ["zebra"]}, "travels"),
        ({"zebra": ["x"]}, "zebra"),
        ({"where": ["lower-back"]}, "body"),
        ({"where": ["lower-back"]}, ""),
        ({"where": "lower-back"}, "travels"),
        ({"where": [["lower-back"]]}, "travels"),
        ({"where": None}, "travels"),
        ([], "where"),
    ],
)
def test_a_state_that_cannot_be_is_refused_even_when_signed(client, said, at):
    state = signing.dumps([Quiz.objects.get().pk, at, 0, said], salt=SALT, compress=True)

    assert is_kind_restart(sent(client, state))


def test_a_state_of_yesterday_is_refused(client, sitting, monkeypatch):
    state = sitting.state
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 13 * 3600)

    assert is_kind_restart(sent(client, state))


def test_a_state_of_an_edition_that_was_replaced_is_refused(client, sitting):
    state = sitting.state
    publish(copy_as_draft(Quiz.objects.published().get()))
    clock.forget()  # a process looks for changes twice a second

    assert is_kind_restart(sent(client, state))


@pytest.mark.parametrize("state", ["", "zebra", None])
def test_a_sign_of_an_emergency_counts_though_the_state_cannot_be_read(client, sitting, state):
    """`None` is the state of an edition that was replaced. The way back ticks the sign on the first page."""
    state = sitting.state if state is None else state
    publish(copy_as_draft(Quiz.objects.published().get()))
    clock.forget()

    sitting.send(state=state, answer="sudden-weakness", go="next")

    assert sitting.is_emergency
    hidden = {part.attributes["name"]: part.attributes["value"] for part in sitting.page.main.all("input")}
    sitting.send(go="flags", **hidden)
    assert len(sitting.page.main.all("input", name="red_flags", checked=True)) == 1


def test_the_same_state_sent_twice_gives_the_same_page(client, sitting):
    first, second = (sent(client, sitting.state) for _time in range(2))

    assert first.status_code == second.status_code == 200
    assert _question(first) == _question(second) == "How does it feel?"


def test_a_state_without_any_answer_to_the_question_still_asks_it(client):
    state = State(Quiz.objects.get().pk, {}, "where").sealed

    response = client.post(ADDRESS, {"state": state})

    assert "Choose an answer." in response.content.decode()


@pytest.mark.parametrize("go", ["to:", "to:zebra", "to:body", "zebra", "\0", "next" * 1000, "flags"])
def test_a_button_that_is_not_there_breaks_nothing(client, sitting, go):
    assert sent(client, sitting.state, go=go).status_code == 200


def test_a_kept_state_that_is_not_ours_restarts_too(client):
    assert is_kind_restart(client.post(ADDRESS, {"red_flags": "none", "kept": "zebra"}))


def test_a_form_as_large_as_a_book_is_refused(client):
    assert is_kind_restart(client.post(ADDRESS, {"state": "x" * 70_000}))


def _question(response) -> str:
    return parse(response.content.decode()).main.one("h1").text
