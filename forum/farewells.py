"""What the forum holds about people, and what becomes of it (quality PD-01, annex B)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import ERASE, KEEP, register
from forum.models import Post, Section, Thread, ThreadRead

register(Section, plain="id network name slug position")
register(
    Thread,
    plain="id network section created_at posts_count last_number last_post_at is_pinned locked_at once",
    personal={
        "title": (_("the subject of a conversation; public task"), KEEP),
        "author": ("who began it; public task", ERASE),
        "last_post_by": ("who wrote last; public task", ERASE),
    },
    rows=lambda user: Thread.objects.filter(Q(author=user) | Q(last_post_by=user)),
    erase=lambda user: _leave_threads(user),
)
register(
    Post,
    plain="id thread number parent depth place version created_at edited_at hidden_at deleted_at once",
    personal={
        "author": ("who wrote it; public task", ERASE),
        "source": (_("text as sent; public task; the network keeps the conversation"), KEEP),
        "html": (_("text as shown; public task; the network keeps the conversation"), KEEP),
        "excerpt": (_("beginning of the text; public task"), KEEP),
    },
    rows=lambda user: Post.objects.filter(author=user),
    erase=lambda user: _leave_posts(user),
)
register(
    ThreadRead,
    plain="id thread last_number follows",
    personal={"user": ("whose reading mark it is; to show what is new", ERASE)},
    rows=lambda user: ThreadRead.objects.filter(user=user),
    erase=lambda user: ThreadRead.objects.filter(user=user).delete() and None,
)


def _leave_threads(user: Any) -> None:
    Thread.objects.filter(author=user).update(author=None)
    Thread.objects.filter(last_post_by=user).update(last_post_by=None)


def _leave_posts(user: Any) -> None:
    """Posts stay without a name; what their author had taken back goes for good."""
    mine = Post.objects.filter(author=user)
    mine.filter(deleted_at__isnull=False).update(source="", html="", excerpt="")
    mine.update(author=None)
