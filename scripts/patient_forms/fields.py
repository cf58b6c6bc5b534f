"""Turns the marked links of a tagged PDF into form fields, each in the place of its link in the structure tree."""

import json
from pathlib import Path
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from scripts.patient_forms.appearances import disc, empty_text, nothing, tick
from scripts.patient_forms.typed_text import FONT_NAME, embedded_font

MARK = "field:"
PRINTED = 4
MULTILINE = 1 << 12
ROOM_BESIDE_TEXT, ROOM_ABOVE_TEXT = 4, 1  # points between the printed frame and what is typed
RADIO_WITHOUT_OFF = (1 << 14) | (1 << 15)
TYPED = f"/{FONT_NAME} 12 Tf 0.086 0.149 0.169 rg"


def add_form(pdf: Pdf, font: Path) -> None:
    """Every marked link becomes a field; what is typed into it is shown in the font, which is embedded."""
    resources = pdf.make_indirect(Dictionary(Font=Dictionary({f"/{FONT_NAME}": embedded_font(pdf, font)})))
    form = Dictionary(Fields=Array(), DR=resources, DA=String(TYPED), NeedAppearances=False)
    pdf.Root.AcroForm = pdf.make_indirect(form)
    questions: dict[str, Object] = {}
    for page in pdf.pages:
        for link in page.obj.get("/Annots", []):
            if spec := description(link):
                enclose(pdf, link, spec["spoken"])
                become_widget(page, link)
                FIELDS[spec["kind"]](pdf, link, spec, questions)
        page.obj.Tabs = Name.S


def description(link: Object) -> dict | None:
    """What the sheet said about the field, or None where the link is an ordinary one."""
    address = bytes(link.get("/A", Dictionary()).get("/URI", String(""))).decode("utf-8")
    return json.loads(unquote(address.removeprefix(MARK))) if address.startswith(MARK) else None


def enclose(pdf: Pdf, link: Object, spoken: str) -> None:
    """The link's structure element becomes the field's."""
    element = parent_of(pdf.Root.StructTreeRoot.ParentTree, int(link.StructParent))
    element.S = Name.Form
    element.Alt = String(spoken)
    if "/A" in element:
        del element.A


def parent_of(tree: Object, number: int) -> Object:
    """The structure element that a number of the parent tree leads to."""
    for kid in tree.get("/Kids", []):
        low, high = (int(limit) for limit in kid.Limits)
        if low <= number <= high:
            return parent_of(kid, number)
    pairs = list(tree.Nums)
    return next(element for key, element in zip(pairs[::2], pairs[1::2], strict=True) if int(key) == number)


def become_widget(page, link: Object) -> None:
    for key in ("/A", "/Border", "/Contents", "/QuadPoints"):
        if key in link:
            del link[key]
    link.Subtype = Name.Widget
    link.F = PRINTED
    link.P = page.obj


def text(pdf: Pdf, widget: Object, spec: dict, questions: dict) -> None:
    """A field to type in, of one line or several."""
    left, bottom, right, top = widget.Rect
    beside, above = ROOM_BESIDE_TEXT, ROOM_ABOVE_TEXT
    widget.Rect = Array([left + beside, bottom + above, right - beside, top - above])
    widget.update(Dictionary(FT=Name.Tx, T=String(spec["name"]), TU=String(spec["spoken"]), DA=String(TYPED)))
    widget.update(Dictionary(V=String(""), Ff=MULTILINE if spec["lines"] else 0))
    widget.AP = Dictionary(N=empty_text(pdf, widget.Rect))
    pdf.Root.AcroForm.Fields.append(widget)


def ticked(pdf: Pdf, widget: Object, spec: dict, questions: dict) -> None:
    """A box that is ticked or not."""
    widget.update(Dictionary(FT=Name.Btn, T=String(spec["name"]), TU=String(spec["spoken"]), V=Name.Off))
    switch(pdf, widget, "yes", tick)
    pdf.Root.AcroForm.Fields.append(widget)


def choice(pdf: Pdf, widget: Object, spec: dict, questions: dict) -> None:
    """One of the circles of a question; the question itself is the field."""
    if spec["name"] not in questions:
        question = Dictionary(FT=Name.Btn, T=String(spec["name"]), TU=String(spec["question"]), V=Name.Off)
        question.update(Dictionary(Ff=RADIO_WITHOUT_OFF, Kids=Array()))
        questions[spec["name"]] = pdf.make_indirect(question)
        pdf.Root.AcroForm.Fields.append(questions[spec["name"]])
    widget.Parent = questions[spec["name"]]
    widget.TU = String(spec["spoken"])
    switch(pdf, widget, spec["value"], disc)
    widget.Parent.Kids.append(widget)


def switch(pdf: Pdf, widget: Object, value: str, drawing) -> None:
    """The two looks of a box or circle, off at first."""
    widget.AP = Dictionary(N=Dictionary({f"/{value}": drawing(pdf, widget.Rect), "/Off": nothing(pdf, widget.Rect)}))
    widget.AS = Name.Off


FIELDS = {"text": text, "tick": ticked, "choice": choice}
