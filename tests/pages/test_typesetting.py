"""The guide's PDF is tagged, complete, always the same, and cannot be broken by any text."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdf
import pytest
import typst

from pages.guide.blocks import runs_of
from pages.guide.printable import missing_characters
from pages.guide.typesetting import FONTS, characters_in, pdf_of
from tests.pages.guides import MADE_AT, figure, guide, paragraph, section, treatment
from tests.structure import annotation_of, fonts_outside, kinds, structure


def made(**changes) -> bytes:
    return pdf_of(guide(**changes), made_at=MADE_AT)


def with_words(words: str) -> bytes:
    return made(title=words, sections=[section(words, paragraph(words), figure(alt=words))])


def text_of(content: bytes) -> list[str]:
    """The words of each page, as a text extractor reads them."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


@pytest.fixture(scope="module")
def content():
    return made()


@pytest.fixture
def pdf(content):
    with pikepdf.open(BytesIO(content)) as opened:
        yield opened


def test_the_guide_is_tagged_and_says_so(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    assert not bool(pdf.Root.MarkInfo.Suspects)
    assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_the_guide_has_its_title_language_and_author(pdf):
    assert str(pdf.Root.Lang) == "en-US"
    assert str(pdf.docinfo.Title) == "Your guide to our practice"
    assert str(pdf.docinfo.Author) == "Pain and Spine Specialists"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_bookmarks_are_the_headings_in_order(pdf):
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        under = [item.title for item in outline.root[-2].children]

    assert top == ["Welcome", "Treatments", "Our offices"]
    assert under == ["Lumbar decompression"]


def test_the_contents_tell_the_page_on_which_each_section_begins(content):
    pages = text_of(content)

    contents = pages[1]
    page = next(number for number, text in enumerate(pages, start=1) if number > 2 and "Our offices\n" in text)
    line = next(line for line in contents.splitlines() if line.startswith("Our offices"))
    assert line.split()[-1].strip(".") == str(page)


def test_every_figure_has_its_alternative_text(pdf):
    figures = [element for element in structure(pdf) if element.S == "/Figure"]

    assert [str(element.Alt) for element in figures] == ["A round canal, drawn from the front."]


def test_a_figure_without_alternative_text_is_refused():
    silent = figure(alt=None)

    with pytest.raises(typst.TypstError, match="alt"):
        made(sections=[section("A picture", silent)])


def test_lists_tables_and_headings_are_what_they_look_like(pdf):
    found = kinds(pdf)

    assert found.count("Table") == 1
    assert found.count("TH") == 2
    assert found.count("LI") >= 2 + 2 + 2 + 2
    assert [kind for kind in found if kind in {"H1", "H2", "H3"}] == ["H1", "H1", "H1", "H2", "H3", "H1"]


def test_every_link_is_in_the_structure_and_can_be_read_aloud(pdf):
    tagged = {annotation_of(element).objgen for element in structure(pdf) if element.S == "/Link"}
    notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]

    assert {note.objgen for note in notes} == tagged
    assert all(str(note.get("/Contents", "")) for note in notes)
    assert "tel:+14105550142" in {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}


def test_every_font_is_inside_the_file(pdf):
    assert fonts_outside(pdf) == []


def test_the_words_come_out_in_reading_order(content):
    text = " ".join(" ".join(text_of(content)).split())

    expected = ["Your guide to our practice", "Edition of November 22, 2026", "Call 911", "bladder", "In this guide"]
    expected += ["We listen first.", "Request an appointment", "What we do.", "Time taken", "About one hour"]
    expected += ["A short procedure, without stitches.", "Eat a light meal.", "blood thinners", "Frederick"]
    places = [text.find(words) for words in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_each_page_has_the_phone_lines_and_its_number(content):
    pages = text_of(content)

    for number, text in enumerate(pages, start=1):
        assert "555-0142" in text
        assert f"Page {number} of {len(pages)}" in text


def test_the_emergency_note_stands_on_the_first_page(content):
    assert "Call 911 or go to an emergency room now if:" in text_of(content)[0]


def test_a_handout_has_no_cover_and_no_contents():
    handout = made(contents=False, sections=[section("Stenosis", paragraph("Short."))])

    pages = text_of(handout)
    assert len(pages) == 1
    assert "In this guide" not in pages[0]
    assert "Call 911" in pages[0]


def test_the_same_document_gives_the_same_bytes(content):
    assert made() == content


def test_another_moment_or_word_gives_other_bytes(content):
    assert pdf_of(guide(), made_at=MADE_AT + timedelta(days=1)) != content
    assert made(summary="Another summary.") != content


def test_a_long_guide_has_all_its_chapters():
    chapters = [section(f"Chapter {number}", *treatment()["blocks"]) for number in range(60)]

    content = made(sections=chapters)

    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][-60:] == [chapter["heading"] for chapter in chapters]
        assert len(pdf.pages) > 30


