"""What a document is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is a chapter, 2 a part of it, 3 a part of that."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Text; an empty line in it begins another paragraph, a line's end stays."""

    kind: ClassVar[str] = "paragraph"
    text: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Items:
    """A list with bullets."""

    kind: ClassVar[str] = "items"
    items: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and a value, such as the first page of a report."""

    kind: ClassVar[str] = "facts"
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """A table with a heading row; `widths` are shares of the page's width."""

    kind: ClassVar[str] = "table"
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True)
class Bars:
    """Named numbers: a table whose rows are drawn as bars beside it in a PDF; `rows` are (label, number)."""

    kind: ClassVar[str] = "bars"
    headers: Sequence[str]
    rows: Sequence[tuple[str, int]]


Block = Heading | Paragraph | Items | Facts | Table | Bars

_CONTROL = {number: None for number in range(32) if number not in (9, 10)} | {127: None, 0xFFFE: None, 0xFFFF: None}
"""Signs that neither format can carry."""


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").translate(_CONTROL)
        return text.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


@dataclass(frozen=True)
class Document:
    """A document ready for print. `bytes_as("pdf")` or `bytes_as("docx")` gives the file."""

    title: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    subtitle: str = ""
    language: str = "pl"
    cover: str = ""
    """A drawing in SVG for the first page, decoration only."""

    def pdf(self) -> bytes:
        """A tagged PDF that says it is PDF/UA-1."""
        from kit.printing import paper

        return paper.pdf_of(self)

    def docx(self) -> bytes:
        """A DOCX with headings, lists and tables a word processor knows as such."""
        from kit.printing import word

        return word.docx_of(self)

    def bytes_as(self, form: str) -> bytes:
        """The file in this format. Raises ValueError for any but `pdf` and `docx`."""
        if form == "pdf":
            return self.pdf()
        if form == "docx":
            return self.docx()
        raise ValueError(f"A document has no format {form!r}.")


def document(
    title: str, blocks: Iterable[Block], *, subtitle: str = "", language: str = "pl", cover: str = ""
) -> Document:
    """A document of `blocks`; empty lists and tables are left out. PDF/UA wants a title, so a blank one is a dash."""
    rows = [{"kind": block.kind, **_plain(asdict(block))} for block in blocks if not _is_empty(block)]
    return Document(_plain(str(title)).strip() or "–", rows, _plain(str(subtitle)), language, cover)


def _is_empty(block: Block) -> bool:
    if isinstance(block, Items):
        return not block.items
    if isinstance(block, Facts | Table | Bars):
        return not block.rows
    return not block.text.strip()
