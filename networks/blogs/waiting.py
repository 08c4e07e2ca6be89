"""Which comments wait to be read before others see them, by the network's own order (the modes of its forum)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit import clock
from moderation import first
from moderation import selectors as cases
from moderation.watch import Found
from networks import rules as networks
from networks.blogs.enums import CommentState
from networks.blogs.models import BlogPostPage, Comment, CommentOrder
from networks.models import Network
from networks.moderation import where


def order_of(network: Network) -> CommentOrder:
    """The network's order, open where none was chosen."""
    return CommentOrder.objects.filter(network=network).first() or CommentOrder(network=network)


def reason_to_wait(by: Any, entry: BlogPostPage, markup: str) -> Found | None:
    """Why a comment waits to be read first; None when it stands at once. Who steers the network reads for others."""
    if networks.may_steer(by, entry.network):
        return None
    order = order_of(entry.network)
    said = Comment.objects.filter(author=by, entry__network=entry.network_id, deleted_at=None)
    lately = said.filter(created_at__gte=clock.now() - first.SAME_WITHIN).order_by("-pk").values_list("html", flat=True)
    return first.reason_to_wait(
        markup,
        place=where(entry.network_id),
        order=order,
        first=order.first_comments,
        wrote=said.filter(state=CommentState.SHOWN, hidden_at=None).count,
        said=lambda: lately[: first.LOOK_BACK],
    )


@dataclass(frozen=True)
class Promise:
    """What authors are told of comments that wait: the usual hours, how many wait in the place, who was asked."""

    hours: int
    waiting: int
    asked: set[int]
    """Numbers of comments whose authors were asked for changes."""


def promise(network: Network, comments: list[Comment]) -> Promise | None:
    """The promise about these comments of one person in a network; None where none waits. Three queries at most."""
    mine = [one for one in comments if one.is_waiting]
    if not mine:
        return None
    place = where(network.pk)
    return Promise(order_of(network).promise_hours, cases.waiting_in(place), cases.asked_among(mine))
