"""What a feed reader is given: only what the feed's person may read now."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from forum import rules
from forum.models import NewsFeed, Post, Section, Thread
from forum.selectors.rooms import Room
from forum.selectors.veil import veiled
from forum.tokens import fits
from kit.verdicts import NotThere

LATEST = 30


def feed_by(given: str) -> NewsFeed:
    """The feed of a secret address, while its person is active. Raises NotThere for every other address (NT-05)."""
    number, _dash, seal = given.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise NotThere
    feed = NewsFeed.objects.select_related("person").filter(pk=int(number), person__is_active=True).first()
    if feed is None or not fits(feed, seal):
        raise NotThere
    return feed


def feed_of(user: Any) -> NewsFeed | None:
    """One's own feed."""
    return NewsFeed.objects.filter(person=user).first()


def latest_for(user: Any, *, slug: str = "") -> QuerySet[Post]:
    """The latest posts `user` may read, everywhere or in one network."""
    threads = rules.readable_threads(user)
    if slug:
        threads = threads.filter(network__slug=slug)
    posts = Post.objects.filter(thread__in=threads).shown()
    return posts.select_related("author", "thread__network", "thread__section").order_by("-created_at", "-pk")[:LATEST]


def latest_in(section: Section) -> list[Post]:
    """The latest posts of a section above the networks, with names as a visitor may see them."""
    here = Thread.objects.filter(network=None, section=section)
    posts = Post.objects.filter(thread__in=here).shown().select_related("author", "parent__author", "thread__section")
    found = list(posts.order_by("-created_at", "-pk")[:LATEST])
    for post in found:
        post.thread.network = None
    return veiled(Room(user=AnonymousUser(), section=section), found)
