"""From stage to stage: forward through a gate, back with an explanation."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock
from kit.verdicts import Refused
from moderation import trail
from support import gates, notices
from support.enums import Advice
from support.models import Process, Recommendation, Step
from support.services.acting import begin, everyone, tell, wanted
from support.states import BACK, GATES, State


def missing(process: Process) -> list[str]:
    """What the gate of the present stage still wants, in words; empty when it is open (domain 3.4)."""
    return [str(part.label) for part in gates.lacking(process)]


def take(*, by: Any, process: Process, to: State, why: str = "") -> Process:
    """Write the step down and stand at `to`; the caller has asked the rule and the gate, and holds the process."""
    is_back = BACK.get(process.state) == to
    Step.objects.create(
        process=process, source=process.state, target=to, is_back=is_back, why=why, taken_at=clock.now(), taken_by=by
    )
    process.state = to
    process.save(update_fields=["state"])
    return process


@transaction.atomic
def advance(*, by: Any, process: Process) -> Process:
    """Enter the next stage through its gate. Raises Refused with what is missing; then nothing has changed.

    Leaving the joint assessment closes the process: recommendations the council heard are adopted that day (D22).
    """
    process = begin(by, "advance", process)
    if wants := missing(process):
        raise Refused(
            ngettext(
                "To go on there is still missing: %(what)s.", "To go on there are still missing: %(what)s.", len(wants)
            )
            % {"what": "; ".join(wants)}
        )
    to = GATES[process.state].to
    if to == State.CLOSED:
        proposed = Recommendation.objects.filter(process=process, state=Advice.PROPOSED)
        proposed.update(state=Advice.ADOPTED, adopted_on=process.evaluation.council_on)
    take(by=by, process=process, to=to)
    trail.write(by=by, action="support.process.advance", about=process, values={"to": to})
    tell(notices.MOVED, process, everyone(process), by, _("Support of the school has entered its next stage"))
    return process


@transaction.atomic
def go_back(*, by: Any, process: Process, why: str) -> Process:
    """Return one stage, with an explanation the director reads; nothing written is lost. Raises Refused without one."""
    process = begin(by, "go_back", process)
    why = wanted(why, _("Write why the process returns to the earlier stage."))
    to = BACK[process.state]
    take(by=by, process=process, to=to, why=why)
    trail.write(by=by, action="support.process.back", about=process, values={"to": to})
    tell(notices.MOVED, process, everyone(process), by, _("Support of the school has returned to an earlier stage"))
    return process
