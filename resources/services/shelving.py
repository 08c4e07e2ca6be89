"""Shelves: one's own, and the collections of a network."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Network
from resources import rules, stand
from resources.enums import Visibility
from resources.models import Placing, Resource, Shelf

MOST_ON_SHELF = 200


def make_shelf(
    *,
    by: Any,
    title: str,
    network: Network | None = None,
    words: str = "",
    visibility: str = "",
    is_path: bool = False,
    key: Any = None,
) -> Shelf:
    """A new shelf of `by`, or with `network` a collection of it. Raises Refused when `by` may not make one there."""
    rows = Shelf.objects.filter(network=network) if network else Shelf.objects.filter(owner=by)
    return once(rows, key, lambda: _make(by, title, network, words, visibility, key, is_path))


@transaction.atomic
def _make(
    by: Any, title: str, network: Network | None, words: str, visibility: str, key: uuid.UUID | None, is_path: bool
) -> Shelf:
    insist(rules.may_order(by, network) if network else rules.may_keep_shelves(by))
    if not title.strip():
        raise Refused(_("Give the shelf a name."))
    shelf = Shelf.objects.create(
        owner=None if network else by,
        network=network,
        title=title.strip(),
        words=words.strip(),
        visibility=visibility or Visibility.NETWORK,
        is_path=bool(network and is_path),
        once=key,
    )
    stand.moved()
    if network:
        trail.write(by=by, action="resources.shelf.make", about=shelf, values={"network": network.title})
    return shelf


@transaction.atomic
def change_shelf(
    *, by: Any, shelf: Shelf, title: str, words: str, visibility: str = "", is_path: bool = False
) -> Shelf:
    """Rename it, or say anew what it is for. Raises Refused when `by` may not."""
    insist(rules.may_arrange(by, shelf))
    if not title.strip():
        raise Refused(_("Give the shelf a name."))
    shelf.title, shelf.words = title.strip(), words.strip()
    if shelf.network_id and visibility:
        shelf.visibility, shelf.is_path = visibility, is_path
    shelf.save(update_fields=["title", "words", "visibility", "is_path"])
    stand.moved()
    return shelf


@transaction.atomic
def remove_shelf(*, by: Any, shelf: Shelf) -> None:
    """Take the shelf down; the resources stay in the library. Raises Refused when `by` may not."""
    insist(rules.may_arrange(by, shelf))
    if shelf.network_id:
        trail.write(by=by, action="resources.shelf.remove", about=shelf)
    shelf.delete()
    stand.moved()


@transaction.atomic
def place(*, by: Any, shelf: Shelf, resource: Resource, note: str = "") -> Placing:
    """Put a resource at the end of the shelf; there already, it stays where it is.

    Raises Refused when `by` may not arrange the shelf or read the resource, or when the shelf is full.
    """
    held = Shelf.objects.select_for_update(of=("self",)).get(pk=shelf.pk)
    insist(rules.may_arrange(by, held))
    insist(rules.may_read(by, resource))
    standing = held.placings.filter(resource=resource).first()
    if standing is not None:
        return standing
    if held.placings.count() >= MOST_ON_SHELF:
        raise Refused(_("A shelf holds at most %(most)s resources. Begin another one.") % {"most": MOST_ON_SHELF})
    last = held.placings.aggregate(last=Max("position"))["last"] or 0
    stand.moved()
    return Placing.objects.create(shelf=held, resource=resource, position=last + 1, note=note.strip()[:300])


@transaction.atomic
def take_off(*, by: Any, shelf: Shelf, resource: Resource) -> None:
    """Take a resource off the shelf. Raises Refused when `by` may not."""
    insist(rules.may_arrange(by, shelf))
    shelf.placings.filter(resource=resource).delete()
    stand.moved()


@transaction.atomic
def arrange(*, by: Any, shelf: Shelf, order: Sequence[int]) -> None:
    """Put the placings in this `order` of their numbers; those not named stay behind, as they stood.

    Raises Refused when `by` may not.
    """
    held = Shelf.objects.select_for_update(of=("self",)).get(pk=shelf.pk)
    insist(rules.may_arrange(by, held))
    wanted = {number: place for place, number in enumerate(order)}
    rows = sorted(held.placings.all(), key=lambda row: (wanted.get(row.pk, len(wanted)), row.position, row.pk))
    for position, row in enumerate(rows, 1):
        row.position = position
    Placing.objects.bulk_update(rows, ["position"])
