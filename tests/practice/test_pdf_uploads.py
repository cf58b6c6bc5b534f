"""Uploaded PDF files: what has a script, an attachment, a lock or a trap is refused in words; the rest is written anew."""

import io
import zipfile
from contextlib import suppress

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from practice import pdf_uploads
from practice.pdf_inspection import Facts, RefusedPdf, inspect
from practice.pdf_uploads import MAX_BYTES, SENTENCES, checked, stored_name
from tests.practice import pdf_files
from tests.practice.pdf_files import accessible_pdf, bomb, make_pdf, on_page, opening
from tests.publishing.test_pictures import EPS

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
LINK = Name.Link


def upload(content, name="form.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def refusal(content, name="form.pdf") -> str:
    with pytest.raises(ValidationError) as refused:
        checked(upload(content, name))
    return str(refused.value.message)


def reason(content) -> str:
    with pytest.raises(RefusedPdf) as refused:
        inspect(content)
    return refused.value.reason


OTHER_KINDS = {
    "EPS": EPS,
    "EPS with a PDF behind it": EPS + accessible_pdf(),
    "a page with a PDF behind it": b"<html><script>alert(1)</script></html>" + accessible_pdf(),
    "a ZIP file": b"PK\x03\x04" + b"\0" * 100,
    "a program": b"MZ" + b"\0" * 100,
    "a picture": b"\xff\xd8\xff\xe0JFIF",
    "nothing": b"",
    "NUL bytes": b"\0" * 1000,
    "a space before the signature": b" " + accessible_pdf(),
}


@pytest.mark.parametrize("content", OTHER_KINDS.values(), ids=OTHER_KINDS)
def test_another_kind_of_file_is_refused_whatever_its_name(content):
    assert "another kind" in refusal(content)


ACTING = {
    "a script that opens with the file": (opening(SCRIPT), "script"),
    "a script with a name": (pdf_files.with_named_script, "script"),
    "a script behind a field": (pdf_files.with_form_script, "automatic"),
    "a script behind a harmless link": (pdf_files.with_next_script, "script"),
    "a form of the old kind": (pdf_files.with_xfa, "script"),
    "a film": (on_page(Subtype=Name.RichMedia), "script"),
    "a 3D model": (on_page(Subtype=Name("/3D")), "script"),
    "a button that sends": (on_page(Subtype=LINK, A=Dictionary(S=Name.SubmitForm, F=String("https://x"))), "sending"),
    "a link that starts a program": (on_page(Subtype=LINK, A=Dictionary(S=Name.Launch, F=String("a.exe"))), "sending"),
    "a link into another file": (on_page(Subtype=LINK, A=Dictionary(S=Name.GoToR, F=String("//evil/x"))), "sending"),
    "a link that is a script": (on_page(Subtype=LINK, A=Dictionary(S=Name.URI, URI=String("javascript:1"))), "sending"),
    "data that are read in": (on_page(Subtype=LINK, A=Dictionary(S=Name.ImportData, F=String("x"))), "sending"),
    "an attachment": (pdf_files.with_attachment, "attachment"),
    "a pinned attachment": (on_page(Subtype=Name.FileAttachment), "attachment"),
    "content in another file": (pdf_files.with_outside_stream, "attachment"),
    "a link into a thread of another file": (pdf_files.link("Thread", F=String("\\\\evil\\x")), "sending"),
    "a link that hides a field": (pdf_files.link("Hide", T=String("a")), "sending"),
    "a link that prints": (pdf_files.link("Named", N=Name.Print), "sending"),
    "a link whose action nobody knows": (pdf_files.link("Zyxwvut"), "sending"),
    "a bookmark that shows a field": (pdf_files.with_bookmark, "sending"),
    "an address that is a name": (pdf_files.link("URI", URI=Name("/javascript:1")), "sending"),
    "an address that is a stream": (pdf_files.with_streamed_address, "sending"),
    "a link without its address": (pdf_files.link("URI"), "sending"),
    "a base for addresses": (pdf_files.with_address_base, "sending"),
    "a page of another file": (pdf_files.with_page_of_another_file, "attachment"),
    "a name of another file": (on_page(Subtype=LINK, FS=Dictionary(Type=Name.Filespec)), "attachment"),
    "a note of an unknown kind": (on_page(Subtype=Name.Projection), "script"),
    "a visit behind the first page": (
        opening(Dictionary(S=Name.GoTo, D=String("a"), Next=Dictionary(S=Name.URI, URI=String("https://x.example")))),
        "automatic",
    ),
    "a visit to a site on opening": (opening(Dictionary(S=Name.URI, URI=String("https://x.example"))), "automatic"),
}


@pytest.mark.parametrize(("change", "why"), ACTING.values(), ids=ACTING)
def test_a_file_that_does_something_is_refused(change, why):
    content = make_pdf(change=change)

    assert reason(content) == why


def test_a_script_spelled_with_escapes_is_found():
    content = pdf_files.with_escaped_name()
    assert b"/JavaScript" not in content

    assert reason(content) == "script"


def test_a_file_that_opens_at_its_first_page_is_accepted():
    def change(pdf):
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))

    assert inspect(make_pdf(change=change))[0].pages == 1


@pytest.mark.parametrize("address", ["https://example.com", "mailto:a@example.com", "tel:+13015550100"])
def test_a_plain_link_is_accepted(address):
    content = make_pdf(change=on_page(Subtype=LINK, A=Dictionary(S=Name.URI, URI=String(address))))

    assert inspect(content)[0].pages == 1


