"""Stages three and four: activities carried out, goals assessed with evidence, conclusions and recommendations."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused
from moderation import trail
from support.enums import Progress
from support.models import Activity, Evaluation, Goal, GoalResult, Process, Recommendation
from support.services.acting import begin, not_to_come, tidy, wanted, write_over


def _planned(process: Process, activity: Activity) -> Activity:
    """An activity that an adopted plan holds and nobody has settled. Raises Refused otherwise."""
    fresh = Activity.objects.select_for_update().get(goal__plan__process=process, pk=activity.pk)
    if fresh.progress != Progress.PLANNED:
        raise Refused(_("This activity has already been settled; it stays as it was."))
    if fresh.since is None:
        raise Refused(_("This activity stands in no adopted plan yet."))
    return fresh


@transaction.atomic
def hold(
    *,
    by: Any,
    process: Process,
    activity: Activity,
    held_on: date,
    outcome: str = "",
    participants: int | None = None,
) -> Activity:
    """Write down that an activity was held. Raises Refused for a day to come."""
    process = begin(by, "carry_out", process)
    not_to_come(held_on)
    found = _planned(process, activity)
    found.progress, found.held_on, found.outcome, found.participants = (
        Progress.HELD, held_on, outcome.strip(), participants
    )  # fmt: skip
    found.save(update_fields=["progress", "held_on", "outcome", "participants"])
    trail.write(by=by, action="support.activity.hold", about=process, values={"activity": found.pk})
    return found


@transaction.atomic
def cancel(*, by: Any, process: Process, activity: Activity, why: str) -> Activity:
    """Write down that an activity will not be held. Raises Refused without a reason."""
    process = begin(by, "carry_out", process)
    found = _planned(process, activity)
    found.cancelled_because = wanted(why, _("Write why the activity is cancelled."))
    found.progress = Progress.CANCELLED
    found.save(update_fields=["progress", "cancelled_because"])
    trail.write(by=by, action="support.activity.cancel", about=process, values={"activity": found.pk})
    return found


@transaction.atomic
def record_evaluation(*, by: Any, process: Process, version: int, **fields: Any) -> Evaluation:
    """Write conclusions, influence and the two presentations (BR12). Raises Refused for days to come and a clash."""
    process = begin(by, "assess", process)
    not_to_come(fields.get("director_on"))
    not_to_come(fields.get("council_on"))
    evaluation, _made = Evaluation.objects.get_or_create(process=process)
    write_over(evaluation, version, updated_at=clock.now(), updated_by=by, **tidy(fields))
    trail.write(by=by, action="support.evaluation.write", about=process)
    return evaluation


@transaction.atomic
def assess_goal(
    *, by: Any, process: Process, goal: Goal, attainment: str, evidence: str, version: int = 0
) -> GoalResult:
    """Say how far a goal was reached and how one knows (D114); `version` is that of the result read, 0 for none.

    Raises Refused without evidence, for a goal of another process, and for a clash (CO-03).
    """
    process = begin(by, "assess", process)
    evidence = wanted(evidence, _("Write the evidence: how one knows how far the goal was reached."))
    found = Goal.objects.filter(plan__process=process, pk=goal.pk).first()
    if found is None:
        raise Refused(_("This goal is not in the plan."))
    values = {"attainment": attainment, "evidence": evidence}
    result, is_new = GoalResult.objects.get_or_create(goal=found, defaults=values)
    if not is_new:
        write_over(result, version, updated_at=clock.now(), **values)
    return result


@transaction.atomic
def recommend(*, by: Any, process: Process, key: UUID | None = None, **fields: Any) -> Recommendation:
    """Propose a recommendation for the next year (D22)."""
    process = begin(by, "assess", process)
    fields["text"] = wanted(fields.get("text", ""), _("Write the recommendation in words."))
    rows = Recommendation.objects.filter(process=process)
    return once(rows, key, lambda: Recommendation.objects.create(process=process, once=key, **tidy(fields)))


@transaction.atomic
def unrecommend(*, by: Any, process: Process, pk: int) -> None:
    """Take a proposed recommendation out, before the council adopts it."""
    process = begin(by, "assess", process)
    Recommendation.objects.filter(process=process, pk=pk).delete()
