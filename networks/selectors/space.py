"""The door of a network's space and its shell."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from accounts.selectors import itself
from kit import clock
from kit.panels import TABS, Tab
from kit.prepared import Prepared
from kit.verdicts import NotThere
from networks import rules
from networks.enums import Role
from networks.models import Edition, Membership
from networks.states import EditionState


def space_for(user: Any, slug: str) -> Membership:
    """The reader's place in the network at `slug`, with its year, network and county, in one query.

    Every room inside a network calls this first (in `setup`) and passes `network`, `standing` and `tab` to its
    template, which extends `layouts/space.html`:

        standing = space_for(request.user, slug)
        network = standing.edition.network

    Raises NotThere when there is no such network and also when `user` does not belong to it now: both look alike
    (AC-03). A draft year opens for those who steer it only (AC-19).
    """
    if not user.is_authenticated or not user.is_active:
        raise NotThere
    standing = _PLACE.first(user_id=user.pk, day=clock.today(), slug=slug)
    if standing is None or not rules.may_enter_as(standing):
        raise NotThere
    standing.user = itself(user)
    return standing


_PLACE = Prepared(
    lambda user_id, day, slug: (
        rules.places_on(user_id, day)
        .filter(edition__network__slug=slug)
        .select_related("edition__network__county", "edition__school_year")
    ),
    user_id=int,
    day=date,
    slug=str,
)


def card_for(user: Any, slug: str) -> Edition:
    """The present year of a network for its card, which everyone signed in may read, drafts excepted.

    Raises NotThere for an unknown address and for a draft of others.
    """
    edition = (
        Edition.objects.current()
        .filter(network__slug=slug)
        .select_related("network__county__voivodeship", "school_year")
        .prefetch_related("network__subjects", "network__stages")
        .first()
    )
    if edition is None:
        raise NotThere
    if edition.state == EditionState.DRAFT and not rules.may_steer(user, edition.network):
        raise NotThere
    return edition


def place_in(user: Any, edition: Edition) -> Membership | None:
    """The row of `user` in this year, whatever its state; for the card, which says what became of a request."""
    return edition.memberships.filter(user=user).first()


def coordinators_of(edition: Edition) -> list[Membership]:
    """Coordinators and deputies of the year, coordinators first; one query."""
    found = edition.memberships.active().filter(role__in=rules.STEERING).select_related("user__profile")
    return sorted(found, key=lambda held: (held.role != Role.COORDINATOR, held.user.last_name))


def leading_of(edition: Edition) -> tuple[str, ...]:
    """Names of the year's coordinators, as every page of the space says them; remembered for a minute."""
    if not settings.CACHE_IS_SHARED:
        return _leading(edition)
    return cache.get_or_set(_leading_key(edition.pk), lambda: _leading(edition), 60)


def _leading(edition: Edition) -> tuple[str, ...]:
    return tuple(held.user.get_full_name() for held in coordinators_of(edition) if held.role == Role.COORDINATOR)


def forget_leading(edition_id: int) -> None:
    """Who leads the year changes: forgotten now, and once more when the others can see the change."""
    cache.delete(_leading_key(edition_id))
    transaction.on_commit(partial(cache.delete, _leading_key(edition_id)))


def _leading_key(edition_id: int) -> str:
    return f"networks.leading:{edition_id}"


def tabs_for(standing: Membership) -> list[Tab]:
    """The tabs of the rooms this reader may enter, in their order."""
    return [tab for tab in sorted(TABS, key=lambda tab: (tab.position, tab.name)) if tab.seen(standing)]
