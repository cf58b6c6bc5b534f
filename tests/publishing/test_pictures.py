"""Uploads: what is not a picture, too large or dangerous is refused in words; the rest loses its hidden data."""

import io
import re
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from publishing.pictures import picture_path, reencoded
from tests.factories import make_condition
from treatments.models import Condition

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n(%pipe%id) (r) file\nshowpage\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def upload(content, name="picture.png", kind="image/png"):
    return SimpleUploadedFile(name, content, content_type=kind)


def picture(format="PNG", size=(60, 40), mode="RGB", color="red", **options):
    file = io.BytesIO()
    Image.new(mode, size, color).save(file, format, **options)
    return file.getvalue()


def opened(file):
    file.seek(0)
    return Image.open(io.BytesIO(file.read()))


def png_saying(width, height):
    """A PNG of a few hundred bytes whose header promises this many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def refusal(content, name="picture.png"):
    with pytest.raises(ValidationError) as refused:
        reencoded(upload(content, name))
    return refused.value.message


OTHER_KINDS = {
    "EPS": EPS,
    "EPS named JPEG": EPS,
    "SVG": SVG,
    "GIF": picture("GIF", mode="P", color=0),
    "BMP": picture("BMP"),
    "TIFF": picture("TIFF"),
    "ICO": picture("ICO"),
    "PDF": picture("PDF"),
    "HTML": b"<html><script>alert(1)</script></html>",
    "HTML behind a PNG's first bytes": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "nothing": b"",
    "NUL bytes": b"\0" * 1000,
}


@pytest.mark.parametrize("content", OTHER_KINDS.values(), ids=OTHER_KINDS.keys())
@pytest.mark.parametrize("name", ["picture.png", "picture.jpg", "picture.svg", "x.eps", "../../x.png"])
def test_another_kind_of_file_is_refused(content, name):
    assert "Choose a JPEG, PNG or WebP picture" in refusal(content, name)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_refused(format):
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    file = io.BytesIO()
    noise.save(file, format)

    assert "damaged" in refusal(file.getvalue()[: len(file.getvalue()) // 2])


@pytest.mark.parametrize(("width", "height"), [(26_000_000, 1), (5000, 5001), (13_000, 13_000), (65_535, 65_535)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_tiny_file_with_too_many_pixels_is_refused_unread(width, height, monkeypatch):
    bomb = png_saying(width, height)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("the pixels were decoded"))

    assert len(bomb) < 500
    assert re.search("25 megapixels|Choose a JPEG", refusal(bomb))


def test_a_file_over_five_megabytes_is_refused():
    assert "larger than 5 MB" in refusal(picture() + b"\0" * (5 * 1024 * 1024))


def test_a_file_of_exactly_five_megabytes_is_accepted():
    small = picture()

    assert opened(reencoded(upload(small + b"\0" * (5 * 1024 * 1024 - len(small))))).format == "WEBP"


def test_a_large_picture_is_made_as_large_as_the_widest_column_needs():
    assert opened(reencoded(upload(picture("PNG", size=(20_000, 200))))).size == (1600, 16)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_an_accepted_picture_becomes_webp(format):
    made = reencoded(upload(picture(format)))

    assert made.content_type == "image/webp"
    assert opened(made).format == "WEBP"
    assert opened(made).size == (60, 40)


def test_the_place_and_every_other_hidden_note_is_removed():
    exif = Image.Exif()
    exif[0x010F] = "SecretCameraMaker"
    exif[0x9286] = "SecretComment"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 24.0, 51.0), 3: "W", 4: (77.0, 24.0, 38.0)})
    original = picture("JPEG", exif=exif.tobytes(), comment=b"SecretNote", icc_profile=b"SecretProfile" * 20)
    assert b"SecretCameraMaker" in original

    content = reencoded(upload(original)).read()

    assert b"Secret" not in content
    assert b"Exif" not in content
    assert not any(chunk in content for chunk in (b"EXIF", b"XMP ", b"ICCP"))
    assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_notes_inside_a_png_are_removed():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "SecretName")
    notes.add_itxt("XML:com.adobe.xmp", "<x>SecretXmp</x>")

    content = reencoded(upload(picture("PNG", pnginfo=notes))).read()

    assert b"Secret" not in content


@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))])
def test_a_picture_stands_upright(orientation, size):
    exif = Image.Exif()
    exif[0x0112] = orientation

    made = opened(reencoded(upload(picture("JPEG", exif=exif.tobytes()))))

    assert made.size == size
    assert made.getexif().get(0x0112) is None


def test_a_rotated_picture_shows_the_same_corner():
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif.tobytes(), quality=95)

    made = opened(reencoded(upload(file.getvalue()))).convert("RGB")

    red, _green, blue = made.getpixel(
        (35, 5)
    )  # the left top corner of the sensor is the right top corner of the picture
    assert red > 200 > 60 > blue


def test_a_transparent_picture_stays_transparent():
    for content in (picture(mode="RGBA", color=(255, 0, 0, 0)), picture(mode="LA", color=(9, 0))):
        made = opened(reencoded(upload(content)))

        assert made.mode == "RGBA"
        assert made.getpixel((5, 5))[3] == 0


def test_a_palette_with_a_transparent_colour_stays_transparent():
    made = opened(reencoded(upload(picture(mode="P", color=0, transparency=0))))

    assert made.getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("format", "mode", "color"),
    [("JPEG", "CMYK", (0, 0, 0, 0)), ("JPEG", "L", 9), ("PNG", "1", 1), ("PNG", "I;16", 300), ("PNG", "P", 3)],
)
def test_unusual_colours_are_accepted(format, mode, color):
    assert opened(reencoded(upload(picture(format, mode=mode, color=color)))).mode == "RGB"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_photograph_with_damaged_notes_is_a_picture_or_a_sentence():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    width_in_letters = struct.pack(">HH", 0x0100, 2)
    notes = exif.tobytes().replace(struct.pack(">HH", 0x010F, 2), width_in_letters)

    try:
        made = reencoded(upload(picture("JPEG", exif=notes)))
    except ValidationError:
        return

    assert opened(made).size == (40, 60)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow tells about damaged notes
@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_damaged_picture_is_a_picture_or_a_sentence(data):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    format = data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))
    content = bytearray(picture(format, exif=exif.tobytes()))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))

    try:
        made = reencoded(upload(bytes(content)))
    except ValidationError:
        return

    assert opened(made).format == "WEBP"


def test_the_stored_name_says_nothing_and_is_never_the_same():
    names = {picture_path(Condition(), "Jane Doe MRI.jpg") for _ in range(20)}

    assert len(names) == 20
    assert all(re.fullmatch(r"pictures/treatments/[0-9a-f]{32}\.webp", name) for name in names)


# --- Words for the picture --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "accepted"),
    [({}, False), ({"picture_alt": "A spine."}, True), ({"picture_is_decorative": True}, True)],
    ids=["neither", "words", "decoration"],
)
@pytest.mark.django_db
def test_a_picture_needs_words_or_a_mark_as_decoration(words, accepted):
    condition = make_condition()
    condition.picture = upload(picture("WEBP"))
    for name, value in words.items():
        setattr(condition, name, value)

    if accepted:
        condition.full_clean()
    else:
        with pytest.raises(ValidationError) as refused:
            condition.full_clean()
        assert "Say in one sentence" in refused.value.message_dict["picture_alt"][0]


@pytest.mark.django_db
@pytest.mark.database
def test_pictures_without_words_are_found():
    without = make_condition()
    stored = {"picture": "pictures/x.webp", "picture_width": 10, "picture_height": 10}
    Condition.objects.filter(pk=without.pk).update(**stored)
    for words in ({"picture_alt": "A spine."}, {"picture_is_decorative": True}):
        Condition.objects.filter(pk=make_condition().pk).update(**stored, **words)
    make_condition()

    assert list(Condition.objects.without_words()) == [without]
