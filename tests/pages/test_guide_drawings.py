"""The site's drawings stand by themselves in print: in their colors, with their words, with a text for who cannot see."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.template.loader import render_to_string

from pages.guide.blocks import runs_of
from pages.guide.drawings import STYLESHEET, figure_of, looks
from pages.guide.typesetting import pdf_of
from tests.pages.guides import MADE_AT, guide, section
from tests.structure import structure

FOLDER = settings.BASE_DIR / "templates" / "treatments" / "drawings"
NAMES = [path.name for path in sorted(FOLDER.glob("*.svg")) if "<svg" in path.read_text(encoding="utf-8")]


def drawing(name: str) -> str:
    return render_to_string(f"treatments/drawings/{name}", {"place": "print-"})


def test_no_tone_is_left_to_be_looked_up():
    assert "var(" not in looks(STYLESHEET)
    assert "@media" not in looks(STYLESHEET)
    assert ".d-bone {" in looks(STYLESHEET)
    assert "#e8dcc3" in looks(STYLESHEET)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_a_drawing_has_its_look(name):
    svg = figure_of(drawing(name))["svg"]

    used = {one for names in re.findall(r'class="([^"]+)"', svg) for one in names.split() if one.startswith("d-")}
    assert used <= set(re.findall(r"\.(d-[\w-]+)", looks(STYLESHEET)))


def test_the_text_for_who_cannot_see_is_the_drawings_own():
    block = figure_of(drawing("canal_narrowed.svg"), runs_of("Narrowed."))

    assert block["alt"].startswith("A narrowed spinal canal, seen from above. The same vertebra with stenosis.")
    assert block["caption"] == [{"text": "Narrowed."}]
    assert "<title" not in block["svg"]


def test_every_drawing_with_a_text_is_typeset():
    blocks = [block for name in NAMES if (block := figure_of(drawing(name)))["alt"]]

    content = pdf_of(guide(sections=[section("Drawings", *blocks)]), made_at=MADE_AT)

    with pikepdf.open(BytesIO(content)) as pdf:
        spoken = [str(element.Alt) for element in structure(pdf) if element.S == "/Figure"]
    assert len(blocks) >= 8
    assert spoken == [block["alt"] for block in blocks]
