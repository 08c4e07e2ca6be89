"""The way of the plan: consultation, adoption, completion (domain 3.4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules as hall
from networks.models import Edition
from networks.planning import notices, rules
from networks.planning.models import Plan, Point
from networks.planning.services.stamping import locked, stamp, tell
from networks.planning.states import PLAN_NEXT, PlanState
from search import services as search


def _step(plan: Plan, state: str) -> None:
    if state not in PLAN_NEXT[plan.state]:
        raise Refused(_("The plan is “%(state)s” now; this step cannot follow.") % {"state": plan.get_state_display()})
    plan.state = state


def _saved(plan: Plan, *, by: Any, verb: str) -> None:
    plan.revision += 1
    plan.save()
    trail.write(by=by, action=f"planning.plan.{verb}", about=plan, values={"version": plan.number})
    for point in plan.points.all():
        search.changed(point)


def leave_behind(old: Edition, _new: Edition, _by: Any) -> None:
    """The points of the plan that becomes last year's are found at the page where it is only read.

    Signed into networks.services.RENEWALS; the new year begins its own plan, from this one where wanted.
    """
    for point in Point.objects.filter(plan__edition=old):
        search.changed(point)


@transaction.atomic
def consult(*, by: Any, plan: Plan, until_on: date, words: str = "") -> Plan:
    """Show the plan to the members and ask for remarks until a day (D34); this makes a version.

    Raises Refused for a plan without goals or points, a day that has passed or lies outside the school year, unless
    `by` writes the plan, and from any state but a draft.
    """
    plan = locked(plan)
    insist(rules.may_write_plan(by, plan))
    _step(plan, PlanState.CONSULTED)
    if not plan.goals.exists():
        raise Refused(_("The plan has no goals yet. Write at least one, so that members know what they agree to."))
    if not plan.points.exists():
        raise Refused(_("The plan has no points yet. Add at least one meeting or task."))
    for sentence in check_until(plan, until_on):
        raise Refused(sentence)
    plan.consulted_until_on = until_on
    plan.consents.all().delete()
    stamp(plan, by=by, why=words.strip())
    _saved(plan, by=by, verb="consult")
    asked = _("Remarks until %(day)s.") % {"day": date_format(until_on, "j E Y")}
    tell(
        plan,
        notices.CONSULTED,
        by=by,
        title=_("The plan of the network “%(network)s” waits for your remarks"),
        text=f"{asked}\n\n{words.strip()}".strip(),
    )
    return plan


def check_until(plan: Plan, until_on: date) -> list[str]:
    """What is wrong with the last day of a consultation; used by the form and by the service."""
    if until_on < clock.today():
        return [_("This day has passed. Give members at least until today.")]
    if not plan.edition.school_year.holds(until_on):
        return [_("The consultation must end within the network's school year.")]
    return []


@transaction.atomic
def withdraw(*, by: Any, plan: Plan) -> Plan:
    """Take the plan back for rewriting: members no longer see it; their remarks stay."""
    plan = locked(plan)
    insist(rules.may_write_plan(by, plan))
    _step(plan, PlanState.DRAFT)
    plan.consulted_until_on = None
    _saved(plan, by=by, verb="withdraw")
    return plan


@transaction.atomic
def adopt(*, by: Any, plan: Plan, adopted_on: date, words: str = "") -> Plan:
    """Write down that the members agreed to the plan; this makes a version.

    Raises Refused for a day to come or outside the school year, unless `by` writes the plan, and from any state but
    the consultation: a plan nobody was asked about cannot be adopted (D34).
    """
    plan = locked(plan)
    insist(rules.may_write_plan(by, plan))
    if plan.state == PlanState.DRAFT:
        raise Refused(_("Put the plan to consultation first: members agree to what they could read."))
    _step(plan, PlanState.ADOPTED)
    for sentence in check_adopted(plan, adopted_on):
        raise Refused(sentence)
    if not plan.goals.exists():
        raise Refused(_("The plan has no goals yet. Write at least one, so that members know what they agree to."))
    plan.adopted_on, plan.adopted_words, plan.adopted_by = adopted_on, words.strip(), by
    stamp(plan, by=by, why=_("Adopted. %(words)s") % {"words": words.strip()})
    _saved(plan, by=by, verb="adopt")
    tell(plan, notices.ADOPTED, by=by, title=_("The plan of the network “%(network)s” is adopted"), text=words.strip())
    return plan


BEFORE_THE_YEAR = timedelta(days=31)
"""Teachers' councils meet in the last days of August, before the year for which they plan begins."""


def check_adopted(plan: Plan, adopted_on: date) -> list[str]:
    """What is wrong with the day of adoption; used by the form and by the service."""
    if adopted_on > clock.today():
        return [_("The plan cannot have been adopted on a day to come.")]
    year = plan.edition.school_year
    if not year.starts_on - BEFORE_THE_YEAR <= adopted_on <= year.ends_on:
        return [_("The plan is adopted within the network's school year, or in the month before it.")]
    return []


def day_to_adopt(plan: Plan) -> date:
    """The day with which the form begins: today, or the nearest one that `check_adopted` lets through."""
    return min(clock.today(), plan.edition.school_year.ends_on)


@transaction.atomic
def complete(*, by: Any, plan: Plan) -> Plan:
    """Close the plan at the end of the work; points that are not done stay so. From then on nothing changes in it."""
    plan = locked(plan)
    insist(rules.may_write_plan(by, plan))
    if plan.state == PlanState.ADOPTED:
        plan.state = PlanState.IN_PROGRESS
    _step(plan, PlanState.COMPLETED)
    plan.completed_at = clock.now()
    _saved(plan, by=by, verb="complete")
    return plan


@transaction.atomic
def reopen(*, by: Any, plan: Plan) -> Plan:
    """Take a completed plan up again, while the year is open."""
    plan = locked(plan)
    insist(hall.may_steer(by, plan.edition.network))
    insist(hall.may_write(by, plan.edition.network))
    _step(plan, PlanState.IN_PROGRESS)
    plan.completed_at = None
    _saved(plan, by=by, verb="reopen")
    return plan
