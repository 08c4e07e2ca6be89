"""Conversations and posts in the chain of what was made from what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import rules, selectors, services
from forum.models import Post
from provenance.registry import Card, Seed, thing


def thread_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of conversations; one query."""
    found = rules.readable_threads(user).filter(pk__in=list(pks)).select_related("network", "section")
    return {one.pk: Card(title=one.title, url=one.get_absolute_url(), note=one.place_name) for one in found}


def thread_seed(user: Any, pk: int) -> Seed:
    """What is made of a conversation begins with its title."""
    thread = selectors.thread_for(user, pk)
    return Seed(title=thread.title)


def _shown(user: Any) -> Any:
    readable = Post.objects.filter(thread__in=rules.readable_threads(user), hidden_at=None, deleted_at=None)
    return readable.select_related("thread__network", "thread__section", "author")


def post_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of posts that are shown; one query."""
    return {
        one.pk: Card(title=one.excerpt or one.thread.title, url=one.get_absolute_url(), note=one.thread.title)
        for one in _shown(user).filter(pk__in=list(pks))
    }


def post_seed(user: Any, pk: int) -> Seed:
    """What is made of a post begins with its conversation's title, and with its words when they may go along.

    They may when the post is one's own or its author agreed. Raises NotThere for what cannot be read.
    """
    post = selectors.post_by_pk(user, pk)
    if not rules.may_take_words(user, post):
        return Seed(title=post.thread.title)
    return Seed(title=post.thread.title, text=post.html)


thing(
    "thread", label=_("conversation"), icon="messages-square", cards=thread_cards, seed=thread_seed, tied=services.touch
)


def _post_tied(pk: int) -> None:
    """A post with a chain shows it: its thread's pages are drawn anew."""
    services.touch(*Post.objects.filter(pk=pk).values_list("thread", flat=True))


thing("post", label=_("post"), icon="message-square", cards=post_cards, seed=post_seed, tied=_post_tied)
