"""What every writing of the plan shares: the locked row, the reason of a change, the frozen version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Edition, Membership
from networks.planning import notices, rules
from networks.planning.models import Plan, Version
from networks.planning.states import PlanState
from networks.planning.versions import content_of
from notifications.services import notify


def plan_of(edition: Edition) -> Plan:
    """The year's plan, begun the first time somebody writes in it."""
    plan = Plan.objects.get_or_create(edition=edition)[0]
    plan.edition = edition
    return plan


def locked(plan: Plan) -> Plan:
    """The plan's row, taken until the transaction ends."""
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    found.edition = Edition.objects.select_related("network", "school_year").get(pk=plan.edition_id)
    return found


@contextmanager
def writing(*, by: Any, edition: Edition, why: str, action: str) -> Iterator[Plan]:
    """Inside, the caller changes the plan; afterwards the change is counted, frozen as a version and told.

    To be entered in a transaction. A plan that members have seen changes only with a reason (D34): raises Refused
    without one, and whenever `by` may not write.
    """
    plan = locked(plan_of(edition))
    insist(rules.may_write_plan(by, plan))
    why = why.strip()
    if plan.is_shown and not why:
        raise Refused(_("Members have seen this plan. Say in a few words why you change it."))
    yield plan
    plan.revision += 1
    plan.save()
    trail.write(by=by, action=action, about=plan, values={"state": plan.state, "version": plan.number})
    if plan.is_shown:
        plan.edition.refresh_from_db(fields=["goal"])
        stamp(plan, by=by, why=why)
        tell(plan, notices.CHANGED, by=by, title=_("The plan of the network “%(network)s” has changed"), text=why)


def stamp(plan: Plan, *, by: Any, why: str) -> Version:
    """Freeze the plan as it stands, as its next version."""
    plan.number += 1
    plan.save(update_fields=["number"])
    return Version.objects.create(
        plan=plan, number=plan.number, why=why, content=content_of(plan), made_by=by, made_at=clock.now()
    )


def tell(plan: Plan, kind: Any, *, by: Any, title: str, text: str = "") -> None:
    """Tell the members of the year, experts excepted while the plan is still talked over."""
    people = Membership.objects.active().filter(edition=plan.edition_id).select_related("user")
    if plan.state == PlanState.CONSULTED:
        people = people.exclude(role="expert")
    notify(
        kind,
        to=[held.user for held in people],
        by=by,
        about=plan,
        title=title % {"network": plan.edition.network},
        text=text,
        url=plan.get_absolute_url(),
    )
