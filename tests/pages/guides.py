"""A guide for the tests of its typesetting, with every kind of block."""

from datetime import UTC, datetime

from pages.guide.blocks import blocks_of, runs_of

MADE_AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><rect width="400" height="160" fill="#f6f1e6"/>
<circle cx="200" cy="80" r="60" fill="#9cc3c4"/><text x="200" y="86" text-anchor="middle" font-size="18"
font-family="Source Sans 3">canal</text></svg>"""
WORDS = {
    "contents": "In this guide",
    "edition": "Edition of {date}",
    "page": "Page {page} of {pages}",
    "online": "You can also read this guide at {address}.",
    "call": "Call us",
}
PHONES = [
    {"name": "Maryland", "number": "(410) 555-0142", "href": "tel:+14105550142"},
    {"name": "Pennsylvania", "number": "(717) 555-0142", "href": "tel:+17175550142"},
    {"name": "Virginia", "number": "(703) 555-0142", "href": "tel:+17035550142"},
]
EMERGENCY = {
    "kind": "note",
    "urgency": "emergency",
    "title": "Call 911 or go to an emergency room now if:",
    "blocks": blocks_of(
        "<ul><li>you lose control of your bladder or bowels</li><li>your legs grow weak suddenly</li></ul>"
    ),
}


def paragraph(words: str) -> dict:
    return {"kind": "paragraph", "text": runs_of(words)}


def figure(**changes) -> dict:
    return {"kind": "figure", "svg": DRAWING, "alt": "A round canal, drawn from the front."} | changes


def section(heading: str, *blocks: dict, **changes) -> dict:
    return {"heading": heading, "level": 1, "blocks": list(blocks)} | changes


def treatment() -> dict:
    rich = blocks_of(
        "<p>A <strong>short</strong> procedure, <em>without</em> stitches. Read "
        '<a href="https://example.org/page">this page</a> or go to <a href="#offices">our offices</a>.</p>'
        "<h3>Before you come</h3><ol><li><p>Eat a light meal.</p></li><li><p>Ask about:</p><ul><li>blood thinners</li>"
        "<li>diabetes medicine</li></ul></li></ol>"
    )
    facts = {
        "kind": "definitions",
        "items": [
            {"term": runs_of("Time taken"), "blocks": [paragraph("About one hour")]},
            {"term": runs_of("Back to normal"), "blocks": [paragraph("Often within a few days")]},
        ],
    }
    return section("Lumbar decompression", facts, *rich, figure(caption=runs_of("The canal before.")), level=2)


def offices() -> dict:
    rows = [["Frederick", "8 am to 5 pm"], ["Hagerstown", "8 am to noon"]]
    hours = {
        "kind": "table",
        "caption": runs_of("Hours of our offices"),
        "head": [runs_of("Office"), runs_of("Monday")],
        "rows": [[runs_of(cell) for cell in row] for row in rows],
    }
    return section("Our offices", hours, id="offices")


def guide(**changes) -> dict:
    """A whole guide; changes replace its parts."""
    return {
        "title": "Your guide to our practice",
        "practice": "Pain and Spine Specialists",
        "summary": "Who we are, what may cause your pain, and what can be done about it.",
        "edition": "November 22, 2026",
        "language": "en-US",
        "phones": PHONES,
        "address": "https://example.org/guide/",
        "words": WORDS,
        "urgent": [EMERGENCY],
        "sections": [
            section(
                "Welcome",
                paragraph("We listen first. " * 30),
                {"kind": "link", "text": "Request an appointment", "href": "https://example.org/"},
            ),
            section("Treatments", paragraph("What we do.")),
            treatment(),
            offices(),
        ],
    } | changes
