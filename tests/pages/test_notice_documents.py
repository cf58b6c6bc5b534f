"""Notices as PDF: the words of the page, tagged and dated, for anybody, made once."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from pages.guide import notice as typeset
from practice.models import Notice, Practice
from practice.notices.required_languages import LANGUAGE_HELP
from publishing.page_cache import pages
from tests.factories import make_practice
from tests.pages.reading import forget_kept_pages, read
from tests.practice.notices import make_notice, make_text

pytestmark = pytest.mark.django_db

ADDRESS = "/notices/sample.pdf"


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def version():
    make_practice()
    return make_notice(slug="sample", title="Our notice", body="<h3>Part</h3><p>Some words.</p>").versions.get()


def test_the_document_says_whose_it_is_since_when_it_holds_and_its_words(client, version):
    response = client.get(ADDRESS)

    words = words_of(response.content)
    since = f"In force since {version.in_force_from:%B} {version.in_force_from.day}, {version.in_force_from.year}"
    for part in ("Pain and Spine Specialists", "Our notice", since, "Version 1", "Part", "Some words.", "555-0101"):
        assert part in words
    assert response.headers["Content-Type"] == "application/pdf"
    assert not response.cookies


def test_the_document_is_tagged_titled_and_says_its_language(client, version):
    with pikepdf.open(BytesIO(client.get(ADDRESS).content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-US"
        assert str(pdf.docinfo["/Title"]) == "Our notice"


def test_links_to_our_own_pages_are_whole_addresses(client, version):
    version.texts.update(body='<p>See <a href="/notices/other/">the other</a>.</p>')
    forget_kept_pages()

    with pikepdf.open(BytesIO(client.get(ADDRESS).content)) as pdf:
        found = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note}
    assert "http://testserver/notices/other/" in found


def test_it_is_made_once_for_the_same_words(client, version, monkeypatch):
    made = []
    monkeypatch.setattr(typeset, "pdf_of", lambda *args, **kwargs: made.append(1) or b"%PDF")
    typeset._typeset.cache_clear()

    first = client.get(ADDRESS)
    Practice.objects.update(home_lead="Something else.")
    forget_kept_pages()
    again = client.get(ADDRESS, headers={"if-none-match": first.headers["ETag"]})
    pages.drop_all()
    version.texts.update(body="<p>Other.</p>")
    forget_kept_pages()
    client.get(ADDRESS)
    typeset._typeset.cache_clear()

    assert again.status_code == 304
    assert len(made) == 2


def test_a_state_and_a_language_have_documents_of_their_own(client, version):
    make_text(version, state="MD", body="<p>In Maryland.</p>")
    make_text(version, language="es", own_name="Español", body="<p>Palabras en español.</p>")

    assert "In Maryland." in words_of(client.get(ADDRESS + "?state=MD").content)
    assert "Palabras en español." in words_of(client.get(ADDRESS + "?lang=es").content)


@pytest.mark.parametrize("language", ["hi", "ko"])
def test_letters_that_our_fonts_lack_make_no_document_and_no_link_to_one(client, version, language):
    own_name = {"hi": "हिन्दी", "ko": "한국어"}[language]
    make_text(version, language=language, own_name=own_name, body=f"<p>{own_name}</p>")

    read(client, f"{ADDRESS}?lang={language}", status=404)
    page = read(client, f"/notices/sample/?lang={language}")
    assert [link for link in page.links if ".pdf" in link] == []


@pytest.mark.parametrize("begins", [None, 1])
def test_a_notice_that_does_not_hold_has_no_document(client, begins):
    make_notice(slug="hidden", begins=begins)

    read(client, "/notices/hidden.pdf", status=404)


def test_every_document_that_a_page_of_the_demonstration_offers_is_there(client, demo_content):
    offered = []
    for notice in Notice.objects.in_force():
        for query in ("", "?state=MD", "?state=PA", "?state=VA"):
            page = read(client, notice.get_absolute_url() + query)
            offered += [link for link in page.links if link.startswith("/notices/") and ".pdf" in link]

    made = {link: client.get(link).content[:5] for link in offered}
    assert set(made.values()) == {b"%PDF-"}
    assert {link.split("/")[2].split(".pdf")[0] for link in made} == set(
        Notice.objects.exclude(slug=LANGUAGE_HELP).values_list("slug", flat=True)
    )
