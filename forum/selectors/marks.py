"""What one reader left on posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from forum import rules
from forum.enums import Sign
from forum.models import Citation, Consent, Post, PostMark, PostVersion, Thread

SHOWN_CITATIONS = 10


def marks_on(user_id: int, posts: Iterable[Post]) -> dict[int, dict[str, PostMark]]:
    """The reader's own signs and bookmarks on these posts, by post and sign; one query."""
    found: dict[int, dict[str, PostMark]] = defaultdict(dict)
    if not user_id:
        return {}
    for mark in PostMark.objects.filter(person_id=user_id, post__in=[post.pk for post in posts]):
        found[mark.post_id][mark.sign] = mark
    return dict(found)


def versions_of(post: Post) -> QuerySet[PostVersion]:
    """Earlier words of a post, the latest first."""
    return PostVersion.objects.filter(post=post).order_by("-version")


def consent_to(post: Post) -> Consent | None:
    """What was asked and answered about further use of the post."""
    return Consent.objects.filter(post=post).first()


def bookmarks_of(user: Any) -> QuerySet[PostMark]:
    """One's bookmarks on posts one may still read, the latest first."""
    readable = Post.objects.filter(thread__in=rules.readable_threads(user)).shown()
    mine = PostMark.objects.filter(person=user, sign=Sign.BOOKMARK, post__in=readable)
    return mine.select_related("post__author", "post__thread__network", "post__thread__section").order_by(
        "-made_at", "-pk"
    )


def cited_in(user: Any, thread: Thread) -> list[Post]:
    """Posts of other threads that link here, those only which `user` may read; one query."""
    readable = Post.objects.filter(thread__in=rules.readable_threads(user)).shown()
    citing = Citation.objects.filter(thread=thread).values("post")
    posts = (
        readable.filter(pk__in=citing)
        .exclude(thread=thread)
        .select_related("author", "thread__network", "thread__section")
    )
    return list(posts.order_by("-pk")[:SHOWN_CITATIONS])
