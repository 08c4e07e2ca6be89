"""A blog entry in the chain of what was made from what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import html
from networks.blogs import rules, selectors
from networks.blogs.models import BlogPostPage
from networks.models import Membership
from provenance.registry import Card, Seed, maker, thing


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of those entries `user` may open, in their space or in public; one query."""
    wanted = BlogPostPage.objects.filter(pk__in=list(pks)).select_related("network")
    inside = set(rules.readable_entries(user).filter(pk__in=list(pks)).values_list("pk", flat=True))
    public = Q(live=True, shown_at__isnull=False, hidden_at=None)
    return {
        entry.pk: Card(
            title=entry.title if entry.shown_at else entry.draft_title or entry.title,
            url=entry.get_absolute_url() if entry.pk in inside else entry.public_url,
        )
        for entry in wanted.filter(Q(pk__in=inside) | public)
    }


def seed(user: Any, pk: int) -> Seed:
    """What something made from an entry begins with. Raises NotThere."""
    entry = selectors.entry_for(user, pk)
    edition = entry.network.editions.filter(is_current=True).first()
    words = entry.lead or html.excerpt(entry.whole, 400)
    return Seed(title=entry.title, text=words, edition_id=edition.pk if edition else None)


def _url(place: Membership) -> str:
    return reverse("blogs:begin", kwargs={"slug": place.edition.network.slug})


def _offered(user: Any, place: Any) -> bool:
    return isinstance(place, Membership) and place.edition.is_open


thing("blog_post", label=_("Blog entry"), icon="notebook-pen", cards=cards, seed=seed)
maker(
    "blog_post",
    label=_("Write about it on the blog"),
    icon="notebook-pen",
    sources=("task_result", "thread", "post", "meeting"),
    url=_url,
    offered=_offered,
    position=70,
)
