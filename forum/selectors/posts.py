"""A post its reader may open."""

from __future__ import annotations

import re
from typing import Any

from forum import rules
from forum.enums import Audience
from forum.models import Post, Thread
from forum.selectors.rooms import Room
from forum.selectors.veil import veiled
from kit.verdicts import NotThere


def post_in(thread: Thread, number: int, room: Room | None = None) -> Post:
    """A post of a thread already fetched, with names as the reader of `room` may see them. Raises NotThere."""
    post = Post.objects.filter(thread=thread, number=number).select_related("author", "parent__author").first()
    if post is None:
        raise NotThere
    post.thread = thread
    if room is not None:
        veiled(room, [post])
    return post


_PUBLIC_POST = re.compile(r"^/forum/(?P<thread>[0-9]{1,18})/(?:wpis/(?P<number>[0-9]{1,6})/?)?$")


def public_post_at(path: str) -> Post | None:
    """The post at a public address of ours, of a conversation the first one; None for every other address."""
    match = _PUBLIC_POST.match(path)
    if match is None:
        return None
    here = Thread.objects.filter(pk=int(match["thread"]), network=None, section__audience=Audience.PUBLIC)
    posts = Post.objects.filter(thread__in=here, number=int(match["number"] or 1)).shown()
    return posts.select_related("author", "thread__section").first()


def post_by_pk(user: Any, pk: int) -> Post:
    """A post `user` may read in place. Raises NotThere."""
    post = (
        Post.objects.filter(pk=pk, thread__in=rules.readable_threads(user))
        .select_related("author", "thread__network", "thread__section")
        .first()
    )
    if post is None:
        raise NotThere
    return post
