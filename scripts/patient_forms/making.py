"""From a sheet's words to the finished file: typeset and tagged first, then its marked places become form fields."""

import json
import tomllib
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

import pikepdf
import typst

from scripts.patient_forms.fields import add_form

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "practice" / "content"
FOLDER = CONTENT / "patient_forms"
FONTS = ROOT / "assets" / "fonts"
SHEETS = Path(__file__).parent / "sheets"
PRINTED = ("title", "description", "language", "version", "practice", "words")


def sheets() -> list[dict]:
    """Every form of the library with the words that its sheet prints: practice, note, edition."""
    library = tomllib.loads((CONTENT / "patient_forms.toml").read_text(encoding="utf-8"))
    practice = tomllib.loads((CONTENT / "practice.toml").read_text(encoding="utf-8"))["name"]
    return [sheet | {"practice": practice, "words": library["words"][sheet["language"]]} for sheet in library["forms"]]


def typeset(sheet: dict) -> bytes:
    """The tagged page (PDF/UA-1) with a link wherever a field will be."""
    return typst.compile(
        SHEETS / f"{sheet['slug']}.typ",
        root=SHEETS,
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        sys_inputs={"form": json.dumps({name: sheet[name] for name in PRINTED})},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(sheet["made_on"], time(), tzinfo=UTC),
    )


def made(sheet: dict) -> bytes:
    """The finished file."""
    finished = BytesIO()
    with pikepdf.open(BytesIO(typeset(sheet))) as pdf:
        add_form(pdf, FONTS / "SourceSans3-Regular.ttf")
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()
