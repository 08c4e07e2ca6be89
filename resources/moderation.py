"""Resources can be hidden by the coordinator, with a reason its author is told."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from moderation.registry import moderated
from networks import rules as networks
from networks.models import Membership
from resources import rules, selectors, services
from resources.models import Resource


def find(user: Any, pk: int) -> Resource:
    """The resource, when `user` may read it."""
    return selectors.resource_for(user, pk)


def judged(user: Any) -> QuerySet[Resource]:
    """The resources `user` decides about."""
    return Resource.objects.filter(network__in=networks.steerable_networks(user))


def judges(resource: Resource) -> list[Any]:
    """The coordinators told of a report."""
    steering = Membership.objects.now().filter(edition__network=resource.network, role__in=networks.STEERING)
    return list(User.objects.filter(pk__in=steering.values("user"), is_active=True))


moderated(
    "resource",
    label=_("resource"),
    model=Resource,
    find=find,
    may_judge=rules.may_judge,
    author=lambda resource: resource.created_by,
    title=str,
    url=lambda resource: resource.get_absolute_url(),
    hide=services.hide,
    show=services.show,
    judged=judged,
    judges=judges,
    words=lambda resource: resource.description,
    place=lambda resource: resource.network.title,
)
