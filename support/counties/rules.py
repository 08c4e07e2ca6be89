"""Who leads support in a county, and by when each stage of a process is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts import rules as people
from accounts.enums import Role
from directory.models import County, SchoolYear
from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from support.models import Process
from support.states import State

SCHEDULE: dict[str, float] = {
    State.INITIATED: 0.0,
    State.DIAGNOSIS: 0.2,
    State.PLANNING: 0.3,
    State.IMPLEMENTATION: 0.8,
    State.ASSESSMENT: 1.0,
}
"""By which share of its days a process leaves the stage: the example year of template 4.5 (diagnosis until October,
plan adopted in November, activities until April, assessment until June). A stage that lasts longer is late."""

FEWEST_SCHOOLS = 3
"""Results of an area are counted from this many schools up, so that no sum is one school's, nor tells a school that
knows its own results those of the only other one."""


def may_lead(user: Any, county: County) -> Verdict:
    """Whether `user` leads support in the county: its coordinator (D73, D99)."""
    if people.holds(user, Role.COUNTY_COORDINATOR, county=county):
        return ALLOWED
    return refusal(_("This is done by the county coordinator."))


def may_sum_up(user: Any, county: County, year: SchoolYear) -> Verdict:
    """Whether `user` sums up the county's year: its coordinator, after the year's last day (D89)."""
    if not (verdict := may_lead(user, county)):
        return verdict
    if is_over(year):
        return ALLOWED
    return refusal(_("Results are summed up after the last day of the school year."))


def is_over(year: SchoolYear) -> bool:
    """Whether the school year's last day has passed."""
    return clock.today() > year.ends_on


def due_on(process: Process) -> date | None:
    """The day by which the process should leave its present stage; None for a closed one."""
    share = SCHEDULE.get(process.state)
    if share is None:
        return None
    return process.starts_on + timedelta(days=int((process.ends_on - process.starts_on).days * share))


def days_late(process: Process) -> int:
    """How many days the process stays in its stage beyond the schedule; 0 when it is in time or closed."""
    due = due_on(process)
    return max((clock.today() - due).days, 0) if due else 0


def share() -> str:
    """The share of the pay kept for professional development, in percent, as people write it (BR18)."""
    return str(number_format(settings.CPD_PERMILLE / 10, 1))
