"""The forum's chapter of a network's annual report, counted from rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum import watching
from forum.models import Post, Thread
from networks.reporting import Figure, asked_once, by_month, chapter, span


def posts_in(edition: Any) -> QuerySet[Post]:
    """Posts of the year that are shown."""
    begin, end = span(edition)
    return Post.objects.filter(
        thread__network=edition.network_id,
        created_at__gte=begin,
        created_at__lt=end,
        hidden_at=None,
        deleted_at=None,
    )


def threads_in(edition: Any) -> QuerySet[Thread]:
    """Conversations opened in the year."""
    begin, end = span(edition)
    return Thread.objects.filter(network=edition.network_id, created_at__gte=begin, created_at__lt=end)


@asked_once
def counts(edition: Any) -> dict[str, int]:
    """Threads opened, posts written, people who wrote, and threads somebody else answered, questions and
    those with an accepted answer; two queries."""
    posts = posts_in(edition)
    written = posts.aggregate(posts=Count("pk"), people=Count("author", distinct=True))
    replies = posts.filter(thread=OuterRef("pk"), number__gt=1).exclude(author=OuterRef("author"))
    settled = Q(is_question=True, answer__isnull=False, answer__hidden_at=None, answer__deleted_at=None)
    opened = threads_in(edition).annotate(
        is_answered=Exists(replies), is_settled=Case(When(settled, then=True), default=False)
    )
    answers = list(opened.values_list("is_answered", "is_question", "is_settled"))
    return {
        "threads": len(answers),
        "answered": sum(one for one, _question, _settled in answers),
        "questions": sum(question for _one, question, _settled in answers),
        "settled": sum(one for _answered, _question, one in answers),
        **written,
    }


def figures(edition: Any) -> list[Figure]:
    """The numbers with a link to the forum."""
    found = counts(edition)
    url = reverse("forum:list", kwargs={"slug": edition.network.slug})
    return [
        Figure("forum_threads", _("Conversations opened"), found["threads"], url),
        Figure("forum_posts", _("Posts written"), found["posts"], url),
        Figure("forum_answered", _("Conversations answered by somebody else"), found["answered"], url),
        Figure("forum_people", _("People who wrote"), found["people"], url),
        Figure("forum_questions", _("questions asked on the forum"), found["questions"], url),
        Figure("forum_settled", _("of them with an accepted answer"), found["settled"], url),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences; nothing is said of a silent forum."""
    found = counts(edition)
    if not found["posts"]:
        return []
    people = ngettext("%(people)d person wrote", "%(people)d people wrote", found["people"])
    posts = ngettext("%(posts)d post", "%(posts)d posts", found["posts"])
    threads = ngettext("%(threads)d conversation was opened", "%(threads)d conversations were opened", found["threads"])
    whole = _("%(people)s %(posts)s on the forum; %(threads)s during the year.")
    said = [whole % {"people": people % found, "posts": posts % found, "threads": threads % found}]
    if found["threads"]:
        answered = ngettext(
            "%(answered)d conversation got an answer from another person.",
            "%(answered)d conversations got an answer from another person.",
            found["answered"],
        )
        said.append(answered % found)
    if found["settled"]:
        settled = ngettext(
            "%(settled)d question got an answer that its author accepted.",
            "%(settled)d questions got an answer that its author accepted.",
            found["settled"],
        )
        said.append(settled % found)
    return said


def months(edition: Any) -> QuerySet[Any]:
    """Posts by month."""
    return by_month(posts_in(edition), "created_at")


chapter(
    "forum",
    title=_("Forum"),
    figures=figures,
    sentences=sentences,
    months=months,
    position=36,
    overview=watching.overview,
)
