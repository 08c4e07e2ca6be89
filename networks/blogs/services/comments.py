"""Comments under an entry."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import services as cases
from moderation import trail
from moderation.registry import MODERATED
from networks import rules as networks
from networks.blogs import notices, rules, waiting
from networks.blogs.enums import CommentState
from networks.blogs.models import BlogPostPage, Comment, CommentOrder
from networks.blogs.services.writing import locked
from networks.models import Network
from notifications.services import notify


@transaction.atomic
def comment(*, by: Any, entry: BlogPostPage, text: str, key: uuid.UUID | None = None) -> Comment:
    """Say something under the entry; its authors are told, at once or when somebody has read it first.

    Raises Refused when `by` may not or it is empty.
    """

    def make() -> Comment:
        held = locked(entry)
        insist(rules.may_comment(by, held))
        clean = _cleaned(text)
        found = waiting.reason_to_wait(by, held, clean)
        state = CommentState.SHOWN if found is None else CommentState.WAITING
        said = Comment.objects.create(entry=held, author=by, html=clean, created_at=clock.now(), once=key, state=state)
        if found is None:
            _appear(said)
        else:
            hours = timedelta(hours=waiting.order_of(held.network).promise_hours)
            cases.open_case(kind=kind(), thing=said, why=found.why, detail=found.detail, promise=hours)
        return said

    return once(Comment.objects.filter(author=by), key, make)


def kind() -> Any:
    """The papers under which comments are signed in."""
    return MODERATED["blog_comment"]


def _appear(said: Comment) -> None:
    """The comment stands: it counts, and the authors of the entry are told."""
    _count(said.entry_id, 1)
    notify(
        notices.COMMENTED,
        to=[row.user for row in said.entry.authors.select_related("user")],
        about=said,
        by=said.author,
        title=_("%(person)s comments on “%(title)s”") % {"person": said.author, "title": said.entry.title},
        url=said.get_absolute_url(),
        text=html.excerpt(said.html),
    )


@transaction.atomic
def change_comment(*, by: Any, comment: Comment, text: str) -> Comment:
    """Other words for one's own comment that waits; whoever asked for changes is told. Raises Refused."""
    held = _held(comment)
    insist(rules.may_change_comment(by, held))
    held.html = _cleaned(text)
    held.save(update_fields=["html"])
    trail.write(by=by, action="blogs.comment.change", about=held)
    cases.resubmit(kind=kind(), thing=held)
    return held


@transaction.atomic
def arrange_comments(*, by: Any, network: Network, **order: Any) -> CommentOrder:
    """Choose what of a network's comments is read first. Raises Refused when `by` does not steer the network."""
    insist(networks.may_steer(by, network))
    made, _new = CommentOrder.objects.update_or_create(network=network, defaults=order)
    trail.write(by=by, action="blogs.comments.arrange", about=made, values={"mode": made.mode})
    return made


def release(comment: Comment, by: Any, text: str | None) -> Comment:
    """Publish a comment that waited, with other words when `text` is given; moderation has asked the rule."""
    held = _held(comment)
    held.html, held.state = text or held.html, CommentState.SHOWN
    held.save(update_fields=["html", "state"])
    if held.deleted_at is None and held.hidden_at is None:
        _appear(held)
    return held


def refuse(comment: Comment, _decision: Any) -> None:
    """Do not publish it; its author still reads the words under the entry, beside the reasons."""
    Comment.objects.filter(pk=comment.pk).update(state=CommentState.REJECTED)


def amend(comment: Comment, text: str) -> None:
    """Give a published comment its author's words back: an appeal against an edit was right."""
    held = _held(comment)
    if held.deleted_at is not None:
        raise Refused(_("Its author has taken this back."))
    held.html = html.clean(text)
    held.save(update_fields=["html"])


def _held(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("entry__network", "author").get(pk=comment.pk)


def _cleaned(text: str) -> str:
    clean = html.clean(text)
    if not html.text_of(clean).strip():
        raise Refused(_("Write something first."))
    return clean


@transaction.atomic
def delete_comment(*, by: Any, comment: Comment) -> None:
    """Take one's own comment back; its words go for good."""
    held = Comment.objects.select_for_update().filter(pk=comment.pk, deleted_at=None).first()
    if held is None or held.author_id != by.pk:
        raise Refused(_("Only its author can do this."))
    counted = held.hidden_at is None and held.state == CommentState.SHOWN
    cases.withdraw(kind=kind(), thing=held)
    held.deleted_at, held.html = clock.now(), ""
    held.save(update_fields=["deleted_at", "html"])
    if counted:
        _count(held.entry_id, -1)


@transaction.atomic
def hide_comment(comment: Comment) -> None:
    """Hide by a decision of moderation."""
    if Comment.objects.filter(pk=comment.pk, hidden_at=None).update(hidden_at=clock.now()) and _stands(comment):
        _count(comment.entry_id, -1)


@transaction.atomic
def show_comment(comment: Comment) -> None:
    """Show again."""
    if Comment.objects.filter(pk=comment.pk, hidden_at__isnull=False).update(hidden_at=None) and _stands(comment):
        _count(comment.entry_id, 1)


def _stands(comment: Comment) -> bool:
    return comment.state == CommentState.SHOWN


def _count(entry_id: int, step: int) -> None:
    BlogPostPage.objects.filter(pk=entry_id).update(comments_count=F("comments_count") + step)
