"""Entries and comments can be reported, hidden and shown again by who steers the network."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit import html
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation.registry import moderated
from networks import rules as networks
from networks.blogs import rules, selectors, services
from networks.blogs.models import BlogPostPage, Comment
from networks.enums import Role
from networks.models import Membership
from networks.moderation import stairs, where


def _judges(entry: BlogPostPage) -> list[Any]:
    here = Membership.objects.now().filter(edition__network=entry.network_id, role__in=[Role.COORDINATOR, Role.DEPUTY])
    return [place.user for place in here.select_related("user")]


def _not_own(user: Any, mine: bool) -> Verdict:
    return refusal(_("This is your own. You can change or delete it.")) if mine else ALLOWED


def _judged_entries(user: Any) -> QuerySet[BlogPostPage]:
    shown = BlogPostPage.objects.filter(shown_at__isnull=False)
    return shown.filter(network__in=networks.steerable_networks(user)).select_related("network")


def _judged_comments(user: Any) -> QuerySet[Comment]:
    here = Comment.objects.filter(entry__network__in=networks.steerable_networks(user), deleted_at=None)
    return here.select_related("entry__network", "author")


_ADDRESS = re.compile(r"/blog/([-a-zA-Z0-9_]+)/([-a-zA-Z0-9_]+)/")


def _entry_at(path: str) -> BlogPostPage | None:
    """The public entry at this path; what is not public is nobody's outside."""
    found = _ADDRESS.fullmatch(path)
    public = BlogPostPage.objects.for_everybody()
    return public.filter(network__slug=found[1], slug=found[2]).first() if found else None


moderated(
    "blog_post",
    label=_("blog entry"),
    model=BlogPostPage,
    find=lambda user, pk: selectors.entry_for(user, pk),
    may_judge=rules.may_moderate,
    may_report=lambda user, entry: _not_own(user, rules.is_author(user, entry)),
    judged=_judged_entries,
    judges=_judges,
    author=lambda entry: next((row.user for row in entry.authors.all()), None),
    title=lambda entry: entry.title,
    words=lambda entry: entry.whole,
    url=lambda entry: entry.get_absolute_url(),
    is_hidden=lambda entry: entry.hidden_at is not None,
    hide=services.hide,
    show=services.show_again,
    place=lambda entry: entry.network.title,
    where=lambda entry: where(entry.network_id),
    stairs=stairs(BlogPostPage, "network", lambda entry: entry.network_id),
    at=_entry_at,
    rows=lambda: BlogPostPage.objects.select_related("network").prefetch_related("authors__user"),
)
moderated(
    "blog_comment",
    label=_("comment"),
    model=Comment,
    find=selectors.comment_for,
    may_judge=lambda user, comment: rules.may_moderate(user, comment.entry),
    may_report=lambda user, comment: _not_own(user, comment.author_id == user.pk),
    judged=_judged_comments,
    judges=lambda comment: _judges(comment.entry),
    author=lambda comment: comment.author,
    title=lambda comment: html.excerpt(comment.html, 60) or comment.entry.title,
    words=lambda comment: comment.html,
    url=lambda comment: comment.get_absolute_url(),
    is_hidden=lambda comment: comment.hidden_at is not None,
    hide=services.hide_comment,
    show=services.show_comment,
    is_waiting=lambda comment: comment.is_waiting,
    release=services.release,
    refuse=services.refuse,
    amend=services.amend,
    stands=True,
    place=lambda comment: comment.entry.network.title,
    where=lambda comment: where(comment.entry.network_id),
    stairs=stairs(Comment, "entry__network", lambda comment: comment.entry.network_id),
    rows=lambda: Comment.objects.select_related("entry__network", "author"),
)
