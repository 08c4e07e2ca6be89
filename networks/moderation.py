"""Who judges what is written in a network, step by step: its coordinator, its deputy, the county, administrators.

Rooms sign their things in with `stairs(Model, "path__to__network")`; only people of that network are told, and the
county only when nobody there decided in time, or nobody there may (its only coordinator wrote it, or an appeal).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role as PersonRole
from accounts.models import RoleAssignment
from kit import clock
from moderation.registry import PLACES, Places, Step
from networks import rules
from networks.enums import Role
from networks.models import Membership, Network


def where(network_id: int | None) -> str:
    """The network as a key of moderation."""
    return f"network:{network_id}" if network_id is not None else ""


def held_by(network_id: int, role: Role) -> list[Any]:
    """Those who hold the role in the network now."""
    here = Membership.objects.now().filter(edition__network=network_id, role=role, user__is_active=True)
    return [place.user for place in here.select_related("user")]


def county_of(network_id: int) -> list[Any]:
    """The coordinators of the network's county."""
    county = Network.objects.filter(pk=network_id).values("county")
    held = RoleAssignment.objects.on(clock.today()).filter(role=PersonRole.COUNTY_COORDINATOR, county__in=county)
    return list(get_user_model().objects.filter(is_active=True, pk__in=held.values("user")))


def administrators() -> list[Any]:
    """The platform's administrators."""
    return list(get_user_model().objects.filter(is_superuser=True, is_active=True))


def stairs(model: Any, path: str, network_id: Callable[[Any], int]) -> tuple[Step, ...]:
    """The steps for things of `model` whose network stands at `path`; `network_id(thing)` gives its number."""

    def supervised(user: Any) -> QuerySet:
        return model._default_manager.filter(**{f"{path}__in": rules.supervised_networks(user)})

    def everything(user: Any) -> QuerySet:
        found = model._default_manager
        return found.all() if user.is_active and user.is_superuser else found.none()

    return (
        Step(_("the network's coordinator"), lambda thing: held_by(network_id(thing), Role.COORDINATOR)),
        Step(_("the coordinator's deputy"), lambda thing: held_by(network_id(thing), Role.DEPUTY)),
        Step(_("the county coordinator"), lambda thing: county_of(network_id(thing)), supervised),
        Step(_("the platform's administrators"), lambda _thing: administrators(), everything),
    )


def _arranged(user: Any) -> list[tuple[str, str]]:
    found = rules.steerable_networks(user).order_by("title").values_list("pk", "title")
    return [(where(number), title) for number, title in found]


def _labels(numbers: Iterable[int]) -> dict[int, str]:
    return dict(Network.objects.filter(pk__in=list(numbers)).values_list("pk", "title"))


PLACES.register("network", Places(name="network", arranged=_arranged, labels=_labels))
