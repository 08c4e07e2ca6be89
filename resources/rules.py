"""Who may do what in the library (AC-09). Single checks and their queryset twins; a property test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.models import Network
from resources.enums import Visibility
from resources.models import Resource


def may_read(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may read it now: everybody, everybody signed in; or members. Hidden: its judge and its author."""
    if resource.hidden_at is not None:
        mine = resource.created_by_id is not None and resource.created_by_id == user.pk
        return networks.may_enter(user, resource.network) if mine else may_judge(user, resource)
    signed_in = user.is_authenticated and user.is_active
    if resource.visibility == Visibility.PUBLIC or (signed_in and resource.visibility == Visibility.SIGNED_IN):
        return ALLOWED
    return networks.may_enter(user, resource.network)


def readable_resources(user: Any) -> QuerySet[Resource]:
    """The resources `may_read` allows."""
    open_to = [Visibility.PUBLIC]
    if not user.is_authenticated or not user.is_active:
        return Resource.objects.shown().filter(visibility__in=open_to)
    open_to.append(Visibility.SIGNED_IN)
    return Resource.objects.filter(
        Q(hidden_at=None) & (Q(visibility__in=open_to) | Q(network__in=networks.enterable_networks(user)))
        | Q(hidden_at__isnull=False, network__in=networks.steerable_networks(user))
        | Q(hidden_at__isnull=False, created_by=user, network__in=networks.enterable_networks(user))
    )


def may_deposit(user: Any, network: Network) -> Verdict:
    """Whether `user` may add to this network's library: whoever may write there, experts too (D50)."""
    return networks.may_write(user, network)


def may_edit(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may change it, replace its files or remove it: who added it, and the coordinator."""
    writes = networks.may_write(user, resource.network)
    if not writes:
        return writes
    if resource.hidden_at is None and resource.created_by_id is not None and resource.created_by_id == user.pk:
        return ALLOWED
    if networks.may_steer(user, resource.network):
        return ALLOWED
    return refusal(_("Only the person who added it, or the network's coordinator, can change it."))


def may_judge(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may hide it or show it again: the coordinator (BR of moderation)."""
    return networks.may_steer(user, resource.network)
