"""The door of a network's space and its shell."""

from __future__ import annotations

from typing import Any

from kit.panels import TABS
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
    standing = (
        rules.memberships_of(user)
        .filter(edition__network__slug=slug)
        .select_related("edition__network__county", "edition__school_year", "user")
        .first()
    )
    if standing is None or not rules.may_enter_as(standing):
        raise NotThere
    return standing


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


def tabs_for(standing: Membership) -> list[tuple[Any, str]]:
    """(tab, address) of the rooms this reader may enter, in their order."""
    network = standing.edition.network
    return [
        (tab, tab.url(network)) for tab in sorted(TABS, key=lambda tab: (tab.position, tab.name)) if tab.seen(standing)
    ]
