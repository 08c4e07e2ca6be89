"""The verbs of reference data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory import rspo
from directory.folding import fold, searchable
from directory.models import County, GoverningBody, Institution, InstitutionType, Municipality, Voivodeship

BATCH = 2_000
"""Rows written in one transaction; between two of them other writers have their turn."""

MIRRORED = (
    "name",
    "folded",
    "type",
    "municipality",
    "county",
    "governing_body",
    "regon",
    "nip",
    "town",
    "street",
    "postcode",
    "email",
    "phone",
    "website",
    "is_public",
    "closed_on",
)
"""Fields that follow the register; everything else about an institution is ours."""


@dataclass
class ImportReport:
    """What an import did: counts, and (line, words) of rows refused and of values left out."""

    created: int = 0
    updated: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """Rows that are in the directory now."""
        return self.created + self.updated


def import_register(*, path: Path) -> ImportReport:
    """Bring the institutions up to the register's export at `path`, batch by batch; may be repeated.

    A bad row is left out and reported, the rest is kept. Raises rspo.NotTheRegister, with nothing changed,
    when the file is no export of the register.
    """
    report = ImportReport()
    known = _Known()
    parents: dict[int, int | None] = {}
    rows = _good_rows(path, known, parents, report)
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            _write(batch, known, report)
    _join_complexes(parents)
    return report


def _good_rows(path: Path, known: _Known, parents: dict[int, int | None], report: ImportReport) -> Iterator[rspo.Row]:
    for line, cells in rspo.cells(path):
        if cells is None:
            report.rejected.append((line, _("the row has another number of columns than the header")))
            continue
        try:
            row = rspo.read(cells)
            if row.voivodeship not in known.voivodeships:
                raise rspo.Rejected(_("unknown code of a voivodeship: %(code)s") % {"code": row.voivodeship})
            if row.rspo in parents:
                raise rspo.Rejected(
                    _("the RSPO number %(number)s is in the file for the second time") % {"number": row.rspo}
                )
        except rspo.Rejected as reason:
            report.rejected.append((line, str(reason)))
            continue
        parents[row.rspo] = row.parent_rspo
        report.remarks.extend((line, remark) for remark in row.remarks)
        yield row


class _Known:
    """What the directory already has, so that a row costs no query."""

    def __init__(self) -> None:
        self.voivodeships = set(Voivodeship.objects.values_list("code", flat=True))
        self.counties = set(County.objects.values_list("code", flat=True))
        self.slugs = set(County.objects.values_list("slug", flat=True))
        self.municipalities = set(Municipality.objects.values_list("code", flat=True))
        self.types = dict(InstitutionType.objects.values_list("name", "pk"))
        self.bodies = {(name, kind): pk for pk, name, kind in GoverningBody.objects.values_list("pk", "name", "kind")}

    def meet(self, row: rspo.Row) -> None:
        """Write down the territory, type and governing body of `row` the first time they occur."""
        if row.county not in self.counties:
            County.objects.create(
                code=row.county, name=row.county_name, slug=self._free_slug(row), voivodeship_id=row.voivodeship
            )
            self.counties.add(row.county)
        if row.municipality and row.municipality not in self.municipalities:
            Municipality.objects.create(code=row.municipality, name=row.municipality_name, county_id=row.county)
            self.municipalities.add(row.municipality)
        if row.type_name not in self.types:
            self.types[row.type_name] = InstitutionType.objects.create(name=row.type_name).pk
        body = (row.body_name, row.body_kind)
        if row.body_name and body not in self.bodies:
            self.bodies[body] = GoverningBody.objects.create(name=row.body_name, kind=row.body_kind).pk

    def _free_slug(self, row: rspo.Row) -> str:
        # Some counties share a name (brzeski, nowodworski…): the second one gets its code behind it.
        base = slugify(fold(row.county_name.removeprefix("powiat ")))[:70] or row.county
        slug = base if base not in self.slugs else f"{base}-{row.county}"
        self.slugs.add(slug)
        return slug


def _write(batch: list[rspo.Row], known: _Known, report: ImportReport) -> None:
    for row in batch:
        known.meet(row)
    there = set(Institution.objects.filter(rspo__in=[row.rspo for row in batch]).values_list("rspo", flat=True))
    Institution.objects.bulk_create(
        (_institution(row, known) for row in batch),
        update_conflicts=True,
        unique_fields=["rspo"],
        update_fields=list(MIRRORED),
    )
    report.updated += len(there)
    report.created += len(batch) - len(there)


def _institution(row: rspo.Row, known: _Known) -> Institution:
    return Institution(
        rspo=row.rspo,
        name=row.name,
        folded=searchable(row.name, row.fields["town"], row.fields["street"], row.rspo),
        type_id=known.types[row.type_name],
        county_id=row.county,
        municipality_id=row.municipality or None,
        governing_body_id=known.bodies.get((row.body_name, row.body_kind)),
        **row.fields,
    )


def _join_complexes(parents: dict[int, int | None]) -> None:
    """Second pass: a complex may stand in the file below its schools."""
    numbers: dict[int, tuple[int, Any]] = {
        number: (pk, parent) for number, pk, parent in Institution.objects.values_list("rspo", "pk", "parent_id")
    }
    changed = []
    for number, parent_number in parents.items():
        pk, old = numbers[number]
        new = numbers.get(parent_number, (None, None))[0] if parent_number else None
        if new != old and new != pk:
            changed.append(Institution(pk=pk, parent_id=new))
    for some in _portions(changed):
        with transaction.atomic():
            Institution.objects.bulk_update(some, ["parent"], batch_size=400)


def _portions(things: list[Institution]) -> Iterable[list[Institution]]:
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))
