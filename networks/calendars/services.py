"""The verbs of feeds."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kit import clock
from kit.verdicts import NotThere
from moderation import trail
from networks import rules as networks
from networks.calendars.models import Feed, new_nonce
from networks.models import Network


@transaction.atomic
def make(*, by: Any, network: Network | None) -> Feed:
    """Make one's feed of everything or of one network, or renew it: the address before is dead at once.

    Raises NotThere for a network `by` does not belong to.
    """
    if network is not None and not networks.may_enter(by, network):
        raise NotThere
    values = {"nonce": new_nonce(), "made_at": clock.now(), "read_at": None}
    feed, _made = Feed.objects.update_or_create(user=by, network=network, defaults=values)
    trail.write(by=by, action="calendars.feed.make", about=feed)
    return feed


@transaction.atomic
def revoke(*, by: Any, network: Network | None) -> None:
    """Switch one's feed off; its address leads nowhere from now on."""
    for feed in Feed.objects.filter(user=by, network=network):
        trail.write(by=by, action="calendars.feed.revoke", about=feed)
        feed.delete()


def fetched(*, feed: Feed) -> None:
    """Write down that a calendar program came by."""
    Feed.objects.filter(pk=feed.pk).update(read_at=clock.now())
