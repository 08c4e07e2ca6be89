"""Photos of people: taken apart and made anew, so that nothing but the picture is kept (FU, PD)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000
SIDE = 512
FORMATS = ("JPEG", "PNG", "WEBP")


def prepared(given: Any) -> ContentFile:
    """A square WebP of at most 512 pixels made from an uploaded picture, without its metadata.

    Raises ValidationError, in words, for a file that is too large, is no picture, or has over 25 megapixels.
    """
    if given.size > MAX_BYTES:
        raise ValidationError(_("The photo is too large. It may have up to 10 MB."))
    try:
        picture = Image.open(given, formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise ValidationError(_("The photo has too many pixels. Make it smaller, up to 25 megapixels."))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file cannot be read as a photo. Choose a JPG, PNG or WebP file.")) from error
    square = ImageOps.fit(upright.convert("RGB"), (SIDE, SIDE))
    clean = Image.new("RGB", square.size)
    clean.paste(square)
    out = BytesIO()
    clean.save(out, "WEBP", quality=82, method=4)
    return ContentFile(out.getvalue(), name="photo.webp")
