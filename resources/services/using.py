"""“I used it” notes and reviews: what makes a list tell real use from good looks."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from notifications.services import notify
from resources import rules, stand
from resources.enums import Outcome
from resources.models import Resource, Review, UseNote
from resources.notices import REVIEWED, USED
from theme import visitors


def note_use(*, by: Any, resource: Resource, values: dict[str, Any], key: uuid.UUID | None = None) -> UseNote:
    """Say that one used it: `group`, `used_on`, `outcome`, and if one likes `minutes` and `changed`.

    The same `key` again gives the same note. Raises Refused when `by` may not, or the day is yet to come.
    """
    return once(UseNote.objects.filter(author=by), key, lambda: _note_use(by, resource, values, key))


@transaction.atomic
def _note_use(by: Any, resource: Resource, values: dict[str, Any], key: uuid.UUID | None) -> UseNote:
    insist(rules.may_note(by, resource))
    if values["used_on"] > clock.today():
        raise Refused(_("This day is yet to come. Write when you have used it."))
    note = UseNote.objects.create(
        resource=resource,
        author=by,
        group=values["group"],
        used_on=values["used_on"],
        minutes=values.get("minutes"),
        outcome=values["outcome"],
        changed=values.get("changed", ""),
        once=key,
    )
    _count(resource)
    _tell(USED, resource, by, _("Somebody used “%(title)s” in class"), note.changed, note.get_absolute_url())
    return note


@transaction.atomic
def take_back_note(*, by: Any, note: UseNote) -> None:
    """Delete one's own note. Raises Refused when it is somebody else's."""
    insist(rules.may_take_back(by, note))
    resource = note.resource
    note.delete()
    _count(resource)
    _withdrawn()


@transaction.atomic
def review(*, by: Any, resource: Resource, opinion: str, text: str) -> Review:
    """Write a review of the present version, or write one's own anew. Raises Refused when `by` may not."""
    insist(rules.may_review(by, resource))
    if not text.strip():
        raise Refused(_("Say in a sentence why: the author and other readers learn from it."))
    written, fresh = Review.objects.update_or_create(
        resource=resource,
        author=by,
        defaults={"opinion": opinion, "text": text.strip(), "number": resource.number, "written_at": clock.now()},
    )
    stand.moved()
    if fresh:
        _tell(REVIEWED, resource, by, _("A review of “%(title)s”"), written.text, written.get_absolute_url())
    return written


@transaction.atomic
def take_back_review(*, by: Any, written: Review) -> None:
    """Delete one's own review. Raises Refused when it is somebody else's."""
    insist(rules.may_take_back(by, written))
    written.delete()
    _withdrawn()


def hide_note(note: UseNote) -> None:
    """Called by moderation, which asked the rule; a hidden note counts no more."""
    UseNote.objects.filter(pk=note.pk).update(hidden_at=clock.now())
    _count(note.resource)
    _withdrawn()


def show_note(note: UseNote) -> None:
    """Give it back."""
    UseNote.objects.filter(pk=note.pk).update(hidden_at=None)
    _count(note.resource)


def hide_review(written: Review) -> None:
    """Called by moderation, which asked the rule."""
    Review.objects.filter(pk=written.pk).update(hidden_at=clock.now())
    _withdrawn()


def show_review(written: Review) -> None:
    """Give it back."""
    Review.objects.filter(pk=written.pk).update(hidden_at=None)
    stand.moved()


def _withdrawn() -> None:
    """Words were taken out of sight: nobody gets a page drawn before."""
    stand.moved()
    visitors.forget()


def _count(resource: Resource) -> None:
    """Bring the counters of the cards to what the shown notes say; the row is locked, so none is lost."""
    held = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    found = held.notes.filter(hidden_at=None).aggregate(
        all=Count("pk"), good=Count("pk", filter=Q(outcome=Outcome.WORKED))
    )
    Resource.objects.filter(pk=held.pk).update(uses=found["all"], good_uses=found["good"])
    stand.moved()


def _tell(kind: Any, resource: Resource, by: Any, sentence: str, text: str, url: str) -> None:
    if resource.created_by_id is None:
        return
    notify(
        kind,
        to=[resource.created_by],
        by=by,
        about=resource,
        title=sentence % {"title": resource.title},
        text=text[:300],
        url=url,
    )
