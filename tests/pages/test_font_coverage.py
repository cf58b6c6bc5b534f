"""What our fonts can show is read as an independent reader of fonts reads it."""

import pytest
from fontTools.ttLib import TTFont

from pages.guide.font_coverage import characters_in, characters_of
from pages.guide.typesetting import FONTS

FILES = sorted(FONTS.glob("*.ttf"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_font_has_the_characters_that_another_reader_finds(path):
    font = TTFont(path)
    expected = {
        code for table in font["cmap"].tables if table.isUnicode() and table.format in (4, 12) for code in table.cmap
    }

    assert characters_of(path.read_bytes()) == expected


def test_our_fonts_write_the_languages_of_our_letters():
    needed = "Español ¿qué? Tiếng Việt Русский Français Kreyòl Igbo ọ Yorùbá ẹ Polski العربية اردو ٹ“”’–—…•½°"

    assert {letter for letter in needed if ord(letter) not in characters_in(FONTS)} == set()


def test_every_font_may_be_shipped():
    licenses = {path.name for path in FONTS.glob("*.txt")}

    assert licenses == {"SourceSans3-OFL.txt", "NotoSans-OFL.txt"}
    assert {path.stem.split("-")[0] for path in FILES} == {"SourceSans3", "NotoSansArabic"}
