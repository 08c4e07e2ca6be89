"""A person's secret address for reading conversations in a feed reader."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from forum.models import NewsFeed
from kit import clock
from moderation import trail


@transaction.atomic
def renew_feed(*, by: Any) -> NewsFeed:
    """A fresh address for `by`; the one before it is dead (NT-05)."""
    NewsFeed.objects.filter(person=by).delete()
    trail.write(by=by, action="forum.feed.renew", about=by)
    return NewsFeed.objects.create(person=by, made_at=clock.now())


@transaction.atomic
def stop_feed(*, by: Any) -> None:
    """No address any more."""
    if NewsFeed.objects.filter(person=by).delete()[0]:
        trail.write(by=by, action="forum.feed.stop", about=by)
