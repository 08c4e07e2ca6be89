"""What blogs hold about people, and what becomes of it (PD-01)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from accounts.personal_data import BLANK, ERASE, KEEP, register
from files import services as files
from files.selectors import files_of
from kit.rich_texts import rich_text
from networks.blogs.models import (
    BlogAuthor,
    BlogIndexPage,
    BlogPicture,
    BlogPostPage,
    BlogPostTag,
    BlogShelf,
    Comment,
    CommentOrder,
    EditorsApproval,
    NetworkApproval,
)

WORK = "who made the page; to know whom to ask"
PAGE_PEOPLE = {"owner": (WORK, BLANK), "locked_by": (WORK, BLANK)}
PAGE = " ".join(
    field.name
    for field in Page._meta.get_fields()
    if field.concrete and not field.auto_created and field.name not in PAGE_PEOPLE
)
"""Wagtail's own fields of every page."""


def _entries(user: Any) -> Any:
    return BlogPostPage.objects.filter(Q(authors__user=user) | Q(owner=user)).distinct()


def leave_entries(user: Any) -> None:
    """Drafts only this person wrote go for good; what the network read stays without the name."""
    alone = [entry for entry in _entries(user).filter(shown_at=None) if not entry.authors.exclude(user=user).exists()]
    for entry in alone:
        for file in files_of(entry):
            files.remove(file=file)
        entry.revisions.all().delete()
        entry.delete()
    BlogAuthor.objects.filter(user=user).delete()
    kinds = ContentType.objects.get_for_models(BlogPostPage, BlogIndexPage, BlogShelf, for_concrete_models=False)
    Revision.objects.filter(user=user, content_type__in=kinds.values()).update(user=None)
    Page.objects.filter(owner=user).update(owner=None)
    Page.objects.filter(locked_by=user).update(locked_by=None, locked=False, locked_at=None)


def _page(model: type[Page], fields: str) -> None:
    register(
        model,
        plain=f"{PAGE} id page_ptr {fields}",
        personal=PAGE_PEOPLE,
        rows=lambda user: model.objects.filter(Q(owner=user) | Q(locked_by=user)),
        erase=leave_entries,
    )


_page(BlogShelf, "")
_page(BlogIndexPage, "network")
register(
    BlogPostPage,
    plain=f"{PAGE} id page_ptr network form shown_at hidden_at approved in_network_name tags comments_count once",
    personal={
        **PAGE_PEOPLE,
        "lead": (_("words of an entry the network read; public task"), KEEP),
        "body": (_("words of an entry the network read; public task"), KEEP),
        "story": (_("words of an entry the network read; public task"), KEEP),
    },
    rows=_entries,
    erase=leave_entries,
)
register(
    BlogAuthor,
    plain="id entry position",
    personal={"user": ("who wrote the entry", ERASE), "added_at": ("since when", ERASE)},
    rows=lambda user: BlogAuthor.objects.filter(user=user),
)
register(BlogPicture, plain="id entry file alt position")
register(BlogPostTag, plain="id tag content_object")
register(
    Comment,
    plain="id entry created_at hidden_at deleted_at state once",
    personal={
        "author": ("who wrote it; public task", ERASE),
        "html": (_("words of a comment; the network keeps the conversation"), KEEP),
    },
    people="author",
)
register(CommentOrder, plain="network mode first_comments quiet_from quiet_until promise_hours")
register(NetworkApproval, plain="id task_ptr name content_type active")
register(EditorsApproval, plain="id task_ptr name content_type active")

rich_text(BlogPostPage, "body")
rich_text(BlogPostPage, "story")
rich_text(Comment, "html")
