"""Beginning a plan from an example, and making an example of a plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import services as hall
from networks.models import Edition, Membership
from networks.planning import rules
from networks.planning.models import Example, Goal, Plan, Point
from networks.planning.outlines import Outline, days_of, outline_of
from networks.planning.services.stamping import locked, plan_of
from networks.planning.states import PlanState
from networks.planning.versions import content_of


@transaction.atomic
def begin_from(*, by: Any, edition: Edition, outline: Outline) -> Plan:
    """Put an outline's goals, points and chapters into the draft; what stands already is kept, empty chapters filled.

    Raises Refused unless `by` writes the plan, and when members have already seen it.
    """
    plan = locked(plan_of(edition))
    insist(rules.may_write_plan(by, plan))
    if plan.state != PlanState.DRAFT:
        raise Refused(_("An example can be taken while the plan is a draft."))
    content = outline.content
    goals = {}
    for at, goal in enumerate(content["goals"], start=plan.goals.count() + 1):
        goals[goal["number"]] = Goal.objects.create(
            plan=plan, position=at, title=goal["title"], criteria=goal["criteria"], effect=goal.get("effect", "")
        )
    for point in content["points"]:
        first, last = days_of(point, plan.edition.school_year.starts_on)
        Point.objects.create(
            plan=plan,
            kind=point["kind"],
            title=point["title"],
            text=point.get("text", ""),
            outcome=point.get("outcome", ""),
            starts_on=first,
            ends_on=last,
            whole_months=True,
            goal=goals.get(point.get("goal")),
        )
    kept = {name: text for name, text in plan.words.items() if text}
    plan.words = content["words"] | kept
    plan.revision += 1
    plan.save()
    if not plan.edition.goal and content["goal"]:
        hall.set_goal(by=by, edition=plan.edition, goal=content["goal"])
    trail.write(by=by, action="planning.plan.begin_from", about=plan, values={"outline": outline.name})
    return plan


@transaction.atomic
def make_example(*, by: Any, plan: Plan, title: str, summary: str = "", key: UUID | None = None) -> Example:
    """Make the plan an example for every coordinator, without names, addresses, numbers and days.

    Raises Refused unless `by` steers the network, and for a plan without goals or points.
    """
    from networks import rules as doors

    insist(doors.may_steer(by, plan.edition.network))
    content = content_of(plan)
    if not content["goals"] or not content["points"]:
        raise Refused(_("An example needs at least one goal and one point."))

    def make() -> Example:
        people = [held.user for held in Membership.objects.filter(edition=plan.edition_id).select_related("user")]
        names = [person.get_full_name() for person in people]
        names += [person.last_name for person in people if person.last_name]
        made = Example.objects.create(
            title=title.strip(),
            summary=summary.strip(),
            content=outline_of(content, names=names),
            made_by=by,
            made_at=clock.now(),
            once=key,
        )
        trail.write(by=by, action="planning.example.make", about=made)
        return made

    return once(Example.objects.filter(made_by=by), key, make)


@transaction.atomic
def remove_example(*, by: Any, example: Example) -> None:
    """Take back an example: who made it, or an administrator."""
    if example.made_by_id != by.pk and not by.is_superuser:
        raise Refused(_("An example is taken back by the person who made it."))
    trail.write(by=by, action="planning.example.remove", about=example)
    example.delete()
