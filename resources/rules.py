"""Who may do what in the library (AC-09). Single checks and their queryset twins; a property test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role
from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.models import Network
from resources import licences
from resources.enums import Visibility
from resources.models import Resource, Shelf


def may_read(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may read it now: everybody, everybody signed in; or members. Hidden: its judge and its author."""
    if resource.hidden_at is not None:
        mine = resource.created_by_id is not None and resource.created_by_id == user.pk
        return networks.may_enter(user, resource.network) if mine else may_judge(user, resource)
    signed_in = user.is_authenticated and user.is_active
    if resource.visibility == Visibility.PUBLIC or (signed_in and resource.visibility == Visibility.SIGNED_IN):
        return ALLOWED
    own = networks.may_enter(user, resource.network)
    if not own and resource.visibility == Visibility.NETWORKS and signed_in:
        invited = resource.shared_with.filter(pk__in=networks.enterable_networks(user).values("pk"))
        return ALLOWED if invited.exists() else own
    return own


def readable_resources(user: Any) -> QuerySet[Resource]:
    """The resources `may_read` allows."""
    open_to = [Visibility.PUBLIC]
    if not user.is_authenticated or not user.is_active:
        return Resource.objects.shown().filter(visibility__in=open_to)
    open_to.append(Visibility.SIGNED_IN)
    shared = Resource.shared_with.through.objects.filter(network__in=networks.enterable_networks(user))
    return Resource.objects.filter(
        Q(hidden_at=None)
        & (
            Q(visibility__in=open_to)
            | Q(network__in=networks.enterable_networks(user))
            | Q(visibility=Visibility.NETWORKS, pk__in=shared.values("resource"))
        )
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


def may_note(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may say “I used it”: whoever reads it with an account, but for the one who added it."""
    judged = _may_judge_openly(user, resource)
    if not judged:
        return judged
    if resource.created_by_id == user.pk:
        return refusal(_("You added it yourself: the notes are there for those who took it from you."))
    return ALLOWED


def may_review(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may write a review: the same people as notes."""
    judged = _may_judge_openly(user, resource)
    if not judged:
        return judged
    if resource.created_by_id == user.pk:
        return refusal(_("You added it yourself, so a review is for others to write."))
    return ALLOWED


def _may_judge_openly(user: Any, resource: Resource) -> Verdict:
    if not user.is_authenticated or not user.is_active:
        return refusal(_("Sign in first."))
    if resource.hidden_at is not None:
        return refusal(_("This resource is hidden now."))
    return may_read(user, resource)


def may_take_back(user: Any, written: Any) -> Verdict:
    """Whether `user` may delete a note or a review: only its author."""
    if written.author_id is not None and written.author_id == user.pk:
        return ALLOWED
    return refusal(_("Only its author can take it back."))


def may_keep_shelves(user: Any) -> Verdict:
    """Whether `user` may have shelves: whoever has an account."""
    if user.is_authenticated and user.is_active:
        return ALLOWED
    return refusal(_("Sign in first."))


def may_tidy_tags(user: Any) -> Verdict:
    """Whether `user` may merge and rename tags: they are everybody's words, so the platform's editors do it (D69)."""
    if user.is_authenticated and user.is_active and (user.is_superuser or people.holds(user, Role.EDITOR)):
        return ALLOWED
    return refusal(_("Tags are put in order by the platform's editors."))


def may_order(user: Any, network: Network) -> Verdict:
    """Whether `user` may make and order the network's collections: its coordinator, in an open year."""
    writes = networks.may_write(user, network)
    return networks.may_steer(user, network) if writes else writes


def may_export(user: Any, network: Network) -> Verdict:
    """Whether `user` may take the network's whole library away: its coordinator, also after the year."""
    return networks.may_steer(user, network)


def may_arrange(user: Any, shelf: Shelf) -> Verdict:
    """Whether `user` may change this shelf."""
    if shelf.network_id is not None:
        return may_order(user, shelf.network)
    if shelf.owner_id == user.pk:
        return may_keep_shelves(user)
    return refusal(_("This shelf is somebody else's."))


def may_read_shelf(user: Any, shelf: Shelf) -> Verdict:
    """Whether `user` may open the shelf; what stands on it is asked one by one."""
    if shelf.network_id is None:
        return ALLOWED if shelf.owner_id == user.pk else refusal(_("This shelf is somebody else's."))
    signed_in = user.is_authenticated and user.is_active
    if shelf.visibility == Visibility.PUBLIC or (signed_in and shelf.visibility == Visibility.SIGNED_IN):
        return ALLOWED
    return networks.may_enter(user, shelf.network)


def may_walk(user: Any, shelf: Shelf) -> Verdict:
    """Whether `user` may mark steps of this path as done: whoever opens it with an account (D48)."""
    if not shelf.is_path:
        return refusal(_("This is no self-study path."))
    keeps = may_keep_shelves(user)
    return may_read_shelf(user, shelf) if keeps else keeps


def readable_shelves(user: Any) -> QuerySet[Shelf]:
    """The shelves `may_read_shelf` allows."""
    collections = Shelf.objects.filter(network__isnull=False)
    if not user.is_authenticated or not user.is_active:
        return collections.filter(visibility=Visibility.PUBLIC)
    open_to = [Visibility.PUBLIC, Visibility.SIGNED_IN]
    return Shelf.objects.filter(
        Q(owner=user)
        | Q(network__isnull=False) & (Q(visibility__in=open_to) | Q(network__in=networks.enterable_networks(user)))
    )


def may_adapt(user: Any, resource: Resource) -> Verdict:
    """Whether `user` may share a changed version of it: who reads it, when its licence allows."""
    reads = may_read(user, resource)
    if not reads:
        return reads
    return licences.may_be_adapted(resource.licence, own=is_own(user, resource))


def is_own(user: Any, resource: Resource) -> bool:
    """Whether the rights to it are the person's own: who added it and named no other author."""
    if resource.created_by_id is None or resource.created_by_id != user.pk:
        return False
    return resource.author.strip() in {"", user.get_full_name(), user.email}
