"""PDF files for tests, written by hand: plain ones, and such as nobody should accept."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def make_pdf(*, pages=1, is_tagged=False, title="", language="", change=None, **saving) -> bytes:
    """An empty document; `change` may do anything to it before it is written."""
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page()
    if is_tagged:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    if title:
        pdf.docinfo["/Title"] = title
    if language:
        pdf.Root.Lang = String(language)
    if change:
        change(pdf)
    written = io.BytesIO()
    pdf.save(written, **{"deterministic_id": not saving, **saving})
    return written.getvalue()


def accessible_pdf(**options) -> bytes:
    """A document with all that a screen reader asks for."""
    return make_pdf(**{"is_tagged": True, "title": "Pain diary", "language": "en-US", **options})


def opening(action):
    """A change that makes the document do this when it is opened."""

    def change(pdf):
        pdf.Root.OpenAction = action

    return change


def on_page(**entries):
    """A change that puts an annotation on the first page."""

    def change(pdf):
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def with_attachment(pdf):
    pdf.attachments["macro.exe"] = b"MZ"


def with_named_script(pdf):
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def with_form_script(pdf):
    field = Dictionary(
        FT=Name.Tx, T=String("a"), AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("AFNumber_Format(2)")))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def with_xfa(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def with_next_script(pdf):
    """A harmless action followed by one that is not, which lies in a direct object inside."""
    following = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('https://evil.example')"))
    on_page(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.com"), Next=following))(pdf)


def link(action, **entries):
    """A change that puts a link with that action on the first page."""
    return on_page(Subtype=Name.Link, A=Dictionary(S=Name(f"/{action}"), **entries))


def with_streamed_address(pdf):
    link("URI", URI=pdf.make_stream(b"javascript:1"))(pdf)


def with_bookmark(pdf):
    """A bookmark that shows a hidden field."""
    mark = pdf.make_indirect(Dictionary(Title=String("a"), A=Dictionary(S=Name.Hide, T=String("a"), H=False)))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=mark, Last=mark, Count=1))


def with_address_base(pdf):
    pdf.Root.URI = Dictionary(Base=String("javascript:alert(1)//"))


def with_page_of_another_file(pdf):
    """A picture whose content is a page of a file somewhere else."""
    picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    picture.Ref = Dictionary(F=Dictionary(Type=Name.Filespec, F=String("\\\\evil\\x.pdf")), Page=0)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=picture))


def with_tags(pdf):
    """Tags whose kinds are called as actions are, with attributes under the key of an action."""
    cell = Dictionary(Type=Name.StructElem, S=Name.Thread, A=Dictionary(O=Name.Layout, Placement=Name.Block))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(cell)))


def with_outside_stream(pdf):
    pdf.Root.Extra = pdf.make_indirect(pdf.make_stream(b"x", F=String("/etc/passwd")))


def with_escaped_name() -> bytes:
    """A script whose names are spelled with escapes, as a scanner for words would miss it."""
    script = b"<</S/J#61v#61Scr#69pt/#4aS(app.alert\\(1\\))>>"
    return _written({1: b"<</Type/Catalog/Pages 2 0 R/X " + script + b">>"}, b"")


def bomb(megabytes: int) -> bytes:
    """A few hundred kilobytes whose object stream unpacks to this much."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"7 0 <</A 1>>")
    for _megabyte in range(megabytes):
        packed += packer.compress(b" " * (1 << 20))
    return _written({1: b"<</Type/Catalog/Pages 2 0 R/X 7 0 R>>"}, packed + packer.flush())


def _written(objects: dict[int, bytes], packed: bytes) -> bytes:
    """One page, these objects, and as the last one an object in a packed stream, byte by byte."""
    packed = packed or zlib.compress(b"7 0 <</A 1>>")
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    objects = {
        **objects,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
        4: head + b"stream\n" + packed + b"\nendstream",
    }
    written, rows = b"%PDF-1.5\n", [(0, 0, 65535)]
    for number, body in objects.items():
        rows.append((1, len(written), 0))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows += [(1, len(written), 0), (0, 0, 0), (2, 4, 0)]
    table = b"".join(kind.to_bytes(1) + place.to_bytes(4) + last.to_bytes(2) for kind, place, last in rows)
    head = b"5 0 obj\n<</Type/XRef/Size 8/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return written + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(written)
