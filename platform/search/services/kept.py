"""What is kept of questions: by people, their own; by the platform, words that found nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused
from search import journal
from search.models import SavedSearch, Unanswered
from search.query import LONGEST, parse

MOST_KEPT = 30
"""Kept questions of one person: each is asked again for every weekly letter."""


@transaction.atomic
def keep(
    *, by: Any, words: str, kind: str = "", facets: list[str] | None = None, network: str = "", key: UUID | None = None
) -> SavedSearch:
    """Keep a question of `by`; the same one is kept once. Raises Refused for an empty one and for one too many."""
    words = " ".join(words.split())[:LONGEST]
    if not parse(words):
        raise Refused(_("There is nothing to save: no word was searched for."))
    mine = SavedSearch.objects.filter(owner=by)
    values = {"words": words, "kind": kind[:40], "facets": sorted(facets or [])[:20], "network": network[:100]}
    if known := mine.filter(**values).first():
        return known
    if mine.count() >= MOST_KEPT:
        raise Refused(_("You have %(count)s saved searches. Delete one of them first.") % {"count": MOST_KEPT})
    return once(mine, key, lambda: SavedSearch.objects.create(owner=by, once=key, **values))


def drop(*, by: Any, kept: SavedSearch) -> None:
    """Keep it no longer. Raises Refused for somebody else's."""
    _own(by, kept)
    kept.delete()


def send_letters(*, by: Any, kept: SavedSearch, on: bool) -> None:
    """Whether what is new for it comes with the weekly letter. Raises Refused for somebody else's."""
    _own(by, kept)
    SavedSearch.objects.filter(pk=kept.pk).update(by_letter=on)


def seen(*, by: Any, kept: SavedSearch) -> None:
    """The owner has looked at its results now. Raises Refused for somebody else's."""
    _own(by, kept)
    SavedSearch.objects.filter(pk=kept.pk).update(seen_at=clock.now())


def _own(by: Any, kept: SavedSearch) -> None:
    if kept.owner_id != by.pk:
        raise Refused(_("This saved search is not yours."))


def note_unanswered(*, words: str) -> None:
    """Count a question that found nothing, without what could name anybody; nothing is said of who asked."""
    told = journal.without_people(words)
    if not told:
        return
    month = clock.today().replace(day=1)
    row, made = Unanswered.objects.get_or_create(words=told, month_on=month, defaults={"times": 1})
    if not made:
        Unanswered.objects.filter(pk=row.pk).update(times=F("times") + 1)
