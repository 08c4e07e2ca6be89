"""The library as a table: columns, cells no spreadsheet takes for a formula, words into values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from directory.models import KeyCompetence, Stage, Subject
from kit import html
from resources.enums import Area, Kind, Language, Licence, Others, Visibility
from resources.models import Resource, folded
from resources.naming import named_author

COLUMNS = {
    "title": "tytuł", "description": "opis", "kind": "rodzaj", "author": "autor", "licence": "licencja",
    "language": "język", "visibility": "kto czyta", "link": "link", "files": "pliki", "subjects": "przedmioty",
    "stages": "etapy", "competences": "kompetencje", "area": "obszar", "tags": "znaczniki", "source": "źródło",
    "accessibility": "dostępność", "shows_others": "prace i wizerunki innych", "address": "adres",
}  # fmt: skip
"""Field: the heading of its column, the same in every language, so that a table made here can be taken in elsewhere."""
CHOICES: dict[str, Any] = {
    "kind": Kind, "licence": Licence, "language": Language, "visibility": Visibility, "area": Area,
    "shows_others": Others,
}  # fmt: skip
SETS: dict[str, Any] = {"subjects": Subject, "stages": Stage, "competences": KeyCompetence}
LONGEST = {"title": 200, "author": 200, "source": 300, "accessibility": 300, "link": 500, "description": 20_000}
MOST_ROWS, MOST_BYTES = 200, 1024 * 1024
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class UnreadableError(ValueError):
    """The table cannot be read at all; its words say why."""


@dataclass
class Line:
    """One row of a table as it was read: its number in the file, values, names of files, and what is wrong."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    address: str = ""
    wrong: list[str] = field(default_factory=list)


def safe_cell(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_DANGEROUS) else words


def _as_was(cell: str) -> str:
    """The words `safe_cell` was given."""
    cell = cell.replace("\x00", "").strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_DANGEROUS) else cell


def written(rows: Iterable[tuple[Resource, list[str]]]) -> str:
    """A table of resources, each with the names of its files; it opens in any spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS.values())
    for resource, names in rows:
        cells = {name: str(getattr(resource, f"get_{name}_display")()) for name in CHOICES}
        cells |= {name: ", ".join(one.name for one in getattr(resource, name).all()) for name in SETS}
        cells |= {name: getattr(resource, name) for name in ("title", "link", "source", "accessibility")}
        cells["author"] = resource.author or named_author(resource)
        cells["description"] = html.text_of(resource.description)
        cells["tags"] = ", ".join(sorted(tag.name for tag in resource.tags.all()))
        cells["files"] = " | ".join(names)
        cells["address"] = settings.BASE_URL + resource.get_absolute_url()
        writer.writerow(safe_cell(" ".join(cells[name].split())) for name in COLUMNS)
    return "\ufeff" + out.getvalue()


def read(raw: bytes) -> list[Line]:
    """The rows of a CSV in UTF-8 or in the code page of Polish Windows, separated by semicolons, commas or tabs.

    Raises UnreadableError when it is too large, is no table, or has no column of titles.
    """
    if len(raw) > MOST_BYTES:
        raise UnreadableError(_("The table is larger than 1 MB. Divide it."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1250", errors="replace")
    if "\x00" in text:
        raise UnreadableError(_("This is no table in CSV. In a spreadsheet choose “Save as” and CSV."))
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(_("This is no table in CSV. In a spreadsheet choose “Save as” and CSV.")) from error
    headings = {folded(words): name for name, words in COLUMNS.items()}
    columns = [headings.get(folded(_as_was(cell)), "") for cell in table[0]] if table else []
    if "title" not in columns:
        raise UnreadableError(_("The first row must hold headings, “tytuł” among them."))
    rows = [(number, row) for number, row in enumerate(table[1:], 2) if any(cell.strip() for cell in row)]
    if len(rows) > MOST_ROWS:
        raise UnreadableError(_("The table has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
    words = _vocabularies()
    return [_line(number, dict(zip(columns, map(_as_was, row), strict=False)), words) for number, row in rows]


def _vocabularies() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, choices in CHOICES.items():
        found[name] = {folded(str(label)): value for value, label in choices.choices}
        found[name] |= {folded(value): value for value in choices.values}
    for name, model in SETS.items():
        found[name] = {folded(one.name): one for one in model.objects.filter(is_retired=False)}
    return found


def _line(number: int, cells: dict[str, str], words: dict[str, dict[str, Any]]) -> Line:
    line = Line(number=number, address=cells.get("address", ""))
    line.files = [name.strip() for name in cells.get("files", "").split("|") if name.strip()]
    values: dict[str, Any] = {"kind": Kind.LESSON_PLAN, "visibility": Visibility.NETWORK, "language": Language.POLISH}
    for name in ("title", "author", "source", "accessibility", "link"):
        values[name] = cells.get(name, "")
    values["description"] = html.from_text(cells.get("description", ""))
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            line.wrong.append(
                _("“%(column)s” is longer than %(most)s signs.") % {"column": COLUMNS[name], "most": most}
            )
    for name in CHOICES:
        if cell := cells.get(name, ""):
            if folded(cell) in words[name]:
                values[name] = words[name][folded(cell)]
            else:
                line.wrong.append(_unknown(name, cell))
    for name in SETS:
        asked = [word.strip() for word in cells.get(name, "").split(",") if word.strip()]
        values[name] = [words[name][folded(word)] for word in asked if folded(word) in words[name]]
        line.wrong += [_unknown(name, word) for word in asked if folded(word) not in words[name]]
    values["tags"] = [word.strip()[:100] for word in cells.get("tags", "").split(",") if word.strip()]
    if not values["title"]:
        line.wrong.append(_("There is no title."))
    if "licence" not in values:
        line.wrong.append(_("Say the licence, for example “CC BY”."))
    if values["visibility"] == Visibility.NETWORKS:
        line.wrong.append(_("Give it to several networks on its own page, after it has been taken in."))
    if values.get("shows_others") == Others.SOME:
        line.wrong.append(_("What shows works or faces of others is added by hand, with who agreed."))
    line.values = values
    return line


def _unknown(name: str, cell: str) -> str:
    return _("“%(words)s” is not known in the column “%(column)s”.") % {"words": cell[:60], "column": COLUMNS[name]}
