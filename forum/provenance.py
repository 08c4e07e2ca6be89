"""Conversations and posts in the chain of what was made from what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import rules, selectors
from forum.models import Post
from provenance.registry import Card, Seed, thing


def thread_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of conversations; one query."""
    found = rules.readable_threads(user).filter(pk__in=list(pks)).select_related("network")
    return {one.pk: Card(title=one.title, url=one.get_absolute_url(), note=one.network.title) for one in found}


def thread_seed(user: Any, pk: int) -> Seed:
    """What is made of a conversation begins with its title."""
    thread = selectors.thread_for(user, pk)
    return Seed(title=thread.title)


def _shown(user: Any) -> Any:
    readable = Post.objects.filter(thread__in=rules.readable_threads(user), hidden_at=None, deleted_at=None)
    return readable.select_related("thread__network", "author")


def post_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of posts that are shown; one query."""
    return {
        one.pk: Card(title=one.excerpt or one.thread.title, url=one.get_absolute_url(), note=one.thread.title)
        for one in _shown(user).filter(pk__in=list(pks))
    }


def post_seed(user: Any, pk: int) -> Seed:
    """What is made of a post begins with its conversation's title and its words. Raises NotThere for a hidden one."""
    post = selectors.post_by_pk(user, pk)
    if not rules.may_see_words(user, post, steers=False) or post.deleted_at is not None:
        return Seed(title=post.thread.title)
    return Seed(title=post.thread.title, text=post.html)


thing("thread", label=_("conversation"), icon="messages-square", cards=thread_cards, seed=thread_seed)
thing("post", label=_("post"), icon="message-square", cards=post_cards, seed=post_seed)
