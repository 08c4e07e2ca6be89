"""What every verb of school support begins and ends with."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import RoleAssignment
from kit import clock
from kit.verdicts import Refused, insist
from notifications.services import notify
from support import rules, selectors
from support.models import Process

M = TypeVar("M", bound=models.Model)


def held(process: Process) -> Process:
    """The process as it is now, held until the transaction ends, so that no stage slips by while one writes."""
    rows = Process.objects.select_for_update(of=("self",)).select_related("institution__county")
    return rows.get(pk=process.pk)


def begin(by: Any, act: str, process: Process) -> Process:
    """The held process, when `by` may do `act` at its present stage (states.ACTS). Raises Refused otherwise."""
    fresh = held(process)
    insist(rules.may(by, act, fresh))
    return fresh


def tidy(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with their texts trimmed: a blank is no content, whatever a gate asks for."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def write_over(row: M, version: int, **fields: Any) -> M:
    """Write `fields` into the row. Raises Refused when somebody else wrote since `version` was read (CO-03)."""
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=version + 1, **fields):
        raise Refused(_("Somebody else has changed this in the meantime. Compare both texts and save again."))
    row.refresh_from_db()
    return row


def not_to_come(day: date | None) -> None:
    """Raise Refused for a day that has not come: what is written down here has been done."""
    if day is not None and day > clock.today():
        raise Refused(_("This day has not come yet; write down what has been done."))


def wanted(text: str, refusal: str) -> str:
    """The trimmed text. Raises Refused with `refusal` when nothing is left of it."""
    if not text.strip():
        raise Refused(refusal)
    return text.strip()


def everyone(process: Process) -> list[Any]:
    """Who is concerned by a process: SORE and director of the school, coordinators of its county."""
    county = RoleAssignment.objects.on(clock.today()).filter(
        role=Role.COUNTY_COORDINATOR, county=process.institution.county
    )
    coordinators = [assignment.user for assignment in county.select_related("user")]
    return [*inside(process), *coordinators]


def inside(process: Process) -> list[Any]:
    """SORE and director of the school."""
    return [*selectors.sores_of(process.institution), *selectors.directors_of(process.institution)]


def tell(kind: Any, process: Process, people: list[Any], by: Any, title: str) -> None:
    """A discreet notice that leads to the process's page."""
    notify(kind, to=people, by=by, about=process, title=title, url=process.get_absolute_url())
