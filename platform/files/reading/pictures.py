"""Pictures: written anew so that only pixels stay, and made smaller."""

from __future__ import annotations

from pathlib import Path

from files.reading.words import Unfit

PREVIEW_WIDTH = 900
WIDTHS = (480, 960, 1600)
PILLOW = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


def open_picture(kind: str, place: str, limits: dict):
    """The decoded picture, turned the right way up; its size is looked at before decoding (FU-06)."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(place, formats=(PILLOW[kind],))
        if image.width * image.height > limits["pixels"]:
            raise Unfit("pixels")
        image.load()
        return ImageOps.exif_transpose(image)
    except Unfit:
        raise
    except Exception as error:
        raise Unfit("broken") from error


def check_picture(kind: str, place: str, folder: Path, limits: dict) -> None:
    """Write the picture anew: only its pixels stay."""
    image = open_picture(kind, place, limits)
    options: dict = {"optimize": True}
    if kind == "jpeg":
        image = image.convert("RGB")
        options |= {"quality": 88, "progressive": True}
    elif kind == "webp":
        image = image.convert("RGBA" if "A" in image.getbands() else "RGB")
        options = {"quality": 88}
    elif image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        image = image.convert("RGB")
    bare = image.copy()
    bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    bare.save(folder / "anew", PILLOW[kind], **options)


def save_preview(image, folder: Path) -> None:
    """A picture at most 900 by 1,600 as WebP."""
    image = image.convert("RGB") if image.mode not in {"RGB", "RGBA"} else image.copy()
    image.info = {}
    image.thumbnail((PREVIEW_WIDTH, 1600))
    image.save(folder / "preview.webp", "WEBP", quality=80)


def save_thumbnail(picture: bytes, folder: Path, limits: dict) -> None:
    """Keep the picture of the first page a file carries, when there is something on it."""
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > limits["pixels"] or min(image.size) < 120:
                return
            shades = image.convert("L").tobytes()
            # Many programs put an empty sheet there; a card says more than a blank page.
            if max(shades) - min(shades) > 16:
                save_preview(image, folder)
    except Exception:  # a broken thumbnail is no reason to fail: the page shows a card instead
        return


def save_renditions(image, folder: Path) -> list[list[int]]:
    """The picture at the fixed widths smaller than its own, as WebP; gives [width, height] of each made."""
    image = image if image.mode in {"RGB", "RGBA"} else image.convert("RGBA" if "A" in image.getbands() else "RGB")
    made = []
    for width in WIDTHS:
        if width >= image.width:
            break
        smaller = image.resize((width, max(1, round(image.height * width / image.width))))
        smaller.info = {}
        smaller.save(folder / f"{width}.webp", "WEBP", quality=80)
        made.append([smaller.width, smaller.height])
    return made
