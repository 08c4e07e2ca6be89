"""The outcome as a table to take away: sums and words, never a sheet; no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from surveys.drawing import Shown

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Also the wide ones, which a spreadsheet in an Asian language takes for the same."""
Row = list[Any]


def rows_of(shown: list[Shown]) -> list[Row]:
    """The rows: question, answer, number, share or mean, the same earlier. Suppressed questions say so."""
    found: list[Row] = [[_("question"), _("answer"), _("number"), _("percent"), _("mean"), _("earlier")]]
    for one in shown:
        text = one.item.text
        if not one.item.asks:
            continue
        if one.few:
            found.append([text, _("fewer than five answers"), "", "", "", ""])
            continue
        for bar in one.bars:
            counted = one.measure == "share"
            cells = [bar.value, bar.share, ""] if counted else ["", "", bar.value]
            found.append([text, bar.label, *cells, "" if bar.before is None else bar.before])
        if one.mean is not None:
            found.append([text, _("mean"), one.answered, "", one.mean, one.mean_before or ""])
        found += [[text, words, "", "", "", ""] for words in one.words]
    return found


def rows_of_pairs(found: dict[str, Any]) -> list[Row]:
    """The same people before and after, as a table under the first one; none where there are no pairs to show."""
    if not found.get("rows"):
        return []
    head = [_("question"), _("the same people"), _("before"), _("after"), _("higher"), _("no change"), _("lower")]
    names = ("text", "count", "before", "after", "up", "same", "down")
    return [[], head, *([row[name] for name in names] for row in found["rows"])]


def safe(cell: Any) -> Any:
    """A cell no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(_DANGEROUS) else cell


def as_csv(rows: list[Row]) -> bytes:
    """The table as CSV that opens in any spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow(" ".join(_written(cell).split()) for cell in row)
    return ("\ufeff" + out.getvalue()).encode()


def _written(cell: Any) -> str:
    """With a decimal comma: a Polish spreadsheet takes 4.2 for the fourth of February."""
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(safe(cell))


def as_xlsx(rows: list[Row], title: str) -> bytes:
    """The table as XLSX; words are written as words, whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(" " if sign in "[]:*?/\\'" else sign for sign in title).strip()[:31] or "1")
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, "".join(sign for sign in safe(value) if sign >= " " or sign in "\n\t"))
    cell.data_type = "s"
    return cell
