"""Entries can be found by members of their network, and by everybody once they are public."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock, html
from networks import rules as networks
from networks.blogs.models import BlogPostPage
from search.registry import PUBLIC, Face, entry


def face(post: BlogPostPage) -> Face | None:
    """What the index knows of an entry; nothing of what is not shown."""
    if post.shown_at is None or post.hidden_at is not None:
        return None
    tags = [tag.name for tag in post.tags.all()]
    return Face(
        title=post.title,
        text="\n".join([post.lead, html.text_of(post.whole), *tags]),
        url=post.public_url if post.live else post.get_absolute_url(),
        audience=[PUBLIC] if post.live else [f"network:{post.network_id}"],
        dated_at=post.shown_at or clock.now(),
        facets={"network": [post.network.title]},
    )


def among(user: Any) -> QuerySet[BlogPostPage]:
    """Public entries, and shown ones of the reader's networks."""
    mine = Q(network__in=networks.enterable_networks(user)) if user.is_authenticated else Q(pk__in=[])
    return BlogPostPage.objects.shown().filter(Q(live=True) | mine)


entry(
    "blog_post",
    label=_("Blog entries"),
    model=BlogPostPage,
    face=face,
    among=among,
    rows=lambda: BlogPostPage.objects.select_related("network"),
    icon="notebook-pen",
)
