"""The yearly support plan: written, presented, adopted, amended by versions (template 4.4, BR9)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from support import notices, rules, selectors
from support.enums import Progress
from support.models import Activity, Goal, GoalResult, Need, Plan, PlanVersion, Process
from support.services.acting import held, inside, not_to_come, tell, tidy, wanted, write_over
from support.states import PLAN_NEXT


def _begin(by: Any, act: str, process: Process) -> Plan:
    """The plan of the held process, made at its first word, when `by` may do `act` to it. Raises Refused otherwise."""
    process = held(process)
    insist(rules.may(by, act, process))
    plan, _made = Plan.objects.get_or_create(process=process)
    plan.process = process
    insist(rules.may_change(by, act, plan))
    return plan


def _move(plan: Plan, act: str, **fields: Any) -> None:
    plan.state = PLAN_NEXT[plan.state][act]
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.save(update_fields=["state", *fields])


@transaction.atomic
def write_plan(*, by: Any, process: Process, version: int, **fields: Any) -> Plan:
    """Write the plan's texts. Raises Refused when it is not a draft, and for a clash (CO-03)."""
    plan = _begin(by, "plan", process)
    return write_over(plan, version, updated_at=clock.now(), updated_by=by, **tidy(fields))


def _needs(process: Process, needs: Any) -> list[Need]:
    """Those of `needs` that are of this process. Raises Refused when none is: a goal answers a need (BR9)."""
    found = list(Need.objects.filter(diagnosis__process=process, pk__in=[need.pk for need in needs]))
    if not found or len(found) != len({need.pk for need in needs}):
        raise Refused(_("Tie the goal to at least one need of the diagnosis."))
    return found


@transaction.atomic
def add_goal(*, by: Any, process: Process, needs: Any, key: UUID | None = None, **fields: Any) -> Goal:
    """Add a goal with its indicators and the needs it answers. Raises Refused without any of them."""
    plan = _begin(by, "plan", process)
    fields, found = _goal_words(fields), _needs(process, needs)
    goal = once(Goal.objects.filter(plan=plan), key, lambda: Goal.objects.create(plan=plan, once=key, **fields))
    goal.needs.set(found)
    return goal


def _goal_words(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": wanted(fields["text"], _("Write the goal in words.")),
        "indicators": wanted(fields["indicators"], _("Write by what one will know that the goal is reached.")),
    }


@transaction.atomic
def change_goal(*, by: Any, process: Process, goal: Goal, needs: Any, version: int, **fields: Any) -> Goal:
    """Write a goal anew. Raises Refused without a need or an indicator, and for a clash (CO-03)."""
    plan = _begin(by, "plan", process)
    found = _needs(process, needs)
    goal = write_over(Goal.objects.get(plan=plan, pk=goal.pk), version, **_goal_words(fields))
    goal.needs.set(found)
    return goal


@transaction.atomic
def drop_goal(*, by: Any, process: Process, goal: Goal) -> None:
    """Take a goal out. Raises Refused while activities serve it, or when its achievement is described already."""
    plan = _begin(by, "plan", process)
    if Activity.objects.filter(goal=goal).exists():
        raise Refused(_("Activities serve this goal. Take them out first, or tie them to another goal."))
    if GoalResult.objects.filter(goal=goal).exists():
        raise Refused(_("The achievement of this goal has been described; it stays."))
    Goal.objects.filter(plan=plan, pk=goal.pk).delete()


def _of(plan: Plan, goal: Goal) -> Goal:
    """The goal, when it is one of the plan. Raises Refused otherwise: an activity serves a goal (BR9)."""
    if goal is None or goal.plan_id != plan.pk:
        raise Refused(_("Tie the activity to a goal of this plan."))
    return goal


