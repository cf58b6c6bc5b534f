"""The font in which a viewer shows what is typed into a field: all of Western European, embedded."""

from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf

FONT_NAME = "Typed"
ENCODING = "cp1252"
NONSYMBOLIC = 32


def character(code: int) -> str | None:
    """What a byte of WinAnsiEncoding stands for."""
    try:
        return bytes([code]).decode(ENCODING)
    except UnicodeDecodeError:
        return None


LETTERS = {code: letter for code in range(32, 256) if code != 127 and (letter := character(code))}


def subset(path: Path) -> TTFont:
    """The font with those letters only and without hints. Its dates are the original's, so its bytes do not change."""
    font = TTFont(path, recalcTimestamp=False)
    cutter = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2, 4, 6]))
    cutter.populate(unicodes=[ord(letter) for letter in LETTERS.values()])
    cutter.subset(font)
    return font


def embedded_font(pdf: Pdf, path: Path) -> Object:
    """The font as a simple TrueType font of the PDF."""
    font = subset(path)
    name = Name("/PATIEN+" + font["name"].getDebugName(6))
    widths = [width(font, LETTERS.get(code)) for code in range(32, 256)]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=Array(widths),
            FontDescriptor=descriptor(pdf, font, name),
        )
    )


def width(font: TTFont, letter: str | None) -> int:
    glyph = font.getBestCmap().get(ord(letter), ".notdef") if letter else ".notdef"
    return in_thousandths(font, font["hmtx"][glyph][0])


def in_thousandths(font: TTFont, units: int) -> int:
    return round(units * 1000 / font["head"].unitsPerEm)


def descriptor(pdf: Pdf, font: TTFont, name: Name) -> Object:
    file = BytesIO()
    font.save(file)
    box = [font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=NONSYMBOLIC,
            FontBBox=Array([in_thousandths(font, edge) for edge in box]),
            ItalicAngle=0,
            Ascent=in_thousandths(font, font["hhea"].ascent),
            Descent=in_thousandths(font, font["hhea"].descent),
            CapHeight=in_thousandths(font, font["OS/2"].sCapHeight),
            StemV=80,
            FontFile2=pdf.make_stream(file.getvalue(), Length1=len(file.getvalue())),
        )
    )
