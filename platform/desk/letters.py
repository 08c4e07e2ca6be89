"""What the weekly letter says of saved searches: search and letters are neighbours, the desk knows both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from notifications.registry import Line, section
from search import selectors

MOST = 6
"""Saved searches that are asked again for one letter."""


def news(user: Any, since: datetime) -> dict[str, list[Line]]:
    """For each saved search that sends letters: what became known for it and may be read by its owner now."""
    told = {}
    for kept in selectors.kept_by(user).filter(by_letter=True)[:MOST]:
        fresh = selectors.fresh_of(user, kept, since=max(since, kept.made_at))
        if fresh.total:
            place = _("Saved search: %(words)s") % {"words": kept.words}
            told[place] = [Line(text=hit.plain_title, url=hit.url, at=hit.dated_at) for hit in fresh.hits]
    return told


section("searches", news=news)
