"""DOCX with the styles of a word processor, so that its headings, lists and tables are known as such."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from kit.printing.blocks import Document

INK = RGBColor(0x07, 0x42, 0x44)


def docx_of(document: Document) -> bytes:
    """The DOCX of the document."""
    made = docx.Document()
    _dress(made, document)
    made.add_heading(document.title, level=0)
    if document.subtitle:
        made.add_paragraph(document.subtitle, style="Subtitle")
    for block in document.blocks:
        WRITERS[block["kind"]](made, block)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _dress(made: Any, document: Document) -> None:
    made.core_properties.title = document.title
    made.core_properties.language = document.language
    made.core_properties.author = ""
    made.core_properties.comments = ""
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Lato", Pt(10.5)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = made.styles[name]
        style.font.name, style.font.color.rgb = "Lato", INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), {"pl": "pl-PL", "en": "en-GB"}.get(document.language, document.language))
    normal.element.get_or_add_rPr().append(language)


def _lines(paragraph: Any, text: str, *, bold: bool = False) -> None:
    for at, line in enumerate(text.split("\n")):
        run = paragraph.add_run(line)
        run.bold = bold or None
        if at < text.count("\n"):
            run.add_break()


def _heading(made: Any, block: dict[str, Any]) -> None:
    made.add_heading(block["text"], level=block["level"])


def _paragraph(made: Any, block: dict[str, Any]) -> None:
    for part in re.split(r"\n[ \t]*\n", block["text"].strip("\n")):
        paragraph = made.add_paragraph()
        _lines(paragraph, part)
        if block["is_quiet"]:
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor(0x5D, 0x55, 0x48)


def _items(made: Any, block: dict[str, Any]) -> None:
    for item in block["items"]:
        _lines(made.add_paragraph(style="List Bullet"), item)


def _facts(made: Any, block: dict[str, Any]) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in block["rows"]:
        cells = table.add_row().cells
        _lines(cells[0].paragraphs[0], label, bold=True)
        _lines(cells[1].paragraphs[0], value)


def _table(made: Any, block: dict[str, Any]) -> None:
    table = made.add_table(rows=1, cols=len(block["headers"]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    head = table.rows[0]
    for cell, word in zip(head.cells, block["headers"], strict=True):
        _lines(cell.paragraphs[0], word, bold=True)
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeats)
    for row in block["rows"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _lines(cell.paragraphs[0], text)


def _bars(made: Any, block: dict[str, Any]) -> None:
    _table(made, {"headers": block["headers"], "rows": [(label, str(value)) for label, value in block["rows"]]})


WRITERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "items": _items,
    "facts": _facts,
    "table": _table,
    "bars": _bars,
}
