"""Uploaded pictures: checked before they are opened, re-encoded without hidden data, kept under a random name."""

import io
import secrets

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from publishing.disk_room import refuse_without_room

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
WIDEST = 1600  # pixels; twice the widest column, for sharp screens
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def picture_path(instance, filename: str) -> str:
    """A name that says nothing about what was uploaded: pictures/<app>/<16 random bytes>.webp."""
    return f"pictures/{instance._meta.app_label}/{secrets.token_hex(16)}.webp"


def reencoded(upload: UploadedFile) -> SimpleUploadedFile:
    """The same picture as WebP, upright, without metadata, at most WIDEST pixels wide and high.

    Raises ValidationError with a sentence for staff when the file is too large, not a picture of an accepted kind,
    has too many pixels, or is damaged, and when the disk is full. The pixel count is read from the header before any
    pixel is decoded.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("This picture is larger than 5 MB. Save it smaller and choose it again."))
    refuse_without_room(MAX_BYTES)  # for all its sizes
    try:
        upload.seek(0)
        with Image.open(upload, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ValidationError(_("This picture has more than 25 megapixels. Save it smaller and try again."))
            turn = UPRIGHT.get(opened.getexif().get(ORIENTATION_TAG))
            opened.draft("RGB", (WIDEST, WIDEST))
            upright = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
            upright.thumbnail((WIDEST, WIDEST))
            if turn is not None:
                upright = upright.transpose(turn)
            upright.info = {}
            encoded = io.BytesIO()
            upright.save(encoded, format="WEBP", quality=90, exif=b"", icc_profile=b"")
    except ValidationError:
        raise
    except Exception:  # Pillow's readers raise whatever a damaged file makes them raise
        raise ValidationError(
            _("Choose a JPEG, PNG or WebP picture. This file is of another kind, or damaged.")
        ) from None
    return SimpleUploadedFile("picture.webp", encoded.getvalue(), content_type="image/webp")
