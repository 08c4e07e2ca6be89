"""Who may read the plan, write it, speak about it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as hall
from networks.enums import Role
from networks.models import Edition, Membership
from networks.planning.models import Plan, Remark
from networks.planning.states import FOLLOWED, PlanState
from networks.states import EditionState


def readable_plans(user: Any) -> QuerySet[Plan]:
    """Plans `user` may read: of one's own networks once shown, those one steers, those presented in one's counties,
    those of earlier years one may look back at.
    """
    places = hall.memberships_of(user)
    inside = Q(edition__in=places.exclude(edition__state=EditionState.DRAFT).values("edition"))
    steered = Q(edition__in=places.filter(role__in=hall.STEERING).values("edition"))
    supervised = Q(edition__network__in=hall.supervised_networks(user))
    past = Q(edition__in=hall.readable_years(user))
    return Plan.objects.filter(steered | ((inside | supervised | past) & ~Q(state=PlanState.DRAFT)))


def may_read_plan(user: Any, plan: Plan) -> Verdict:
    """Whether `user` may read the plan; a draft is for those who steer the network (D34)."""
    here = hall.memberships_of(user).filter(edition=plan.edition_id).select_related("edition").first()
    if plan.is_shown and hall.may_look_back(user, plan.edition):
        return ALLOWED
    return may_read_plan_as(here, plan) or _from_county(user, plan)


def may_read_plan_as(here: Membership | None, plan: Plan) -> Verdict:
    """The same for a place already loaded."""
    if hall.may_enter_as(here) and (plan.is_shown or hall.may_steer_as(here)):
        return ALLOWED
    return refusal(_("The coordinator is still preparing this plan."))


def _from_county(user: Any, plan: Plan) -> Verdict:
    if plan.is_shown and hall.may_supervise(user, plan.edition.network):
        return ALLOWED
    return refusal(_("The coordinator is still preparing this plan."))


def may_write_plan_as(here: Membership, plan: Plan) -> Verdict:
    """Whether the place `here` writes the plan: coordinator or deputy, in an open year, until it is completed."""
    verdict = hall.may_steer_as(here)
    if not verdict:
        return verdict
    return _is_writable(here.edition, plan)


def may_write_plan(user: Any, plan: Plan) -> Verdict:
    """Whether `user` writes the plan (D34)."""
    here = hall.memberships_of(user).filter(edition=plan.edition_id).select_related("edition").first()
    if here is None:
        return refusal(_("Only the network's coordinator can do this."))
    return may_write_plan_as(here, plan)


def _is_writable(edition: Edition, plan: Plan) -> Verdict:
    if not edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    if plan.state == PlanState.COMPLETED:
        return refusal(_("The plan is completed; it no longer changes."))
    return ALLOWED


def writable_plans(user: Any) -> QuerySet[Plan]:
    """Plans `user` writes."""
    places = hall.memberships_of(user).filter(role__in=hall.STEERING, edition__network__in=hall.writable_networks(user))
    return Plan.objects.filter(edition__in=places.values("edition")).exclude(state=PlanState.COMPLETED)


def may_follow_as(here: Membership, plan: Plan) -> Verdict:
    """Whether points can be marked as done from the place `here`."""
    verdict = may_write_plan_as(here, plan)
    if verdict and plan.state not in FOLLOWED:
        return refusal(_("Points are marked as done once the plan is adopted."))
    return verdict


def may_speak_as(here: Membership | None, plan: Plan) -> Verdict:
    """Whether the place `here` may remark on the plan or agree to it: members, while it is in consultation."""
    if here is None or not hall.may_enter_as(here) or here.role == Role.EXPERT:
        return refusal(_("The plan is consulted with the members of the network."))
    if not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    if plan.state != PlanState.CONSULTED:
        return refusal(_("The plan is not in consultation now."))
    return ALLOWED


def may_speak(user: Any, plan: Plan) -> Verdict:
    """Whether `user` may remark on the plan or agree to it (D34)."""
    return may_speak_as(
        hall.memberships_of(user).filter(edition=plan.edition_id).select_related("edition").first(), plan
    )


def may_answer(user: Any, remark: Remark) -> Verdict:
    """Whether `user` answers remarks: who writes the plan."""
    return may_write_plan(user, remark.plan)


def steers_any(user: Any) -> bool:
    """Whether `user` steers any network at all; examples of plans are for those."""
    return hall.memberships_of(user).filter(role__in=hall.STEERING).exists()