PLAIN = {
    "a place in the file": pdf_files.link("GoTo", D=String("a")),
    "the next page": pdf_files.link("Named", N=Name.NextPage),
    "an empty form": pdf_files.link("ResetForm"),
    "tags": pdf_files.with_tags,
}


@pytest.mark.parametrize("change", PLAIN.values(), ids=PLAIN)
def test_what_stays_inside_the_file_is_accepted(change):
    assert inspect(make_pdf(change=change))[0].pages == 1


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_locked_file_is_refused(user):
    content = make_pdf(encryption=pikepdf.Encryption(owner="owner", user=user))

    assert reason(content) == "locked"


def test_too_many_pages_are_refused():
    assert inspect(make_pdf(pages=200))[0].pages == 200
    assert reason(make_pdf(pages=201)) == "too_long"


DAMAGED = {
    "the signature alone": b"%PDF-1.7\n",
    "half a file": accessible_pdf(pages=3)[:400],
    "no pages": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n",
    "a wrong table": accessible_pdf().replace(b"startxref", b"startxxxx"),
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused(content):
    assert reason(content) == "damaged"


def test_a_file_without_a_page_is_refused():
    assert reason(make_pdf(pages=0)) == "damaged"


@settings(max_examples=60, deadline=None)
@given(st.integers(9, 700), st.binary(min_size=1, max_size=40))
def test_a_file_broken_anywhere_is_read_or_refused_and_nothing_else(place, noise):
    whole = accessible_pdf(pages=2)
    content = whole[:place] + noise + whole[place + len(noise) :]

    with suppress(RefusedPdf):
        facts, anew = inspect(content)
        assert facts.pages >= 1
        assert anew.startswith(b"%PDF-")


def test_what_unpacks_to_gigabytes_is_refused_and_takes_little_time(monkeypatch):
    content = bomb(900)
    assert len(content) < 1_500_000

    assert "asks for too much" in refusal(content)


def test_an_inspector_that_hangs_is_a_refusal(monkeypatch):
    monkeypatch.setattr(pdf_uploads, "INSPECTOR", ["sleep", "30"])
    monkeypatch.setattr(pdf_uploads, "WALL_SECONDS", 0.2)

    assert "asks for too much" in refusal(accessible_pdf())


def test_the_inspectors_answer_reaches_staff_in_words():
    assert "has a script" in refusal(make_pdf(change=opening(SCRIPT)))


@pytest.mark.parametrize("why", SENTENCES)
def test_every_refusal_says_what_to_do(why):
    assert any(verb in SENTENCES[why] for verb in ("Save", "Remove", "Split", "Make"))


def test_a_file_over_ten_megabytes_is_refused_unread(monkeypatch):
    monkeypatch.setattr(pdf_uploads, "_looked_into", lambda content: pytest.fail("the file was looked into"))

    assert "larger than 10 MB" in refusal(accessible_pdf() + b"\0" * (11 * 1024 * 1024))


def test_a_file_of_ten_megabytes_is_accepted_and_becomes_as_small_as_it_is():
    def change(pdf):
        pdf.make_indirect(pdf.make_stream(bytes(9_900_000)))
        pdf.Root.Large = pdf.objects[-1]

    large = make_pdf(change=change, compress_streams=False)
    assert MAX_BYTES * 0.94 < len(large) <= MAX_BYTES

    found = checked(upload(large))

    assert found.facts.pages == 1
    assert found.size < 50_000


def test_another_ending_of_the_name_does_not_matter_because_the_name_is_not_kept():
    found = checked(upload(accessible_pdf(), "../../invoice.exe"))

    assert found.name == "form.pdf"
    assert stored_name(None, found.name).startswith("patient_forms/")


def test_what_was_hung_on_behind_is_gone():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr("evil.class", b"\xca\xfe\xba\xbe")
    two_in_one = accessible_pdf() + packed.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(two_in_one))

    found = checked(upload(two_in_one))

    assert not zipfile.is_zipfile(io.BytesIO(found.read()))


def test_what_an_earlier_state_of_the_file_said_is_gone():
    def change(pdf):
        pdf.make_indirect(pdf.make_stream(b"SecretName of another patient"))

    found = checked(upload(make_pdf(change=change, preserve_pdfa=False, compress_streams=False)))

    assert b"SecretName" not in found.read()


def test_what_is_found_is_told():
    content = accessible_pdf(pages=3)

    assert checked(upload(content)).facts == Facts(pages=3, is_tagged=True, has_title=True, language="en-US")


@pytest.mark.parametrize(
    ("lacking", "facts"),
    [
        ({"is_tagged": False}, Facts(1, False, True, "en-US")),
        ({"title": " "}, Facts(1, True, False, "en-US")),
        ({"language": ""}, Facts(1, True, True, "")),
    ],
)
def test_what_a_screen_reader_will_miss_is_found(lacking, facts):
    assert inspect(accessible_pdf(**lacking))[0] == facts


def test_a_title_in_the_metadata_alone_counts():
    def change(pdf):
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "Pain diary"

    assert inspect(make_pdf(change=change))[0].has_title


def test_two_files_never_have_the_same_name():
    assert len({stored_name(None, "form.pdf") for _file in range(100)}) == 100
