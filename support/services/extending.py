"""A process lasts longer than was agreed (D110)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused
from moderation import trail
from support import notices
from support.models import Extension, Process
from support.services.acting import begin, everyone, tell, wanted
from support.services.processes import kind_of

LONGEST = timedelta(days=366)
"""So much later than now agreed a process may end, at one extension."""


@transaction.atomic
def extend(*, by: Any, process: Process, until: date, why: str, key: UUID | None = None) -> Process:
    """Let a process last until a later day; a short programme that comes to seven months is process support from then.

    Raises Refused unless `by` is the county's coordinator or the school's director at one of the four stages, without
    a reason, for a day that is not later, and for more than a year at once.
    """
    process = begin(by, "extend", process)
    made = Extension.objects.filter(process=process, made_by=by)
    if key is not None and made.filter(once=key).exists():
        return process
    why = wanted(why, _("Write why the process lasts longer."))
    if until <= process.ends_on:
        raise Refused(_("The new last day must be later than the present one."))
    if until > process.ends_on + LONGEST:
        raise Refused(_("A process is extended by a year at most; what comes later is the next process."))
    fields = {"before": process.ends_on, "after": until, "why": why, "made_at": clock.now(), "made_by": by}
    once(made, key, lambda: Extension.objects.create(process=process, once=key, **fields))
    process.ends_on, process.kind = until, kind_of(process.starts_on, until)
    process.save(update_fields=["ends_on", "kind"])
    trail.write(by=by, action="support.process.extend", about=process, values={"until": str(until)})
    tell(notices.EXTENDED, process, everyone(process), by, _("Support of the school lasts longer"))
    return process
