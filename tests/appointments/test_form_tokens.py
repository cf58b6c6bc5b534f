"""A form's hidden token comes back as it was; anything else marks and never refuses."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.utils import timezone
from hypothesis import given

from appointments.form_tokens import new_token, read_token
from appointments.suspicions import WORK_BITS, is_worked, suspicions

NOW = timezone.now()


def marks(token, **changes) -> list[str]:
    return suspicions(token, **{"trap": "", "work": found_work(token.key), "words": "", "now": NOW, **changes})


def found_work(key: str) -> str:
    return next(str(number) for number in range(10**7) if is_worked(key, str(number)))


def opened(**ago):
    return new_token(NOW - timedelta(**ago))


def test_a_token_comes_back_with_its_key_and_moment():
    token = opened(minutes=2)

    again = read_token(token.text)

    assert again.key == token.key
    assert again.opened_at == token.opened_at.replace(microsecond=0)
    assert read_token(again.text) == again


@given(st.text(max_size=300))
def test_anything_else_becomes_a_token_without_a_moment(text):
    token = read_token(text)

    assert token.opened_at is None
    assert len(token.key) == 32


def test_the_same_foreign_token_is_the_same_key():
    assert read_token("made up").key == read_token("made up").key
    assert read_token("").key != read_token("").key


def test_somebody_who_took_their_time_has_no_mark():
    assert marks(opened(minutes=4)) == []


@pytest.mark.parametrize(
    ("token", "changes", "mark"),
    [
        (opened(seconds=1), {}, "too_quick"),
        (opened(hours=25), {}, "very_late"),
        (read_token("made up"), {}, "unknown_form"),
        (opened(minutes=4), {"trap": "http://x"}, "trap"),
        (opened(minutes=4), {"work": ""}, "no_work"),
        (opened(minutes=4), {"words": "see https://spam.example"}, "links"),
    ],
)
def test_what_is_odd_is_marked(token, changes, mark):
    assert marks(token, **changes) == [mark]


def test_work_for_one_form_is_worth_nothing_for_another():
    work = found_work("one")

    assert is_worked("one", work)
    assert not is_worked("another", work)
    assert WORK_BITS >= 12


@pytest.mark.parametrize("work", ["", "-1", "1e5", "١٢٣", "9" * 40, "x"])
def test_work_that_is_no_number_is_none(work):
    assert not is_worked("one", work)


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)])
def test_a_form_opened_before_the_clock_went_back_is_not_called_too_quick(back):
    assert marks(new_token(NOW + back)) == []
