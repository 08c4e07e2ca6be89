"""Self-study paths: the coordinator says what each step is, everybody walks for oneself (D37, D48)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from resources import rules
from resources.enums import Step
from resources.models import Placing, Walked


@transaction.atomic
def say_step(*, by: Any, placing: Placing, step: str, note: str = "") -> Placing:
    """Say what is to be done with a resource of a path. Raises Refused when `by` may not arrange it."""
    insist(rules.may_arrange(by, placing.shelf))
    if step not in Step.values:
        raise Refused(_("Choose what is to be done in this step."))
    placing.step, placing.note = step, note.strip()[:300]
    placing.save(update_fields=["step", "note"])
    return placing


@transaction.atomic
def walk(*, by: Any, placing: Placing, done: bool) -> None:
    """Mark a step of a path as done for oneself, or take the mark away; nobody else is told whose it is.

    Raises Refused when `by` may not open the path or the resource.
    """
    insist(rules.may_walk(by, placing.shelf))
    insist(rules.may_read(by, placing.resource))
    if done:
        Walked.objects.get_or_create(placing=placing, user=by, defaults={"done_at": clock.now()})
    else:
        Walked.objects.filter(placing=placing, user=by).delete()
