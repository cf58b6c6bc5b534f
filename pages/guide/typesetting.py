"""Typesets a document: structured words in, the bytes of a tagged PDF (PDF/UA-1) out.

A document is a dictionary of plain JSON values:

    title, practice, summary   words
    edition                    words for the date, such as "November 22, 2026"
    language                   "en-US", "es"
    phones                     list of {name, number, href}; they stand on the cover and at the foot of every page
    address                    where the guide can be read on line, or ""
    words                      the template's own words in the document's language: contents, edition ("Edition of
                               {date}"), page ("Page {page} of {pages}"), online ("Read it online: {address}"), call
    urgent                     list of blocks for the cover, such as the emergency note; may be empty
    contents                   false leaves out cover and table of contents: a handout of one or two pages
    sections                   list of {heading, level (1 to 3), id (optional, for links "#id"), blocks}

A block is a dictionary with a `kind`; any block may name its `language`, which also sets its direction:

    paragraph, heading         text
    list, numbered             items: a list of blocks for each item
    definitions                items: {term, blocks}
    table                      head, rows: texts in cells; caption (optional)
    figure                     svg, alt (both required), caption (optional text)
    row                        items: a list of blocks for each, side by side, such as figures to compare
    note                       title, blocks, urgency (optional: "emergency", "today", "routine")
    link                       text, href: an invitation on a line of its own

A text is a list of runs {text, strong, emphasis, href, language}; all but `text` optional, a line break is "\\n". An
address begins with https:, http:, mailto:, tel: or is "#id" of a section. blocks.py makes blocks and runs from the
site's rich text, drawings.py makes figures from the site's drawings.
"""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from pages.guide.font_coverage import characters_in
from pages.guide.own_process import typeset_apart
from pages.guide.printable import printable

TEMPLATE = Path(__file__).parent / "guide.typ"
FONTS = settings.BASE_DIR / "assets" / "fonts"


def pdf_of(document: dict, *, made_at: datetime, template: Path = TEMPLATE) -> bytes:
    """The document as a PDF. The same document and moment (which must know its time zone) give the same bytes.

    Raises typst.TypstError where the document lacks something that an accessible PDF must have.
    """
    if made_at.tzinfo is None:
        raise ValueError("The moment has to know its time zone.")
    return typeset_apart(
        {
            "template": str(template),
            "root": str(template.parent),
            "fonts": str(FONTS),
            "document": json.dumps(printable(document, characters_in(FONTS))),
            "made_at": made_at.isoformat(),
        }
    )
