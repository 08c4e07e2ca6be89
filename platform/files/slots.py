"""The one table of files people may give us (FU-01); docs/files.md is printed from it and a test compares.

A slot is a place that takes files. A type is let in when its extension, its leading bytes and its parser agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class FileType:
    """One type: its extensions, what we call it when it is sent out, and how it begins."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    label: str | Promise
    family: str
    starts: tuple[bytes, ...] = ()
    main_part: str = ""
    """The part an office container must have."""


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

TYPES: dict[str, FileType] = {
    kind.name: kind
    for kind in (
        FileType("pdf", (".pdf",), "application/pdf", _("PDF document"), "document", (b"%PDF-",)),
        FileType(
            "docx",
            (".docx",),
            _OOXML + "wordprocessingml.document",
            _("Word document"),
            "document",
            (ZIP,),
            "word/document.xml",
        ),
        FileType("odt", (".odt",), _ODF + "text", _("text document"), "document", (ZIP,), "content.xml"),
        FileType(
            "pptx",
            (".pptx",),
            _OOXML + "presentationml.presentation",
            _("PowerPoint presentation"),
            "slides",
            (ZIP,),
            "ppt/presentation.xml",
        ),
        FileType("odp", (".odp",), _ODF + "presentation", _("presentation"), "slides", (ZIP,), "content.xml"),
        FileType(
            "xlsx", (".xlsx",), _OOXML + "spreadsheetml.sheet", _("Excel sheet"), "sheet", (ZIP,), "xl/workbook.xml"
        ),
        FileType("ods", (".ods",), _ODF + "spreadsheet", _("spreadsheet"), "sheet", (ZIP,), "content.xml"),
        FileType("txt", (".txt",), "text/plain; charset=utf-8", _("plain text"), "text"),
        FileType("html", (".html", ".htm"), "text/html; charset=utf-8", _("web page"), "text"),
        FileType("png", (".png",), "image/png", _("PNG picture"), "picture", (b"\x89PNG\r\n\x1a\n",)),
        FileType("jpeg", (".jpg", ".jpeg"), "image/jpeg", _("JPEG picture"), "picture", (b"\xff\xd8\xff",)),
        FileType("webp", (".webp",), "image/webp", _("WebP picture"), "picture", (b"RIFF",)),
    )
}


@dataclass(frozen=True)
class Slot:
    """A place that takes files: which types, and how large (None: the limit of the settings)."""

    name: str
    label: str | Promise
    types: tuple[str, ...]
    limit_mb: int | None = None

    @property
    def limit(self) -> int:
        """The largest file in bytes."""
        return min(self.limit_mb or settings.UPLOAD_LIMIT_MB, settings.UPLOAD_LIMIT_MB) * 1024 * 1024

    @property
    def extensions(self) -> list[str]:
        """All extensions, in the table's order."""
        return [extension for name in self.types for extension in TYPES[name].extensions]

    @property
    def spoken(self) -> str:
        """The allowed types as people write them: PDF, DOCX, …"""
        return ", ".join(extension[1:].upper() for extension in self.extensions)


ICONS = {
    "document": "file-text",
    "slides": "presentation",
    "sheet": "file-spreadsheet",
    "text": "file-type",
    "picture": "file-image",
}
"""The drawing of each family."""
PICTURES = ("png", "jpeg", "webp")
DOCUMENT = Slot("document", _("file of the library or of a meeting"), tuple(TYPES))
SLIDES = Slot("slides", _("slides in a meeting's room"), ("pdf",))
PICTURE = Slot("picture", _("picture in a text"), PICTURES, limit_mb=15)
SLOTS = {slot.name: slot for slot in (DOCUMENT, PICTURE, SLIDES)}

MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO, MAX_PIXELS = 10_000, 200 * 1024 * 1024, 100, 25_000_000
"""Limits of containers and pictures (FU-06, FU-07); the reading child is told them when it starts."""


def type_of(media_type: str) -> FileType | None:
    """The type under the media type we stored."""
    return next((kind for kind in TYPES.values() if kind.media_type == media_type), None)


def as_table() -> str:
    """The table as Markdown, for docs/files.md."""
    lines = ["| slot | types | largest file |", "|---|---|---|"]
    for slot in SLOTS.values():
        size = f"{slot.limit_mb} MB" if slot.limit_mb else "SPLOT_UPLOAD_LIMIT_MB"
        lines.append(f"| {slot.name} | {', '.join(slot.extensions)} | {size} |")
    return "\n".join(lines)
