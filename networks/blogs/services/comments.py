"""Comments under an entry."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from networks.blogs import notices, rules
from networks.blogs.models import BlogPostPage, Comment
from networks.blogs.services.writing import locked
from notifications.services import notify


@transaction.atomic
def comment(*, by: Any, entry: BlogPostPage, text: str, key: uuid.UUID | None = None) -> Comment:
    """Say something under the entry; its authors are told. Raises Refused when `by` may not or it is empty."""

    def make() -> Comment:
        held = locked(entry)
        insist(rules.may_comment(by, held))
        clean = html.clean(text)
        if not html.text_of(clean).strip():
            raise Refused(_("Write something first."))
        said = Comment.objects.create(entry=held, author=by, html=clean, created_at=clock.now(), once=key)
        BlogPostPage.objects.filter(pk=held.pk).update(comments_count=F("comments_count") + 1)
        notify(
            notices.COMMENTED,
            to=[row.user for row in held.authors.select_related("user")],
            about=said,
            by=by,
            title=_("%(person)s comments on “%(title)s”") % {"person": by, "title": held.title},
            url=said.get_absolute_url(),
            text=html.excerpt(clean),
        )
        return said

    return once(Comment.objects.filter(author=by), key, make)


@transaction.atomic
def delete_comment(*, by: Any, comment: Comment) -> None:
    """Take one's own comment back; its words go for good."""
    held = Comment.objects.select_for_update().filter(pk=comment.pk, deleted_at=None).first()
    if held is None or held.author_id != by.pk:
        raise Refused(_("Only its author can do this."))
    counted = held.hidden_at is None
    held.deleted_at, held.html = clock.now(), ""
    held.save(update_fields=["deleted_at", "html"])
    if counted:
        _count(held.entry_id, -1)


@transaction.atomic
def hide_comment(comment: Comment) -> None:
    """Hide by a decision of moderation."""
    if Comment.objects.filter(pk=comment.pk, hidden_at=None).update(hidden_at=clock.now()):
        _count(comment.entry_id, -1)


@transaction.atomic
def show_comment(comment: Comment) -> None:
    """Show again."""
    if Comment.objects.filter(pk=comment.pk, hidden_at__isnull=False).update(hidden_at=None):
        _count(comment.entry_id, 1)


def _count(entry_id: int, step: int) -> None:
    BlogPostPage.objects.filter(pk=entry_id).update(comments_count=F("comments_count") + step)
