"""Kinds of notices of blogs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.blogs import rules
from networks.blogs.enums import CommentState
from networks.blogs.models import BlogPostPage, Comment
from notifications.registry import kind


def _reads(user: Any, entry: BlogPostPage) -> bool:
    return bool(rules.may_read(user, entry))


def _judges(user: Any, entry: BlogPostPage) -> bool:
    return bool(rules.may_judge(user, entry))


def _reads_comment(user: Any, comment: Comment) -> bool:
    here = comment.deleted_at is None and comment.hidden_at is None and comment.state == CommentState.SHOWN
    return here and bool(rules.may_read(user, comment.entry))


def _entry(comment: Comment) -> BlogPostPage:
    """What is followed or muted, and gathered on one line of a letter: the entry."""
    return comment.entry


SHOWN = kind("blogs.shown", _("a new entry in a network's blog"), reads=_reads)
COMMENTED = kind("blogs.commented", _("a comment on an entry of mine"), reads=_reads_comment, thing=_entry)
COAUTHOR = kind("blogs.coauthor", _("I am made a co-author of an entry"), reads=_reads)
TO_APPROVE = kind("blogs.to_approve", _("a blog entry waits for my approval"), asks=True, reads=_judges)
DECIDED = kind("blogs.decided", _("the decision on making an entry of mine public"), reads=_reads)
