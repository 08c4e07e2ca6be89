"""Lists of addresses as people have them: pasted lines, or a file saved from a spreadsheet. Text in, lines out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

HEADINGS = ("e-mail", "email", "mail", "adres", "adres e-mail", "adres email")
DELIMITERS = ";,\t"


@dataclass(frozen=True)
class Line:
    """One line of a list: its number as a person counts, what stood there, and the address found in it."""

    number: int
    words: str
    address: str


def text_of(content: bytes) -> str:
    """The text of a file: UTF-8, or what Polish spreadsheets write when they do not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace")


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, without a heading. `address` is empty where no word looks like one."""
    text = text.replace("\x00", " ").replace("\r\n", "\n").replace("\r", "\n")
    found = []
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if not words.strip(DELIMITERS + '" '):
            continue
        cells = _cells(words)
        if not found and not any("@" in cell for cell in cells) and any(cell.lower() in HEADINGS for cell in cells):
            continue
        found.append(Line(number=number, words=words[:200], address=_address(cells)))
    return found


def _cells(words: str) -> list[str]:
    delimiter = max(DELIMITERS, key=words.count)
    try:
        row = next(csv.reader(io.StringIO(words), delimiter=delimiter), [])
    except csv.Error:
        row = words.split(delimiter)
    return [cell.strip() for cell in row if cell.strip()]


def _address(cells: list[str]) -> str:
    """The word with an @ in it: alone, or as in `Anna Lis <anna@example.org>`."""
    for cell in cells:
        for word in cell.replace("<", " ").replace(">", " ").replace("mailto:", " ").split():
            if "@" in word:
                return word.strip("\"'.,;")
    return ""
