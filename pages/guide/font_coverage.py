"""Which characters a folder of fonts can show, read from the fonts' own tables."""

import struct
from functools import cache
from pathlib import Path

SEGMENTS, GROUPS = 4, 12  # the two layouts of a character map that fonts for Unicode use


@cache
def characters_in(folder: Path) -> frozenset[int]:
    """Code points that at least one TrueType or OpenType file of the folder has a glyph for."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".ttf", ".otf"})
    return frozenset().union(*(characters_of(path.read_bytes()) for path in files))


def characters_of(font: bytes) -> set[int]:
    """Code points that one font file has a glyph for."""
    start = map_offset(font)
    (count,) = struct.unpack_from(">H", font, start + 2)
    found = set()
    for record in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + record * 8)
        (layout,) = struct.unpack_from(">H", font, start + offset)
        if layout in READERS:
            found |= READERS[layout](font, start + offset)
    return found


def map_offset(font: bytes) -> int:
    """Where the character map begins."""
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + record * 16)
        if tag == b"cmap":
            return offset
    raise ValueError("This font has no character map.")


def segments(font: bytes, start: int) -> set[int]:
    """Layout 4: ranges of the first 65,536 code points, each with a step or a list of glyphs."""
    (twice,) = struct.unpack_from(">H", font, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + twice)
    steps = struct.unpack_from(f">{count}H", font, start + 16 + 2 * twice)
    lists = start + 16 + 3 * twice
    found = set()
    for number, (first, last, step) in enumerate(zip(starts, ends, steps, strict=True)):
        (jump,) = struct.unpack_from(">H", font, lists + 2 * number)
        for code in range(first, min(last, 0xFFFE) + 1):
            place = lists + 2 * number + jump + 2 * (code - first)
            glyph = struct.unpack_from(">H", font, place)[0] if jump else (code + step) % 0x10000
            if glyph:
                found.add(code)
    return found


def groups(font: bytes, start: int) -> set[int]:
    """Layout 12: ranges of all code points, each with its first glyph."""
    (count,) = struct.unpack_from(">I", font, start + 12)
    found = set()
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", font, start + 16 + number * 12)
        found.update(range(first if glyph else first + 1, last + 1))
    return found


READERS = {SEGMENTS: segments, GROUPS: groups}
