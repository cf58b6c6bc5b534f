"""Whatever colours the practice chooses, the shades made from them can be read."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from practice.colors import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    PAPER_DARK,
    PAPER_LIGHT,
    TEXT_CONTRAST,
    brand_tokens,
    contrast,
    luminance,
    readable,
)
from practice.models import DEFAULT_ACCENT, DEFAULT_BRAND, hex_colour

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@settings(deadline=None)
@given(colors, colors)
@example("#ffffff", "#000000")
@example("#000000", "#ffffff")
@example("#ffff00", "#00ffff")
@example("#808080", "#7f7f7f")
def test_every_derived_shade_can_be_read_on_its_ground(brand, accent):
    grounds = [("light", ground) for ground in LIGHT_GROUNDS] + [("dark", ground) for ground in DARK_GROUNDS]
    for scheme, ground in grounds:
        tokens = brand_tokens(brand, accent)[scheme]

        assert contrast(tokens["--brand"], ground) >= TEXT_CONTRAST
        assert contrast(tokens["--accent"], ground) >= TEXT_CONTRAST
        assert contrast(tokens["--on-brand"], tokens["--brand"]) >= TEXT_CONTRAST
        assert contrast(tokens["--on-accent"], tokens["--accent"]) >= TEXT_CONTRAST


@settings(deadline=None)
@given(colors, colors)
def test_every_shade_is_a_colour_css_understands(brand, accent):
    for tokens in brand_tokens(brand, accent).values():
        for color in tokens.values():
            hex_colour(color)


@settings(deadline=None)
@given(colors)
def test_a_colour_that_can_be_read_is_left_alone(color):
    if contrast(color, PAPER_LIGHT) >= TEXT_CONTRAST:
        assert readable(color, PAPER_LIGHT) == color
    assert readable(readable(color, PAPER_DARK), PAPER_DARK) == readable(color, PAPER_DARK)


@settings(deadline=None)
@given(colors, colors)
def test_contrast_is_between_1_and_21_whichever_comes_first(one, other):
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)


def test_contrast_agrees_with_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)


def test_the_first_colours_can_be_read_without_change_where_they_are_defaults():
    assert contrast(readable(DEFAULT_BRAND, PAPER_LIGHT), PAPER_LIGHT) >= TEXT_CONTRAST
    assert contrast(readable(DEFAULT_ACCENT, PAPER_DARK), PAPER_DARK) >= TEXT_CONTRAST
