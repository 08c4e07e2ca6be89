"""What can be found of the forum: threads and posts, by members of their network; never what is hidden (SR)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from forum import places, rules
from forum.enums import Audience
from forum.models import Post, Thread
from kit import html
from search.registry import ASKING, AUDIENCES, PUBLIC, SIGNED_IN, Face, entry

_WORDS = {Audience.PUBLIC: PUBLIC, Audience.SIGNED_IN: SIGNED_IN}


def audiences(user: Any) -> set[str]:
    """The words of sections above the networks that `user` reads beyond those for everybody."""
    found = places.open_sections(user).exclude(audience__in=_WORDS).values_list("pk", flat=True)
    return {f"section:{number}" for number in found}


def _audience(thread: Thread) -> list[str]:
    if thread.network_id is not None:
        return [f"network:{thread.network_id}"]
    audience = Audience(thread.section.audience)
    return [_WORDS.get(audience, f"section:{thread.section_id}")]


def _facets(thread: Thread) -> dict[str, list[str]]:
    return {"network": [thread.network.title]} if thread.network is not None else {}


def _thread_face(thread: Thread) -> Face | None:
    if thread.merged_into_id is not None:
        return None
    return Face(
        title=thread.title,
        text="",
        url=thread.get_absolute_url(),
        audience=_audience(thread),
        dated_at=thread.last_post_at,
        facets=_facets(thread),
    )


def _post_face(post: Post) -> Face | None:
    if post.hidden_at is not None or post.deleted_at is not None:
        return None
    return Face(
        title=post.thread.title,
        text=html.text_of(post.html),
        url=post.get_absolute_url(),
        audience=_audience(post.thread),
        dated_at=post.created_at,
        facets=_facets(post.thread),
    )


def _posts_among(user: Any) -> QuerySet[Post]:
    return Post.objects.filter(thread__in=rules.readable_threads(user), hidden_at=None, deleted_at=None)


def _asking(slug: str, words: str) -> str:
    """Where a question is put to a network in these words."""
    return f"{reverse('forum:thread_open', kwargs={'slug': slug})}?{urlencode({'tytul': words})}"


ASKING.register("forum", _asking)
AUDIENCES.register("forum", audiences)
entry(
    "thread",
    label=_("Conversations"),
    model=Thread,
    face=_thread_face,
    among=rules.readable_threads,
    rows=lambda: Thread.objects.select_related("network", "section"),
    icon="messages-square",
)
entry(
    "post",
    label=_("Posts"),
    model=Post,
    face=_post_face,
    among=_posts_among,
    rows=lambda: Post.objects.select_related("thread__network", "thread__section"),
    icon="message-square",
)
