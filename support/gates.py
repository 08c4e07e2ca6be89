"""What the gates of states.GATES find in the database: what is there, what is missing, whose turn it is."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from support.enums import Advice, Progress
from support.models import Activity, Diagnosis, Evaluation, Goal, LogEntry, Need, Plan, Process, Recommendation
from support.states import ACTS, GATES, Actor, Part, PlanState, State


def _parts() -> dict[str, Any]:
    """What each part of a gate is in the database (states.GATES)."""
    own = {"process": OuterRef("pk")}
    goals = Goal.objects.filter(plan__process=OuterRef("pk"))
    evaluation = Evaluation.objects.filter(**own)
    advice = Recommendation.objects.filter(**own).exclude(state=Advice.DROPPED)
    planned = Activity.objects.filter(goal__plan__process=OuterRef("pk"), progress=Progress.PLANNED)
    return {
        Part.COUNTY_AGREED: Q(county_agreed_at__isnull=False),
        Part.DIRECTOR_AGREED: Q(director_agreed_at__isnull=False),
        Part.AREA: Exists(Diagnosis.objects.filter(**own).exclude(area="")),
        Part.NEED: Exists(Need.objects.filter(diagnosis__process=OuterRef("pk"))),
        Part.PLAN: Exists(Plan.objects.filter(**own, state=PlanState.ADOPTED)),
        Part.ACTIVITIES: ~Exists(planned),
        Part.LOGGED: Exists(LogEntry.objects.filter(**own, stage=State.IMPLEMENTATION)),
        Part.GOALS: Q(Exists(goals)) & ~Q(Exists(goals.filter(result=None))),
        Part.CONCLUSIONS: Exists(evaluation.exclude(conclusions="")),
        Part.DIRECTOR_TOLD: Exists(evaluation.filter(director_on__isnull=False)),
        Part.COUNCIL_TOLD: Exists(evaluation.filter(council_on__isnull=False).exclude(protocol="")),
        Part.RECOMMENDED: Q(Exists(advice)) | Q(Exists(evaluation.exclude(none_because=""))),
    }


def with_gate(processes: QuerySet[Process]) -> QuerySet[Process]:
    """`processes` with what `lacking` and `next_step` look at, in the same one query."""
    parts = {f"has_{part}": ExpressionWrapper(Q(value), BooleanField()) for part, value in _parts().items()}
    presented = Plan.objects.filter(process=OuterRef("pk"), state=PlanState.PRESENTED)
    return processes.annotate(**parts, plan_presented=Exists(presented))


def looked_at(process: Process) -> Any:
    """The process as `with_gate` gives it; fetched unless it came that way."""
    return process if hasattr(process, "plan_presented") else with_gate(Process.objects.all()).get(pk=process.pk)


def lacking(process: Process) -> list[Part]:
    """The parts the present gate still wants (states.GATES); none when it is open or nothing follows."""
    seen, gate = looked_at(process), GATES.get(process.state)
    return [part for part in gate.parts if not getattr(seen, f"has_{part}")] if gate else []


def who_acts(process: Process) -> list[Actor]:
    """Whose turn it is: missing approvals, then the director for a presented plan, else the SORE; nobody at the end."""
    if process.state == State.CLOSED:
        return []
    if process.state == State.INITIATED:
        waits = lacking(process)
        approvals = {Actor.COUNTY: Part.COUNTY_AGREED, Actor.DIRECTOR: Part.DIRECTOR_AGREED}
        return [actor for actor, part in approvals.items() if part in waits]
    if process.state in ACTS["adopt"].stages and looked_at(process).plan_presented:
        return [Actor.DIRECTOR]
    return [Actor.SORE]
