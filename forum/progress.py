"""The forum on the page of progress: who wrote, which conversations wait for an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.models import Post
from forum.reporting import posts_in, threads_in
from kit import clock
from networks.progress import Act, Figure, track

SHOWN = 5
PATIENCE = timedelta(days=3)
"""A conversation waits this long before it is said to be without an answer."""


def figures(edition: Any, numbers: list[int]) -> dict[int, Figure]:
    """Posts of the year; one query."""
    rows = posts_in(edition).filter(author__in=numbers).order_by().values_list("author")
    return {
        user: Figure(count, None, last)
        for user, count, last in rows.annotate(posts=Count("pk"), last=Max("created_at"))
    }


def acts(edition: Any) -> list[Act]:
    """Conversations nobody but their author has written in, the latest first; one query."""
    answers = Post.objects.filter(thread=OuterRef("pk"), number__gt=1, hidden_at=None, deleted_at=None)
    waiting = (
        threads_in(edition)
        .filter(locked_at=None, created_at__lt=clock.now() - PATIENCE)
        .exclude(Exists(answers.exclude(author=OuterRef("author"))))
        .filter(posts_count__gt=0)
        .order_by("-created_at")
    )
    slug = edition.network.slug
    return [
        Act(
            _("Nobody has answered “%(title)s” yet.") % {"title": thread.title},
            reverse("forum:thread", kwargs={"slug": slug, "thread_id": thread.pk}) + "#odpowiedz",
            _("Answer"),
            75,
        )
        for thread in waiting[:SHOWN]
    ]


track("forum", label=gettext_lazy("posts written"), figures=figures, acts=acts, position=30)
