"""What can be found of the forum: threads and posts, by members of their network; never what is hidden (SR)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum import rules
from forum.models import Post, Thread
from kit import html
from search.registry import Face, entry


def _thread_face(thread: Thread) -> Face:
    return Face(
        title=thread.title,
        text="",
        url=thread.get_absolute_url(),
        audience=[f"network:{thread.network_id}"],
        dated_at=thread.last_post_at,
        facets={"network": [thread.network.title]},
    )


def _post_face(post: Post) -> Face | None:
    if post.hidden_at is not None or post.deleted_at is not None:
        return None
    return Face(
        title=post.thread.title,
        text=html.text_of(post.html),
        url=post.get_absolute_url(),
        audience=[f"network:{post.thread.network_id}"],
        dated_at=post.created_at,
        facets={"network": [post.thread.network.title]},
    )


def _posts_among(user: Any) -> QuerySet[Post]:
    return Post.objects.filter(thread__in=rules.readable_threads(user), hidden_at=None, deleted_at=None)


entry(
    "thread",
    label=_("Conversations"),
    model=Thread,
    face=_thread_face,
    among=rules.readable_threads,
    rows=lambda: Thread.objects.select_related("network"),
    icon="messages-square",
)
entry(
    "post",
    label=_("Posts"),
    model=Post,
    face=_post_face,
    among=_posts_among,
    rows=lambda: Post.objects.select_related("thread__network"),
    icon="message-square",
)
