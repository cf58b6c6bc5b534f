"""Spellings that mean the same place have one key, and state names are recognized."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations import states
from locations.place_names import key, tight


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("St. Michaels", "saint michaels"),
        ("ST MICHAELS", "saint michaels"),
        ("St.Michaels", "saint michaels"),
        ("Mt. Airy", "mount airy"),
        ("Rocky Mt", "rocky mount"),
        ("Ft. Meade", "fort meade"),
        ("Prince George’s Co.", "prince georges county"),
        ("Prince George's County", "prince georges county"),
        ("Wilkes-Barre", "wilkes barre"),
        ("Havre de Grâce", "havre de grace"),
        ("N. Potomac", "north potomac"),
        ("N.Potomac", "north potomac"),
        ("King & Queen", "king and queen"),
        ("Cranberry Twp.", "cranberry township"),
        ("D.C.", "dc"),
        ("W.Va.", "west va"),
        ("\uff26\uff52\uff45\uff44\uff45\uff52\uff49\uff43\uff4b", "frederick"),
        ("  Glen   Burnie ", "glen burnie"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_a_name_has_one_spelling(typed, expected):
    assert key(typed) == expected


def test_blanks_do_not_matter_when_tight():
    assert tight("Mc Lean") == tight("McLean") == "mclean"


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(typed):
    assert key(key(typed)) == key(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("MD", "MD"),
        ("md.", "MD"),
        ("M.D.", "MD"),
        ("Maryland", "MD"),
        ("State of Maryland", "MD"),
        ("Commonwealth of Pennsylvania", "PA"),
        ("Penna.", "PA"),
        ("W. Va.", "WV"),
        ("w.va", "WV"),
        ("Washington State", "WA"),
        ("Washington, D.C.", "DC"),
        ("CO", "CO"),
        ("MT", "MT"),
        ("N Y", "NY"),
        ("Frederick", None),
        ("", None),
        ("ZZ", None),
    ],
)
def test_a_state_is_recognized(typed, code):
    assert states.named(typed) == code


def test_every_state_is_recognized_by_code_and_by_name():
    for code, name in states.NAMES.items():
        assert states.named(code) == states.named(name) == code


def test_no_state_is_both_served_and_bordering():
    assert not set(states.SERVED) & set(states.BORDERING)
