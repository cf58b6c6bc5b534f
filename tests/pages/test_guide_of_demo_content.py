"""The guide of the demonstration content as a file: tagged, titled, complete, in reading order."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdf
import pytest

from locations.models import Location
from pages.guide.contents import document_of, printed
from pages.guide.editions import PAGES
from pages.guide.font_coverage import characters_in
from pages.guide.material import gathered
from pages.guide.printable import missing_characters
from pages.guide.scope import Scope
from pages.guide.typesetting import FONTS, pdf_of
from practice.models import Notice, PhoneLine
from providers.models import Provider
from tests.pages.guide_reading import found
from tests.structure import fonts_outside, kinds, structure
from treatments.models import Condition, Treatment

pytestmark = pytest.mark.django_db

MADE_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
MILD = "minimally-invasive-lumbar-decompression"


@pytest.fixture(scope="module")
def material(loaded_content):
    return gathered()


def typeset(material, scope: Scope) -> bytes:
    return pdf_of(printed(document_of(material, scope)) | {"edition": "November 22, 2026"}, made_at=MADE_AT)


@pytest.fixture(scope="module")
def whole(material):
    return typeset(material, Scope())


@pytest.fixture(scope="module")
def handout(material):
    return typeset(material, Scope(treatment=MILD))


@pytest.fixture(params=["whole", "handout"])
def pdf(request, whole, handout):
    with pikepdf.open(BytesIO({"whole": whole, "handout": handout}[request.param])) as opened:
        yield opened


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


def test_it_is_tagged_has_a_title_a_language_and_all_its_fonts(pdf):
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-US"
    assert str(pdf.docinfo.Title) in {"Your guide to our care", Treatment.objects.get(slug=MILD).title}
    assert fonts_outside(pdf) == []


def test_it_has_bookmarks_for_every_chapter(pdf):
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert len(titles) >= 10
    assert len(titles) == len(set(titles))


def test_every_figure_says_what_it_shows(pdf):
    figures = [element for element in structure(pdf) if element.S == "/Figure"]

    assert len(figures) >= 4
    assert all(len(str(element.get("/Alt", ""))) > 20 for element in figures)


def test_its_lists_tables_and_headings_are_tagged_as_such(whole):
    with pikepdf.open(BytesIO(whole)) as pdf:
        tags = kinds(pdf)

    assert tags.count("Table") >= 4
    assert tags.count("TH") >= 16
    assert tags.count("LI") > 300
    assert tags.count("H1") >= 12


def test_the_same_content_gives_the_same_bytes(material, handout):
    assert typeset(gathered(), Scope(treatment=MILD)) == handout


def test_its_pages_are_counted_right(whole):
    assert int(PAGES.search(whole)[1]) == len(pypdf.PdfReader(BytesIO(whole)).pages)


def test_everything_public_is_in_it(whole):
    text = text_of(whole)

    names = [page.title for page in (*Treatment.objects.published(), *Condition.objects.published())]
    names += [office.title for office in Location.objects.published()]
    names += [provider.title for provider in Provider.objects.published()]
    names += [notice.title for notice in Notice.objects.in_force()]
    names += [line.number.as_national for line in PhoneLine.objects.all()]
    assert len(names) > 60
    assert [name for name in names if " ".join(name.split()) not in text] == []


def test_an_extractor_reads_it_in_order(whole):
    text = text_of(whole)

    expected = ["Your guide to our care", "Edition of November 22, 2026", "Call 911", "In this guide", "Help for back"]
    expected += [
        "Alex Sample, MD Treats",
        "A. Sample Columbia office Please",
        "A name for your pain",
        "Each treatment in short",
    ]
    expected += ["Your insurance card, both sides", "How do I get an appointment?", "Private health plans"]
    places = [text.find(words) for words in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_the_emergency_note_stands_on_the_first_page(whole, handout):
    for content in (whole, handout):
        first = pypdf.PdfReader(BytesIO(content)).pages[0].extract_text()
        assert "Call 911 or go to the emergency room now if:" in first


def test_a_state_narrows_it(material):
    text = text_of(typeset(material, Scope("VA")))

    assert "Sample Fairfax office" in text
    assert "(703) 555-0142" in text
    assert not any(other in text for other in ("Sample Frederick office", "(410) 555-0142", "Ellis Sample"))


def test_a_handout_has_no_table_of_contents_and_ends_with_where_to_go(handout):
    text = text_of(handout)

    assert "In this guide" not in text
    assert text.index("What happens, step by step") < text.index("Risks") < text.index("Where we offer it")


@pytest.mark.parametrize("scope", [Scope(), Scope("MD"), Scope(treatment=MILD)])
def test_the_fonts_have_every_letter(material, scope):
    assert missing_characters(printed(document_of(material, scope)), characters_in(FONTS)) == []


def test_every_link_within_the_site_leads_to_a_page(material, client):
    scopes = [Scope(), *(Scope(treatment=treatment.slug) for treatment in material.treatments)]
    paths = {path for scope in scopes for path in found(document_of(material, scope), "href") if path.startswith("/")}

    assert len(paths) > 40
    assert [path for path in sorted(paths) if client.get(path.partition("#")[0]).status_code != 200] == []
