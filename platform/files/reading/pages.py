"""Where the pages of an office file end: marks its program left, believed only when they agree with its own count."""

from __future__ import annotations

import posixpath
import zipfile
from xml.sax.handler import ContentHandler

from files.reading.containers import parse
from files.reading.words import NEW_PAGE

CARDS = {"docx": ("docProps/app.xml", "Pages"), "odt": ("meta.xml", "meta:document-statistic")}
MOST_RELATIONS = 20_000


class Relations(ContentHandler):
    """Reads which parts a part leads to, by name and by kind."""

    def __init__(self) -> None:
        super().__init__()
        self.by_name: dict[str, str] = {}
        self.notes = ""

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the parser's name
        if name != "Relationship" or len(self.by_name) > MOST_RELATIONS:
            return
        target = str(attrs.get("Target", ""))  # type: ignore[attr-defined]
        self.by_name[str(attrs.get("Id", ""))] = target  # type: ignore[attr-defined]
        if str(attrs.get("Type", "")).endswith("/notesSlide"):  # type: ignore[attr-defined]
            self.notes = target


class Order(ContentHandler):
    """Reads in which order a presentation shows its slides."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the parser's name
        if name == "p:sldId":
            self.names.append(str(attrs.get("r:id", "")))  # type: ignore[attr-defined]


class Count(ContentHandler):
    """Reads how many pages the program that wrote a file counted."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.inside, self.told = wanted, False, ""

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - the parser's name
        self.inside = name == self.wanted
        if self.inside:
            self.told += str(attrs.get("meta:page-count", ""))  # type: ignore[attr-defined]

    def endElement(self, name: str) -> None:  # noqa: N802
        self.inside = False

    def characters(self, content: str) -> None:
        if self.inside and len(self.told) < 8:
            self.told += content

    @property
    def pages(self) -> int:
        """The number; 0 when there is none."""
        told = self.told.strip()
        return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0


def relations(box: zipfile.ZipFile, part: str, names: set[str]) -> Relations:
    """What `part` leads to; nothing when it says nothing."""
    found = Relations()
    folder, _slash, name = part.rpartition("/")
    told = f"{folder}/_rels/{name}.rels"
    if told in names:
        parse(box, told, found)
    return found


def _there(part: str, target: str) -> str:
    """The name of the part a relation of `part` leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def slides(box: zipfile.ZipFile, main: str) -> list[tuple[str, str]]:
    """(slide, its notes or "") in the order in which they are shown; [] when the file does not say."""
    names = set(box.namelist())
    order, leads = Order(), relations(box, main, names)
    parse(box, main, order)
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for name in order.names:
        slide = _there(main, leads.by_name.get(name, ""))
        if slide not in names or slide in seen:
            return []
        seen.add(slide)
        notes = relations(box, slide, names).notes
        there = _there(slide, notes) if notes else ""
        found.append((slide, there if there in names else ""))
    return found


def believed(box: zipfile.ZipFile, kind: str, text: str) -> tuple[str, int | None]:
    """(the text, its pages): the marks stay when the program counted as many pages, and go when it did not."""
    part, wanted = CARDS[kind]
    told = 0
    if part in box.namelist() and box.getinfo(part).file_size < 1024 * 1024:
        count = Count(wanted)
        parse(box, part, count)
        told = count.pages
    if told and told == text.count(NEW_PAGE) + 1:
        return text, told
    return text.replace(NEW_PAGE, "\n"), None
