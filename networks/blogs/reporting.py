"""The blog's chapter of a network's annual report, counted from rows (domain 4.2, part 6)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.blogs.enums import CommentState
from networks.blogs.models import BlogPostPage, Comment
from networks.reporting import Figure, asked_once, by_month, chapter, span


def shown_in(edition: Any) -> QuerySet[Any]:
    """Entries shown in the year."""
    begin, end = span(edition)
    return BlogPostPage.objects.shown().filter(network=edition.network_id, shown_at__gte=begin, shown_at__lt=end)


@asked_once
def counts(edition: Any) -> dict[str, int]:
    """Entries shown, people who wrote, entries gone public, comments; two queries."""
    begin, end = span(edition)
    found = shown_in(edition).aggregate(
        entries=Count("pk", distinct=True),
        people=Count("authors__user", distinct=True),
        public=Count("pk", filter=Q(live=True), distinct=True),
    )
    said = Comment.objects.filter(
        entry__network=edition.network_id,
        created_at__gte=begin,
        created_at__lt=end,
        hidden_at=None,
        deleted_at=None,
        state=CommentState.SHOWN,
    )
    return {**found, "comments": said.count()}


def figures(edition: Any) -> list[Figure]:
    """The numbers with a link to the blog."""
    found = counts(edition)
    url = reverse("blogs:list", kwargs={"slug": edition.network.slug})
    return [
        Figure("blog_entries", _("Blog entries shown"), found["entries"], url),
        Figure("blog_public", _("Blog entries open to everybody"), found["public"], url),
        Figure("blog_people", _("People who wrote for the blog"), found["people"], url),
        Figure("blog_comments", _("Comments under entries"), found["comments"], url),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences; nothing is said of an empty blog."""
    found = counts(edition)
    if not found["entries"]:
        return []
    said = [
        ngettext(
            "%(entries)d entry appeared on the network's blog.",
            "%(entries)d entries appeared on the network's blog.",
            found["entries"],
        )
        % found
    ]
    if found["public"]:
        said.append(
            ngettext(
                "%(public)d of them can be read by everybody.",
                "%(public)d of them can be read by everybody.",
                found["public"],
            )
            % found
        )
    return said


def months(edition: Any) -> QuerySet[Any]:
    """Entries by month."""
    return by_month(shown_in(edition), "shown_at")


chapter("blog", title=gettext_lazy("Blog"), figures=figures, sentences=sentences, months=months, position=45)
