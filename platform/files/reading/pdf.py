"""PDF: words page by page, the first page as a picture, all pages as pictures, what the document says of itself."""

from __future__ import annotations

from pathlib import Path

from files.reading.pictures import PREVIEW_WIDTH, save_preview
from files.reading.words import NEW_PAGE, TEXT_LIMIT, Unfit

PAGE_SIDE = 1600
"""Pixels of the longer side of a drawn page: sharp on a projector, some 60 kB."""


def open_pdf(place: str):
    """The document; Unfit when it is broken, empty or locked."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(place)
    except pypdfium2.PdfiumError as error:
        raise Unfit("password" if "password" in str(error).lower() else "broken") from error
    if len(pdf) < 1:
        raise Unfit("broken")
    return pdf


def read_pdf(place: str, folder: Path, limits: dict) -> dict:
    """Words, pages and the first page as a picture."""
    pdf = open_pdf(place)
    words: list[str] = []
    length = 0
    for number in range(len(pdf)):
        page = pdf[number]
        if number == 0:
            width, height = page.get_size()
            scale = min(PREVIEW_WIDTH / max(width, 1), 1600 / max(height, 1), 4)
            save_preview(page.render(scale=scale).to_pil(), folder)
        said = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace(NEW_PAGE, "\n")
        words.append(said)
        length += len(said)
        if length > TEXT_LIMIT:
            break
    return {"text": NEW_PAGE.join(words), "pages": len(pdf)}


def draw_pdf(place: str, folder: Path, limits: dict) -> dict:
    """Pages from `first` on, `count` of them, as WebP with the longer side of PAGE_SIDE; {pages, drawn: [[w, h]]}.

    Of a document of more than `most` pages nothing is drawn.
    """
    pdf = open_pdf(place)
    drawn = []
    last = min(len(pdf), limits["first"] - 1 + limits["count"]) if len(pdf) <= limits["most"] else 0
    for number in range(limits["first"], last + 1):
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = PAGE_SIDE / max(width, height, 1)
        image = page.render(scale=scale).to_pil().convert("RGB")
        image.save(folder / f"page-{number}.webp", "WEBP", quality=82)
        drawn.append([image.width, image.height])
        page.close()
    return {"pages": len(pdf), "drawn": drawn}


def told_by_pdf(pdf) -> dict:
    """Title, author and the first page's words; a file that cannot say is asked nothing more."""
    try:
        about = pdf.get_metadata_dict()
        head = pdf[0].get_textpage().get_text_bounded()
    except Exception:  # a page that cannot be drawn is found out later, by the worker
        return {}
    return {"title": about.get("Title"), "author": about.get("Author"), "head": head}
