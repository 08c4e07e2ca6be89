"""Real and hostile files, made here so that no binary lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

WORDS = "Zażółć gęślą jaźń ułamki"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def box(parts: dict[str, Any], *, stored: tuple[str, ...] = ()) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if info.filename in stored else zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return made.getvalue()


def pdf(text: str = WORDS, pages: int = 2) -> bytes:
    import typst

    body = f'#set page(paper: "a5")\n{text}\n' + "\n#pagebreak()\ndalej\n" * (pages - 1)
    return typst.compile(body.encode())


def docx(text: str = WORDS) -> bytes:
    import docx as maker

    document = maker.Document()
    document.add_heading("Scenariusz", 1)
    document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "komórka"
    document.sections[0].header.paragraphs[0].text = "nagłówek strony"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pptx(text: str = WORDS) -> bytes:
    from pptx import Presentation

    show = Presentation()
    for number in range(3):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"Slajd {number + 1}"
        slide.placeholders[1].text = text
    slide.notes_slide.notes_text_frame.text = "notatka prowadzącego"
    made = io.BytesIO()
    show.save(made)
    return made.getvalue()


def xlsx(text: str = WORDS) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = text
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODF = "application/vnd.oasis.opendocument."


def odf(kind: str = "text", text: str = WORDS, **more: Any) -> bytes:
    body = {
        "text": f"<text:p>{text}</text:p>",
        "presentation": f'<draw:page xmlns:draw="{OFFICE}drawing:1.0"><text:p>{text}</text:p></draw:page>' * 2,
        "spreadsheet": f"<text:p>{text}</text:p>",
    }[kind]
    content = (
        '<?xml version="1.0"?><office:document-content '
        f'xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0">'
        f"<office:body>{body}</office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": ODF + kind, "content.xml": content, "META-INF/manifest.xml": manifest} | more
    return box(parts, stored=("mimetype",))


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), *, gps: bool = False, **options: Any) -> bytes:
    from PIL import Image

    image = Image.new("RGB", size, (12, 120, 122))
    made = io.BytesIO()
    if gps:
        exif = Image.Exif()
        exif[0x010E] = "Jan Kowalski, ul. Lipowa 3"
        place = exif.get_ifd(0x8825)
        place.update({1: "N", 2: (52.0, 13.0, 47.0), 3: "E", 4: (21.0, 0.0, 30.0)})
        options["exif"] = exif
    image.save(made, kind, **options)
    return made.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes that claim 3.6 gigapixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>tekst</w:t></w:r></w:p></w:body></w:document>"
)


def small_docx(**more: Any) -> dict[str, Any]:
    """The parts of a tiny document, to be spoiled."""
    return {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": DOCUMENT} | more


def link_entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def svg_bytes() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