@transaction.atomic
def add_activity(*, by: Any, process: Process, goal: Goal, key: UUID | None = None, **fields: Any) -> Activity:
    """Add a row of the plan's table; the place is the school unless another is named (BR11, D101)."""
    plan = _begin(by, "plan", process)
    fields = tidy(fields) | {"goal": _of(plan, goal)}
    return once(Activity.objects.filter(goal__plan=plan), key, lambda: Activity.objects.create(once=key, **fields))


def _open(plan: Plan, activity: Activity) -> Activity:
    """The activity as it is now. Raises Refused when it has been held or cancelled: what happened stays."""
    fresh = Activity.objects.get(goal__plan=plan, pk=activity.pk)
    if fresh.progress != Progress.PLANNED:
        raise Refused(_("This activity has already been settled; it stays as it was."))
    return fresh


@transaction.atomic
def change_activity(
    *, by: Any, process: Process, activity: Activity, goal: Goal, version: int, **fields: Any
) -> Activity:
    """Write a planned activity anew. Raises Refused for a settled one and for a clash (CO-03)."""
    plan = _begin(by, "plan", process)
    return write_over(_open(plan, activity), version, goal=_of(plan, goal), **tidy(fields))


@transaction.atomic
def drop_activity(*, by: Any, process: Process, activity: Activity) -> None:
    """Take a planned activity out; adopted versions keep it."""
    plan = _begin(by, "plan", process)
    _open(plan, activity).delete()


@transaction.atomic
def present(*, by: Any, process: Process, presented_on: date, protocol: str) -> Plan:
    """Write down that the council heard the plan. Raises Refused while the plan lacks something, with what (BR9)."""
    plan = _begin(by, "present", process)
    not_to_come(presented_on)
    protocol = wanted(protocol, _("Write the number of the council's minutes."))
    if lacks := selectors.plan_lacks(plan):
        raise Refused(_("Before it is presented the plan still needs: %(what)s.") % {"what": "; ".join(lacks)})
    _move(plan, "present", presented_on=presented_on, protocol=protocol, returned_because="")
    trail.write(by=by, action="support.plan.present", about=plan.process)
    people = selectors.directors_of(plan.process.institution)
    tell(notices.ADOPT, plan.process, people, by, _("A support plan waits for your decision"))
    return plan


@transaction.atomic
def adopt(*, by: Any, process: Process) -> PlanVersion:
    """The director adopts the plan the council heard: a version is kept that nobody changes again."""
    plan = _begin(by, "adopt", process)
    number = plan.number + 1
    Activity.objects.filter(goal__plan=plan, since=None).update(since=number)
    version = PlanVersion.objects.create(
        plan=plan, number=number, why=plan.why, content=selectors.content_of(plan), presented_on=plan.presented_on,
        protocol=plan.protocol, adopted_at=clock.now(), adopted_by=by,
    )  # fmt: skip
    _move(plan, "adopt", number=number)
    trail.write(by=by, action="support.plan.adopt", about=plan.process, values={"number": number})
    tell(notices.DECIDED, plan.process, inside(plan.process), by, _("A support plan has been adopted"))
    return version


@transaction.atomic
def send_back(*, by: Any, process: Process, why: str) -> Plan:
    """The director sends the plan back for changes. Raises Refused without a reason."""
    plan = _begin(by, "send_back", process)
    why = wanted(why, _("Write what should be changed."))
    _move(plan, "send_back", returned_because=why)
    trail.write(by=by, action="support.plan.send_back", about=plan.process)
    tell(notices.DECIDED, plan.process, inside(plan.process), by, _("A support plan has been sent back"))
    return plan


@transaction.atomic
def amend(*, by: Any, process: Process, why: str) -> Plan:
    """Open an adopted plan for changes (A7). Raises Refused without a reason; the adopted version stays readable."""
    plan = _begin(by, "amend", process)
    why = wanted(why, _("Write why the plan is changed."))
    _move(plan, "amend", why=why)
    trail.write(by=by, action="support.plan.amend", about=plan.process)
    return plan
