"""Office files: their words, slides and the card they carry."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.handler import ContentHandler

from files.reading.containers import beginning, open_container, parse
from files.reading.pages import believed, slides
from files.reading.pictures import save_thumbnail
from files.reading.words import NEW_PAGE, TEXT_LIMIT, Unfit

OFFICE_PARTS = {
    "docx": r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml",
    "pptx": r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml",
    "xlsx": r"xl/(sharedStrings|workbook|worksheets/sheet\d+)\.xml",
    "odt": r"(content|styles)\.xml",
    "odp": r"(content|styles)\.xml",
    "ods": r"(content|styles)\.xml",
}
THUMBNAILS = ("docProps/thumbnail.jpeg", "docProps/thumbnail.jpg", "docProps/thumbnail.png", "Thumbnails/thumbnail.png")


def check_office(kind: str, place: str, limits: dict) -> None:
    """An office container has its parts, no programs, and XML that is only XML."""
    box = open_container(place, limits)
    names = set(box.namelist())
    lower = [name.casefold() for name in names]
    if any("vbaproject" in name or "/activex/" in name or name.startswith(("basic/", "scripts/")) for name in lower):
        raise Unfit("macros")
    try:
        if kind.startswith("od"):
            told = box.read("mimetype")[:200].decode("ascii", "replace").strip()
            if told != limits["media_type"]:
                raise Unfit("disguised")
            if b"encryption-data" in beginning(box, "META-INF/manifest.xml"):
                raise Unfit("password")
        else:
            types = beginning(box, "[Content_Types].xml")
            if b"macroEnabled" in types:
                raise Unfit("macros")
            if limits["media_type"].encode() not in types:
                raise Unfit("disguised")
        if limits["main_part"] not in names:
            raise Unfit("disguised")
        for name in sorted(names):
            if name == limits["main_part"] or re.fullmatch(OFFICE_PARTS[kind], name):
                parse(box, name, ContentHandler())
    except KeyError as error:
        raise Unfit("disguised") from error
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise Unfit("broken") from error


class Words(ContentHandler):
    """Collects the words of an office part, with the marks its program left where a page ended."""

    takes = frozenset({"w:t", "a:t", "t"})
    ends = frozenset({"w:p", "a:p", "si", "text:p", "text:h", "table:table-row"})
    gaps = frozenset({"text:tab", "text:s", "text:line-break", "w:tab", "w:br", "table:table-cell"})
    paper = frozenset({"w:lastRenderedPageBreak", "text:soft-page-break"})

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.words: list[str] = []
        self.length = 0
        self.pages = 0
        self.style = ""
        self.breaking: set[str] = set()

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the parser's name
        get = attrs.get  # type: ignore[attr-defined]
        if name in self.takes or name == "office:body":
            self.inside += 1
        if name in self.gaps:
            self.words.append(" ")
        elif name == "draw:page":
            self.pages += 1
            self.words.append(NEW_PAGE if self.pages > 1 else "")
        elif name == "style:style":
            self.style = get("style:name", "")
        elif name == "style:paragraph-properties" and get("fo:break-before") == "page":
            self.breaking.add(self.style)
        if name in self.paper or (name in self.ends and get("text:style-name") in self.breaking and self.length):
            self.words.append(NEW_PAGE)

    def endElement(self, name: str) -> None:  # noqa: N802
        if name in self.takes or name == "office:body":
            self.inside -= 1
        if name in self.ends:
            self.words.append("\n")

    def characters(self, content: str) -> None:
        if self.inside > 0 and self.length < TEXT_LIMIT:
            self.words.append(content)
            self.length += len(content)


def read_office(kind: str, place: str, folder: Path, limits: dict) -> dict:
    """Words of an office file page by page where they are known, their number, and the first page's picture."""
    box = open_container(place, limits)
    parts = [name for name in box.namelist() if re.fullmatch(OFFICE_PARTS[kind], name)]
    parts.sort(key=lambda name: (name != limits["main_part"], [int(n) for n in re.findall(r"\d+", name)], name))
    pages: int | None = None
    if kind == "pptx":
        text, pages = _shown(box, parts, limits["main_part"])
    else:
        words = Words()
        for name in parts:
            parse(box, name, words)
            words.words.append("\n")
        text = "".join(words.words)
        if kind in {"docx", "odt"}:
            text, pages = believed(box, kind, text)
        elif kind == "odp":
            pages = words.pages or None
    for name in THUMBNAILS:
        if name in box.namelist() and box.getinfo(name).file_size < 4 * 1024 * 1024:
            save_thumbnail(box.read(name), folder, limits)
            break
    return {"text": text, "pages": pages}


def _shown(box: zipfile.ZipFile, parts: list[str], main: str) -> tuple[str, int]:
    """(words slide by slide with the speaker's notes, how many slides) of a presentation."""
    order = slides(box, main) or [(name, "") for name in parts if name.startswith("ppt/slides/")]
    texts: list[str] = []
    length = 0
    for pair in order:
        words = Words()
        for name in pair:
            # Notes that lead back to a part of another kind would be read for each slide anew.
            if name in parts and length < TEXT_LIMIT:
                parse(box, name, words)
        texts.append("".join(words.words).replace(NEW_PAGE, " "))
        length += words.length
    return NEW_PAGE.join(texts), len(order)


class Card(ContentHandler):
    """Reads the card of an office file (Dublin Core)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.now = ""

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the parser's name
        self.now = {"dc:title": "title", "dc:creator": "author", "dc:language": "language"}.get(name, "")

    def endElement(self, name: str) -> None:  # noqa: N802
        self.now = ""

    def characters(self, content: str) -> None:
        if self.now and len(self.found.get(self.now, "")) < 300:
            self.found[self.now] = self.found.get(self.now, "") + content


def told_by_office(kind: str, place: str, limits: dict) -> dict:
    """Title, author and language from its card, and how its text begins."""
    box = open_container(place, limits)
    card, head = Card(), Words()
    part = "meta.xml" if kind.startswith("od") else "docProps/core.xml"
    if part in box.namelist() and box.getinfo(part).file_size < 1024 * 1024:
        parse(box, part, card)
    first = limits["main_part"] if kind != "pptx" else "ppt/slides/slide1.xml"
    if first in box.namelist():
        parse(box, first, head)
    return card.found | {"head": "".join(head.words)}
