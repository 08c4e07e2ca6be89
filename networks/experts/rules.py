"""Who may see the register, keep it, ask for an expert and answer. Twins of querysets stand beside their checks."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from directory.models import County
from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.experts.models import Expert, ExpertRequest
from networks.experts.states import REQUEST_NEXT, RequestState
from networks.models import Edition, Membership, Network


def kept_counties(user: Any) -> QuerySet[County]:
    """Counties whose register `user` keeps (D31)."""
    held = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR)
    return County.objects.filter(pk__in=held.values("county"))


def may_read_register(user: Any) -> Verdict:
    """Whether `user` may look for experts: county coordinators, who steers a network, SOREs (D14, D35)."""
    if people.roles_of(user).filter(role__in=[PersonRole.COUNTY_COORDINATOR, PersonRole.SORE]).exists():
        return ALLOWED
    if networks.memberships_of(user).filter(role__in=networks.STEERING).exists():
        return ALLOWED
    return refusal(_("The register is for those who plan work with experts."))


def readable_experts(user: Any) -> QuerySet[Expert]:
    """Experts `user` may look at in the register; those taken off it only by who keeps them."""
    if not user.is_authenticated or not may_read_register(user):
        return Expert.objects.none()
    return Expert.objects.filter(Q(retired_at=None) | Q(county__in=kept_counties(user)))


def may_keep(user: Any, county: County) -> Verdict:
    """Whether `user` adds and changes experts of the county."""
    if people.holds(user, PersonRole.COUNTY_COORDINATOR, county=county):
        return ALLOWED
    return refusal(_("The register is kept by the county coordinator."))


def may_see_contact(user: Any, expert: Expert) -> Verdict:
    """Whether `user` may see the e-mail address: who keeps a register, and networks to which the expert is assigned."""
    if kept_counties(user).exists():
        return ALLOWED
    mine = networks.memberships_of(user).filter(role__in=networks.STEERING).values("edition__network")
    assigned = expert.requests.filter(
        edition__network__in=mine, state__in=[RequestState.ASSIGNED, RequestState.DONE, RequestState.EVALUATED]
    )
    return ALLOWED if assigned.exists() else refusal(_("The address is shown once the expert is assigned."))


def may_ask(user: Any, network: Network) -> Verdict:
    """Whether `user` may ask for an expert for the network: who steers it, while its year is open (D35)."""
    return may_ask_as(networks.standing(user, network))


def may_ask_as(here: Membership | None) -> Verdict:
    """The same for a membership already at hand."""
    verdict = networks.may_steer_as(here)
    if verdict and here is not None and not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return verdict


def readable_requests(user: Any) -> QuerySet[ExpertRequest]:
    """Requests of networks `user` steers, and of counties `user` coordinates."""
    if not user.is_authenticated:
        return ExpertRequest.objects.none()
    mine = Q(edition__network__in=networks.steerable_networks(user))
    return ExpertRequest.objects.filter(mine | Q(county__in=kept_counties(user)))


def may_read_request(user: Any, request: ExpertRequest) -> Verdict:
    """Whether `user` may read the request and what became of it."""
    if networks.may_steer(user, request.edition.network) or may_keep(user, request.county):
        return ALLOWED
    return refusal(_("This request is for the network's coordinator and the county."))


def _can_become(request: ExpertRequest, state: str) -> Verdict:
    if state in REQUEST_NEXT[request.state]:
        return ALLOWED
    words = {"state": request.get_state_display()}
    return refusal(_("This cannot be done now: the request is “%(state)s”.") % words)


def may_answer(user: Any, request: ExpertRequest, state: str) -> Verdict:
    """Whether `user` may move the request to `state` for the county."""
    verdict = may_keep(user, request.county)
    return _can_become(request, state) if verdict else verdict


def may_withdraw(user: Any, request: ExpertRequest) -> Verdict:
    """Whether `user` may take the request back: who steers the network."""
    verdict = networks.may_steer(user, request.edition.network)
    return _can_become(request, RequestState.WITHDRAWN) if verdict else verdict


def may_finish(user: Any, request: ExpertRequest) -> Verdict:
    """Whether `user` may say that the expert's work is done: who steers the network."""
    verdict = networks.may_steer(user, request.edition.network)
    return _can_become(request, RequestState.DONE) if verdict else verdict


def may_evaluate(user: Any, request: ExpertRequest) -> Verdict:
    """Whether `user` may evaluate; what is written stays with the network's steering people and the county."""
    verdict = networks.may_steer(user, request.edition.network)
    return _can_become(request, RequestState.EVALUATED) if verdict else verdict


def is_within_year(edition: Edition, day: Any) -> bool:
    """Whether a day lies in the network's school year."""
    return bool(edition.school_year.holds(day))
