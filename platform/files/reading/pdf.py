"""PDF: words page by page, the first page as a picture, what the document says of itself."""

from __future__ import annotations

from pathlib import Path

from files.reading.pictures import PREVIEW_WIDTH, save_preview
from files.reading.words import NEW_PAGE, TEXT_LIMIT, Unfit


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


def told_by_pdf(pdf) -> dict:
    """Title, author and the first page's words; a file that cannot say is asked nothing more."""
    try:
        about = pdf.get_metadata_dict()
        head = pdf[0].get_textpage().get_text_bounded()
    except Exception:  # a page that cannot be drawn is found out later, by the worker
        return {}
    return {"title": about.get("Title"), "author": about.get("Author"), "head": head}
