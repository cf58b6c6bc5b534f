"""What comes back with a form: our own state opens to what was sealed, anything else is refused in one way."""

import base64
from types import SimpleNamespace

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from quiz.state import GOOD_FOR, LONGEST, SALT, State, StateError, opened
from quiz.walking import walk
from tests.quiz.drawn import answered
from tests.quiz.scripts import SEVERAL, ask, quiz, say

SCRIPT = quiz(
    ask("where", say("back"), say("knee", leads_to="joint")),
    ask("travels", say("leg")),
    ask("joint", say("swollen"), say("stiff"), kind=SEVERAL),
    edition=7,
)
SAID = {"where": ("knee",), "joint": ("swollen", "stiff")}


def sealed(*content, salt=SALT):
    """What our key signs, whatever it says."""
    return signing.dumps(list(content), salt=salt, compress=True)


def is_refused(text, script=SCRIPT):
    with pytest.raises(StateError):
        opened(text, script)
    return True


@pytest.mark.parametrize("at", ["where", "joint", ""])
@pytest.mark.parametrize("is_changing", [True, False])
def test_what_was_sealed_comes_back_with_its_way(at, is_changing):
    state = State(7, SAID, at, is_changing)

    again, way = opened(state.sealed, SCRIPT)

    assert again == state
    assert way == walk(SCRIPT, SAID)


@given(answered())
def test_any_answers_survive_the_way_there_and_back(drawn):
    script, said = drawn
    state = State(script.edition, said, walk(script, said).next)

    again, way = opened(state.sealed, script)

    assert again == state
    assert way.keys == walk(script, said).keys


def test_answers_cannot_be_read_in_the_form():
    text = State(7, SAID, "").sealed

    assert "knee" not in text


def test_nobody_changes_one_letter():
    text = State(7, SAID, "").sealed

    spoiled = [text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :] for place in range(len(text))]

    assert all(is_refused(each) for each in spoiled)


def test_nobody_cuts_it_off_at_any_place():
    text = State(7, SAID, "").sealed

    assert all(is_refused(text[:place]) for place in range(len(text)))


def test_the_signature_of_another_form_opens_nothing():
    content = (7, "", 0, {"where": ["knee"], "joint": ["none"]})

    assert opened(sealed(*content), SCRIPT)
    is_refused(sealed(*content, salt="appointments.form"))


def test_the_key_of_another_site_opens_nothing(settings):
    text = State(7, SAID, "").sealed
    settings.SECRET_KEY = "another key that is as long as a key has to be, and longer"

    is_refused(text)


def test_another_edition_opens_nothing():
    is_refused(State(6, SAID, "").sealed)


def test_it_is_good_for_some_hours_and_no_longer(monkeypatch):
    seconds, moment = GOOD_FOR.total_seconds(), 1_800_000_000
    monkeypatch.setattr(signing, "time", SimpleNamespace(time=lambda: moment))
    text = State(7, SAID, "").sealed

    moment += seconds
    assert opened(text, SCRIPT)[0].said == SAID
    moment += 1
    is_refused(text)


def test_an_answer_that_the_question_does_not_have_is_refused():
    is_refused(State(7, {"where": ("moon",)}, "travels").sealed)


@pytest.mark.parametrize("joint", [("moon",), (), ("swollen", "moon")])
def test_off_the_way_too_an_answer_has_to_be_one(joint):
    is_refused(State(7, {"where": ("back",), "joint": joint}, "where").sealed)


def test_one_answer_cannot_be_two():
    is_refused(State(7, {"where": ("back", "knee")}, "where").sealed)


@pytest.mark.parametrize("payload", [".", ".AAAA", ".bm90emxpYg", "W" * 3000])
def test_what_cannot_be_unpacked_is_refused_even_when_it_is_signed(payload):
    is_refused(signing.TimestampSigner(salt=SALT).sign(payload))


def test_brackets_without_end_are_refused():
    brackets = base64.urlsafe_b64encode(b"[" * 20_000).rstrip(b"=").decode()

    is_refused(signing.TimestampSigner(salt=SALT).sign(brackets))


def test_a_moment_beyond_all_clocks_is_refused():
    is_refused(signing.Signer(salt=SALT).sign("W10:" + "z" * 3000))


def test_an_answer_to_a_question_that_is_gone_does_not_count():
    _state, way = opened(State(7, {"moon": ("full",), **SAID}, "").sealed, SCRIPT)

    assert way.keys == ["where", "joint"]


@pytest.mark.parametrize("at", ["travels", "moon", "Where", " "])
def test_a_question_off_the_way_cannot_be_shown(at):
    is_refused(State(7, SAID, at).sealed)


def test_a_question_further_on_cannot_be_shown_before_the_ones_above_it():
    is_refused(State(7, {"where": ("back",)}, "joint").sealed)


def test_the_result_cannot_be_shown_before_the_last_answer():
    is_refused(State(7, {"where": ("back",)}, "").sealed)


def test_a_longer_text_than_any_quiz_makes_is_not_even_read(monkeypatch):
    monkeypatch.setattr(signing, "loads", lambda *anything, **named: pytest.fail("it was read"))

    is_refused("A" * (LONGEST + 1))
    is_refused("")


def test_our_own_state_is_refused_when_it_is_too_long():
    text = signing.dumps([7, "", 0, {f"gone-{number}": ["x" * 20] for number in range(2000)} | SAID], salt=SALT)

    assert len(text) > LONGEST
    is_refused(text)


@pytest.mark.parametrize(
    "content",
    [
        [],
        [7],
        [7, "where", 0],
        [7, "where", 0, {}, "more"],
        [7, "where", 0, None],
        [7, "where", 0, ["where"]],
        [7, "where", 0, {"where": None}],
        [7, "where", 0, {"where": 5}],
        [7, "where", 0, {"where": "knee"}],
        [7, "where", 0, {"where": [["knee"]]}],
        [7, "where", 0, {"where": [{"knee": 1}]}],
        [7, ["where"], 0, {}],
        [7, None, 0, {}],
        [7, {}, 0, {}],
        ["7", "where", 0, {}],
        [None, "where", 0, {}],
        [[7], "where", 0, {}],
    ],
)
def test_even_what_our_key_signed_has_to_make_sense(content):
    is_refused(sealed(*content))


@pytest.mark.parametrize("content", [None, 7, "where", {"edition": 7}, {"a": 1, "b": 2, "c": 3, "d": 4}, True])
def test_what_our_key_signed_has_to_be_a_list(content):
    is_refused(signing.dumps(content, salt=SALT))


anything = st.one_of(
    st.text(), st.text(alphabet=st.characters(exclude_categories=[])), st.binary().map(lambda b: b.decode("latin-1"))
)


@given(anything)
def test_whatever_is_sent_is_refused_in_one_way(text):
    is_refused(text)


@given(st.binary(max_size=60), st.integers(min_value=0))
def test_bytes_put_into_a_true_state_are_refused_in_one_way(extra, where):
    text = State(7, SAID, "").sealed
    place = where % (len(text) + 1)
    spoiled = text[:place] + extra.decode("latin-1") + text[place:]

    assert spoiled == text or is_refused(spoiled)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(["where", "travels", "joint", ""]) | json,
    json,
    st.dictionaries(st.sampled_from(list(SCRIPT.questions)), json),
)
def test_whatever_our_key_signs_opens_or_is_refused(at, is_changing, said):
    text = sealed(7, at, is_changing, said)

    try:
        state, way = opened(text, SCRIPT)
    except StateError:
        return
    assert state.at in {*way.keys, way.next}
