"""Kinds of notices the forum sends; only a mention by name (`@Anna Nowak`) is mailed at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import places, rules
from forum.models import Post
from forum.trees import above
from notifications.registry import MAIL, Chain, kind


def _reads(user: Any, post: Any) -> bool:
    """A notice lives as long as its reader may read the post (NT-01)."""
    here = post.deleted_at is None and post.hidden_at is None
    return here and bool(rules.may_read(user, post.thread))


def _conversation(post: Any) -> Any:
    """What is followed or muted is the whole conversation."""
    return post.thread


def chain_of(post: Any) -> Chain:
    """A post's place among letters: under its conversation, after the posts it answers."""
    numbers = [above(post.place, level) for level in range(post.level)]
    known = dict(Post.objects.filter(thread=post.thread_id, number__in=numbers).values_list("number", "pk"))
    subject = post.thread.title if post.number == 1 else f"Re: {post.thread.title}"
    return Chain(
        root=f"thread-{post.thread_id}",
        above=tuple(f"post-{known[number]}" for number in numbers if number in known),
        own=f"post-{post.pk}",
        subject=subject,
        sender=str(post.author or ""),
    )


def _about_post(post: Any) -> Chain:
    """News that only speak of a post stand after it."""
    chain = chain_of(post)
    return Chain(root=chain.root, above=(*chain.above, chain.own))


_OF_POSTS: dict[str, Any] = {"reads": _reads, "thing": _conversation}
_BRINGS: dict[str, Any] = {**_OF_POSTS, "chain": chain_of, "replies": "post"}
_SPEAKS: dict[str, Any] = {**_OF_POSTS, "chain": _about_post}

MENTIONED = kind("forum.mentioned", _("My name is called in a conversation"), level=MAIL, **_BRINGS)
REPLY_TO_ME = kind("forum.reply", _("A reply to what I wrote"), **_BRINGS)
REPLY_FOLLOWED = kind("forum.followed", _("A reply in a conversation I follow"), **_BRINGS)
PLANNED_BACK = kind("forum.planned_back", _("My planned post was not published"))
CONSENT_ASKED = kind("forum.consent_asked", _("Somebody asks to use my post further"), **_SPEAKS)
CONSENT_ANSWERED = kind("forum.consent_answered", _("An author answers whether a post may be used"), **_SPEAKS)
KEEPER_NAMED = kind(
    "forum.keeper",
    _("I am named to moderate a section above the networks"),
    reads=lambda user, section: bool(places.may_steer(user, section)),
)
