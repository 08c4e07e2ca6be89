"""One row of the RSPO register's export (CSV, semicolons, 50 columns) into values. Touches no database."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

NEEDED = (
    "Numer RSPO",
    "REGON",
    "NIP",
    "Typ",
    "Nazwa",
    "Kod terytorialny województwo",
    "Kod terytorialny powiat",
    "Kod terytorialny gmina",
    "Województwo",
    "Powiat",
    "Gmina",
    "Miejscowość",
    "Ulica",
    "Numer budynku",
    "Numer lokalu",
    "Kod pocztowy",
    "Telefon",
    "E-mail",
    "Strona www",
    "Publiczność status",
    "Data likwidacji",
    "Typ organu prowadzącego",
    "Nazwa organu prowadzącego",
    "RSPO podmiotu nadrzędnego",
)
"""The columns we read; the others may come and go."""

_FLOAT = re.compile(r"^\d+\.0+$")
_EXCEL_TEXT = re.compile(r'^="?(.*?)"?$')


class NotTheRegister(Exception):  # noqa: N818 - it answers the person who gave the file
    """The file is no export of the register; the text names what it lacks."""


class Rejected(Exception):  # noqa: N818
    """This row cannot be taken; the text says why."""


@dataclass(frozen=True)
class Row:
    """What one good row says. `remarks` names values that were left out because they made no sense."""

    rspo: int
    name: str
    type_name: str
    voivodeship: str
    county: str
    county_name: str
    municipality: str
    municipality_name: str
    body_name: str
    body_kind: str
    parent_rspo: int | None
    fields: dict[str, object]
    remarks: tuple[str, ...] = ()


def tidy(value: str | None) -> str:
    """A cell without the traces of spreadsheets: spaces, ="…", 12345.0."""
    text = " ".join((value or "").split())
    if text.startswith("="):
        match = _EXCEL_TEXT.match(text)
        text = match.group(1).strip() if match else text
    return text.split(".", 1)[0] if _FLOAT.match(text) else text


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without its mark) or else cp1250, which old spreadsheets write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return "cp1250"
    return "utf-8-sig"


def cells(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """(line number, cells by column) of every row, streaming; None for a row with another number of cells.

    Raises NotTheRegister, before the first row, when columns are missing.
    """
    with path.open(encoding=encoding_of(path), newline="", errors="replace") as file:
        reader = csv.reader(file, delimiter=";")
        try:
            header = [tidy(cell) for cell in next(reader, [])]
        except csv.Error as error:
            raise NotTheRegister(_("This file is not an export of the RSPO register: it is not a CSV file.")) from error
        missing = [column for column in NEEDED if column not in header]
        if missing:
            raise NotTheRegister(
                _("This file is not an export of the RSPO register: it has no column %(columns)s.")
                % {"columns": ", ".join(f"„{column}”" for column in missing)}
            )
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield line, None
                continue
            if row:
                yield line, dict(zip(header, row, strict=True)) if len(row) == len(header) else None


def read(cell: dict[str, str]) -> Row:
    """The values of one row. Raises Rejected with the reason when it cannot be an institution."""
    value = {column: tidy(cell[column]) for column in NEEDED}
    if not value["Numer RSPO"].isdecimal() or not 0 < int(value["Numer RSPO"]) < 2**31:
        raise Rejected(_("the RSPO number is not a number: „%(given)s”") % {"given": value["Numer RSPO"][:40]})
    for column in ("Nazwa", "Typ"):
        if not value[column]:
            raise Rejected(_("the column „%(column)s” is empty") % {"column": column})
    voivodeship, county, municipality = codes(value)
    remarks: list[str] = []
    parent = value["RSPO podmiotu nadrzędnego"]
    if parent and not parent.isdecimal():
        remarks.append(_("the number of the school complex is not a number: „%(given)s”") % {"given": parent[:40]})
        parent = ""
    return Row(
        rspo=int(value["Numer RSPO"]),
        name=value["Nazwa"][:300],
        type_name=value["Typ"][:120],
        voivodeship=voivodeship,
        county=county,
        county_name=county_name(value["Powiat"], county),
        municipality=municipality,
        municipality_name=(value["Gmina"] or value["Miejscowość"] or municipality)[:80],
        body_name=value["Nazwa organu prowadzącego"][:255],
        body_kind=value["Typ organu prowadzącego"][:120],
        parent_rspo=int(parent) if parent else None,
        fields=_details(value, remarks),
        remarks=tuple(remarks),
    )


def codes(value: dict[str, str]) -> tuple[str, str, str]:
    """TERYT codes of voivodeship, county and municipality, with the zeros a spreadsheet has eaten put back."""
    voivodeship = value["Kod terytorialny województwo"]
    county, municipality = value["Kod terytorialny powiat"], value["Kod terytorialny gmina"]
    if not (voivodeship.isdecimal() and len(voivodeship) <= 2):
        raise Rejected(
            _("the code of the voivodeship is not a number of two digits: „%(given)s”") % {"given": voivodeship[:40]}
        )
    voivodeship = voivodeship.zfill(2)
    if not (county.isdecimal() and len(county) <= 4):
        raise Rejected(_("the code of the county is not a number of four digits: „%(given)s”") % {"given": county[:40]})
    county = voivodeship + county.zfill(2) if len(county) <= 2 else county.zfill(4)
    if not county.startswith(voivodeship):
        raise Rejected(
            _("the county %(county)s does not lie in the voivodeship %(voivodeship)s")
            % {"county": county, "voivodeship": voivodeship}
        )
    if municipality and not (municipality.isdecimal() and len(municipality) <= 7):
        raise Rejected(_("the code of the municipality is not a number: „%(given)s”") % {"given": municipality[:40]})
    if municipality and len(municipality) <= 3:
        municipality = county + municipality.zfill(2)
    elif municipality and not municipality.startswith(county):
        municipality = "0" + municipality
    if municipality and not municipality.startswith(county):
        raise Rejected(
            _("the municipality %(municipality)s does not lie in the county %(county)s")
            % {"municipality": municipality[-7:], "county": county}
        )
    return voivodeship, county, municipality


def county_name(given: str, code: str) -> str:
    """As people say it: „powiat lipowski”; towns with county rights keep their name."""
    if not given:
        return code
    return f"powiat {given}"[:80] if given[0].islower() and not given.startswith(("powiat", "m.")) else given[:80]


def _details(value: dict[str, str], remarks: list[str]) -> dict[str, object]:
    number = value["Numer budynku"] + (f"/{value['Numer lokalu']}" if value["Numer lokalu"] else "")
    street = " ".join(part for part in (value["Ulica"], number) if part)
    return {
        "regon": _digits(value["REGON"], (9, 14), "REGON", remarks),
        "nip": _digits(value["NIP"].replace("-", ""), (10,), "NIP", remarks),
        "town": value["Miejscowość"][:120],
        "street": street[:160],
        "postcode": value["Kod pocztowy"][:6],
        "email": _address(value["E-mail"], remarks),
        "phone": value["Telefon"][:40],
        "website": value["Strona www"][:200],
        "is_public": not value["Publiczność status"].casefold().startswith("niepubliczn"),
        "closed_on": _day(value["Data likwidacji"], remarks),
    }


def _digits(given: str, lengths: tuple[int, ...], column: str, remarks: list[str]) -> str:
    if given.isdecimal() and len(given) < lengths[0]:
        given = given.zfill(lengths[0])  # a spreadsheet ate the zeros
    if not given or (given.isdecimal() and len(given) in lengths):
        return given
    remarks.append(
        _("„%(column)s” was left out: „%(given)s” has another shape") % {"column": column, "given": given[:40]}
    )
    return ""


def _left_out(column: str, given: str) -> str:
    sentence = _("„%(column)s” was left out: „%(given)s” has another shape")
    return sentence % {"column": column, "given": given[:40]}


def _address(given: str, remarks: list[str]) -> str:
    given = re.split(r"[;, ]", given, maxsplit=1)[0]
    if given:
        try:
            validate_email(given)
        except ValidationError:
            remarks.append(
                _("„%(column)s” was left out: „%(given)s” has another shape")
                % {"column": "E-mail", "given": given[:40]}
            )
            return ""
    return given if len(given) <= 254 else ""


def _day(given: str, remarks: list[str]) -> date | None:
    if not given:
        return None
    for shape in ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(given[:10], shape).date()
        except ValueError:
            continue
    raise Rejected(_("the day of closing cannot be read: „%(given)s”") % {"given": given[:40]})
