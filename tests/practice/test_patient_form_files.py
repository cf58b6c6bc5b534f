"""The sample patient forms are accessible, can be filled in on a screen, and come out the same when made again."""

from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf.form import ChoiceField, Form, RadioButtonGroup, TextField

from scripts.patient_forms.making import FOLDER, made, sheets
from tests.structure import annotation_of, fonts_outside, numbered, structure

SHEETS = sheets()
LANGUAGES = {"en": "en-US", "es": "es-US"}


@pytest.fixture(params=SHEETS, ids=[sheet["slug"] for sheet in SHEETS])
def sheet(request):
    return request.param


@pytest.fixture
def path(sheet):
    return FOLDER / f"{sheet['slug']}.pdf"


@pytest.fixture
def pdf(path):
    with pikepdf.open(path) as opened:
        yield opened


def widgets(pdf: pikepdf.Pdf) -> list:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", []) if note.Subtype == pikepdf.Name.Widget]


def test_the_library_and_the_folder_name_the_same_files():
    on_disk = {path.stem for path in FOLDER.glob("*.pdf")}

    assert on_disk == {sheet["slug"] for sheet in SHEETS}


def test_making_a_form_again_gives_the_same_bytes(sheet, path):
    kept = path.read_bytes()

    assert made(sheet) == kept, "run `python -m scripts.patient_forms` and look at the sheets before keeping them"


def test_a_form_says_what_it_is_and_in_which_language(sheet, pdf):
    metadata = pdf.open_metadata()

    assert str(pdf.Root.Lang) == LANGUAGES[sheet["language"]]
    assert str(pdf.docinfo.Title) == metadata["dc:title"] == sheet["title"]
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert not bool(pdf.Root.MarkInfo.Suspects)
    assert metadata["pdfuaid:part"] == "1"


def test_the_library_says_the_true_number_of_pages(sheet, pdf):
    assert len(pdf.pages) == sheet["pages"]


def test_a_form_is_small(path):
    assert path.stat().st_size < 120_000


def test_every_field_has_a_name_to_be_read_aloud(pdf):
    spoken = [str(widget.TU) for widget in widgets(pdf)]
    assert len(spoken) > 20
    assert len(set(spoken)) == len(spoken), "two fields would sound the same"
    assert all(len(words) > 2 and "field:" not in words and not set("âÃ") & set(words) for words in spoken)
    assert all("/TU" in field for field in pdf.Root.AcroForm.Fields)


def test_every_field_stands_in_the_structure_tree_and_points_back(pdf):
    parents = numbered(pdf.Root.StructTreeRoot.ParentTree)

    enclosing = {annotation_of(element).objgen: element for element in structure(pdf) if element.S == "/Form"}
    assert enclosing.keys() == {widget.objgen for widget in widgets(pdf)}
    for widget in widgets(pdf):
        element = enclosing[widget.objgen]
        assert parents[int(widget.StructParent)].objgen == element.objgen
        assert str(element.Alt) == str(widget.TU)


def test_the_tab_key_follows_the_reading_order(pdf):
    read = [annotation_of(element).objgen for element in structure(pdf) if element.S == "/Form"]
    assert all(page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)
    assert read == [widget.objgen for widget in widgets(pdf)]


def test_nothing_of_the_making_is_left_in_the_form(pdf):
    assert not [element for element in structure(pdf) if element.S == "/Link"]
    assert all(widget.P.objgen in {page.obj.objgen for page in pdf.pages} for widget in widgets(pdf))
    assert not any(key in widget for widget in widgets(pdf) for key in ("/A", "/Border", "/Contents"))


def test_headings_descend_one_level_at_a_time(pdf):
    levels = [int(str(element.S)[2:]) for element in structure(pdf) if str(element.S)[:2] == "/H"]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_font_is_inside_the_file(pdf):
    assert fonts_outside(pdf) == []


def test_what_is_typed_uses_an_embedded_font_with_every_letter_and_its_width(pdf):
    form = pdf.Root.AcroForm
    font = form.DR.Font.Typed
    letters = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))

    assert str(form.DA).startswith("/Typed 12 Tf")
    for letter in "AZaz09áéíóúñüÑ¿¡’€":
        glyph = letters.getBestCmap()[ord(letter)]
        width = int(font.Widths[letter.encode("cp1252")[0] - 32])
        assert width == round(letters["hmtx"][glyph][0] * 1000 / letters["head"].unitsPerEm)


def test_every_field_draws_itself_and_lies_on_its_page(pdf):
    assert not bool(pdf.Root.AcroForm.NeedAppearances)
    for widget in widgets(pdf):
        left, bottom, right, top = (float(edge) for edge in widget.Rect)
        width, height = (float(edge) for edge in list(widget.P.MediaBox)[2:])
        assert "/N" in widget.AP
        assert 36 <= left < right <= width - 36
        assert 36 <= bottom < top <= height - 30
        assert right - left >= 14
        assert widget.get("/FT") != "/Tx" or "/Typed" in widget.AP.N.Resources.Font
        assert top - bottom >= 14


def test_fields_do_not_overlap(pdf):
    for page in pdf.pages:
        boxes = [[float(edge) for edge in widget.Rect] for widget in page.obj.get("/Annots", [])]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                beside = one[2] <= other[0] or other[2] <= one[0]
                above = one[3] <= other[1] or other[3] <= one[1]
                assert beside or above


def test_what_is_filled_in_is_there_when_the_file_is_opened_again(pdf):
    filled = BytesIO()
    fill(pdf)
    pdf.save(filled)

    with pikepdf.open(filled) as pdf:
        for field in Form(pdf):
            if isinstance(field, TextField):
                assert field.value == "José 7"
            elif isinstance(field, RadioButtonGroup):
                assert str(field.value) == str(field.options[-1].on_value)
            else:
                assert field.checked


def fill(pdf: pikepdf.Pdf) -> None:
    """Something in every field."""
    for field in Form(pdf):
        assert not isinstance(field, ChoiceField)
        if isinstance(field, TextField):
            field.value = "José 7"
        elif isinstance(field, RadioButtonGroup):
            field.options[-1].select()
        else:
            field.checked = True


def test_a_form_reads_in_order_and_says_that_it_is_a_sample(sheet, path):
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]

    first = pages[0]
    expected = [sheet["practice"], sheet["words"]["sample_mark"], sheet["title"], sheet["description"][:30]]
    places = [first.find(words) for words in expected]
    assert -1 < places[0] < places[1] < places[2] < places[3]
    assert all(sheet["words"]["sample_mark"] in text for text in pages)
