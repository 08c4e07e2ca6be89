"""What the county writes: its strategic plan, its declaration and money of a year, its summary, costs of a process."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import County, SchoolYear
from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from support.counties import rules
from support.counties.selectors import fund_of
from support.models import CountyPlan, CountyYear, Process, ProcessCost
from support.services.acting import tidy, wanted, write_over

PARTS = ("for_support", "for_networks", "for_other")


@transaction.atomic
def write_county_plan(*, by: Any, county: County, after: int, key: UUID | None = None, **fields: Any) -> CountyPlan:
    """Write the county's strategic plan as its next version; the earlier ones stay (D78, D98).

    `after` is the number of the version it was written upon, 0 for none. Raises Refused for another county, without a
    title or priorities, for days out of order, for a change without a reason, and when somebody wrote in the meantime.
    """
    insist(rules.may_lead(by, county))
    fields = tidy(fields)
    wanted(fields.get("title", ""), _("Give the plan a title."))
    wanted(fields.get("priorities", ""), _("Write what the county puts first."))
    if fields.get("ends_on") and fields["ends_on"] <= fields["starts_on"]:
        raise Refused(_("The last day must come after the first."))
    County.objects.select_for_update().get(pk=county.pk)

    def make() -> CountyPlan:
        latest = CountyPlan.objects.filter(county=county).first()
        if (latest.number if latest else 0) != after:
            raise Refused(_("Somebody else has changed this in the meantime. Compare both texts and save again."))
        if latest is not None:
            wanted(fields.get("why", ""), _("Write why the plan changes."))
        else:
            fields["why"] = ""
        plan = CountyPlan.objects.create(
            county=county, number=after + 1, written_at=clock.now(), written_by=by, once=key, **fields
        )
        trail.write(by=by, action="support.county.plan", about=plan, values={"number": plan.number})
        return plan

    return once(CountyPlan.objects.filter(county=county, written_by=by), key, make)


def _year(county: County, year: SchoolYear) -> CountyYear:
    row, _made = CountyYear.objects.get_or_create(county=county, school_year=year)
    return row


@transaction.atomic
def declare(*, by: Any, county: County, year: SchoolYear, version: int, **fields: Any) -> CountyYear:
    """Write down how many institutions the county covers in a year, and its money, where it wants to (D77, D97).

    Raises Refused for another county, for none declared, for sums below nothing, for a split larger than what the
    share of the pay gives, and when somebody wrote since `version`.
    """
    insist(rules.may_lead(by, county))
    if fields.get("declared") is not None and fields["declared"] < 1:
        raise Refused(_("A declaration covers at least one institution; leave the field empty when there is none."))
    parts = [fields[name] for name in PARTS if fields.get(name) is not None]
    fund = fund_of(fields.get("salaries"))
    if any(value < 0 for value in [*parts, fund or 0]):
        raise Refused(_("A sum of money cannot be negative."))
    if fund is not None and sum(parts, Decimal(0)) > fund:
        raise Refused(
            _("The split is larger than the money for professional development: %(fund)s zł.") % {"fund": fund}
        )
    row = write_over(_year(county, year), version, **tidy(fields), updated_by=by, updated_at=clock.now())
    trail.write(by=by, action="support.county.declare", about=row, values={"declared": row.declared})
    return row


@transaction.atomic
def sum_up(*, by: Any, county: County, year: SchoolYear, version: int, summary: str) -> CountyYear:
    """Write the county's summary of a year that is over (D89). Raises Refused before its end, or with old words."""
    insist(rules.may_sum_up(by, county, year))
    row = write_over(_year(county, year), version, summary=summary.strip(), updated_by=by, updated_at=clock.now())
    trail.write(by=by, action="support.county.summary", about=row)
    return row


@transaction.atomic
def note_cost(*, by: Any, process: Process, version: int, amount: Decimal | None = None, note: str = "") -> ProcessCost:
    """Write down what a process costs the county, where it wants to know (D96, D115). Only the county reads it.

    Raises Refused for another county, for a sum below nothing, and when somebody wrote since `version`.
    """
    insist(rules.may_lead(by, process.institution.county))
    if amount is not None and amount < 0:
        raise Refused(_("A sum of money cannot be negative."))
    row, _made = ProcessCost.objects.get_or_create(process=process)
    row = write_over(row, version, amount=amount, note=note.strip(), updated_by=by, updated_at=clock.now())
    trail.write(by=by, action="support.county.cost", about=process)
    return row