@pytest.mark.parametrize(
    "words",
    [
        '#panic() #import "x" #set page(width: 1pt)',
        "*bold* _em_ `raw` $x^2$ @label <label> = Heading // comment /* open",
        "{{ template }} {page} {date} {address} \\u{41} \\",
        '"); #sys.inputs ("',
        "[brackets] (round] {curly",
        "~ -- --- ... ' \" http://example.org/#a",
    ],
)
def test_signs_that_mean_something_to_the_typesetter_are_only_words(words):
    text = " ".join(text_of(with_words(words))[-1].split())

    assert "".join(words.split()) in text.replace(" ", "")


@pytest.mark.parametrize(
    "words",
    [
        "Doctor 😀 here",
        "a\x00b\x07c\x1b",
        "漢字 and 한국어",
        "e\u0301\u0323\u0338\u20dd",
        "\ue000 \ufffd \ufeff \u2028x",
        "\u202eabc\u202c",
        "م\u0301\u0338x",
        "🏳️‍🌈👩🏽‍⚕️",
        "\U0001d573\U0001d58a",
        "\ud83d",
    ],
)
def test_no_letter_makes_the_typesetting_fail(words):
    assert with_words("Before " + words + " after").startswith(b"%PDF")


def test_arabic_is_shown_and_runs_from_right_to_left():
    arabic = paragraph("مرحبا بالعالم") | {"language": "ar"}

    content = made(sections=[section("Languages", arabic)])

    assert missing_characters({"text": arabic["text"]}, characters_in(FONTS)) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "ar" in {str(element.get("/Lang", "")) for element in structure(pdf)}


def test_letters_that_no_font_has_are_told():
    document = guide(sections=[section("漢字 😀", paragraph("Xin chào, здравствуйте"))])

    assert missing_characters(document, characters_in(FONTS)) == ["字", "漢"]


def test_a_very_long_word_is_broken_and_stays_on_the_page():
    word = "Pneumono" * 60

    with pikepdf.open(BytesIO(made(sections=[section("Words", paragraph(word))]))) as pdf:
        reader = pypdf.PdfReader(BytesIO(made(sections=[section("Words", paragraph(word))])))
        assert len(pdf.pages) == 3
    lines = [line for line in reader.pages[2].extract_text().splitlines() if "Pneumono" in line]
    assert len(lines) > 4
    assert "".join(lines).replace("\u200b", "").count("Pneumono") >= 50


def test_a_link_that_leads_nowhere_is_plain_words():
    lost = [
        {"text": "Lost", "href": "#nowhere"},
        {"text": " evil", "href": "javascript:alert(1)"},
        {"text": " x", "href": "/a/"},
    ]

    content = made(sections=[section("Links", {"kind": "paragraph", "text": lost})])

    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.pages[2].obj.get("/Annots", [])
    assert "Lost evil x" in text_of(content)[2]


def test_skipped_levels_and_double_anchors_do_not_stop_the_guide():
    deep = section("Deep", level=3, id="same")
    again = section("Again", {"kind": "paragraph", "text": [{"text": "up", "href": "#same"}]}, level=3, id="same")

    with pikepdf.open(BytesIO(made(sections=[deep, again]))) as pdf:
        assert [kind for kind in kinds(pdf) if kind.startswith("H")] == ["H1", "H1", "H2"]


def test_a_guide_with_next_to_nothing_is_made():
    content = made(phones=[], urgent=[], sections=[], address="", summary="")

    assert "Your guide to our practice" in text_of(content)[0]


def test_a_note_in_each_urgency_is_made():
    notes = [
        {"kind": "note", "title": f"Note {urgency}", "blocks": [paragraph("Call.")]}
        | ({"urgency": urgency} if urgency else {})
        for urgency in ("emergency", "today", "routine", None)
    ]

    text = text_of(made(sections=[section("Notes", *notes)]))[2]
    assert all(f"Note {urgency}" in text for urgency in ("emergency", "today", "routine", None))


def test_a_spanish_guide_says_that_it_is_spanish():
    with pikepdf.open(
        BytesIO(
            made(
                language="es",
                title="Guía",
                sections=[section("Año", {"kind": "paragraph", "text": runs_of("¿Dónde le duele?")})],
            )
        )
    ) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert str(pdf.docinfo.Title) == "Guía"
