"""Reported needs of several schools that speak of the same: proposals for a network (D33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from networks.needs import rules
from networks.needs.matching import stems
from networks.needs.models import Need
from networks.needs.states import WAITING

FEWEST_SCHOOLS = 2
"""A theme is one when at least this many schools reported it."""
MOST = 200
"""Waiting needs looked through, the latest first."""
SHARED = 2
"""Beginnings of words two needs have in common, unless their themes share one already."""


@dataclass
class Theme:
    """Needs that may lead to one network: the one most of the others resemble, and those others."""

    need: Need
    others: list[Need]

    @property
    def schools(self) -> list[str]:
        """The schools that reported it, by name."""
        return sorted({str(one.institution) for one in [self.need, *self.others]})


def themes_of(user: Any, limit: int = 5) -> list[Theme]:
    """Themes of the needs that wait for `user` as county coordinator; one query, each need in one theme at most."""
    waiting = rules.decidable_needs(user).filter(state__in=WAITING).exclude(institution=None)
    return gathered(list(waiting.select_related("institution", "county").order_by("-made_at", "-pk")[:MOST]), limit)


def gathered(needs: Sequence[Need], limit: int) -> list[Theme]:
    """`needs` of one county put together by theme, the theme of most schools first; `limit` of them at most.

    Two needs are compared once, however many themes there are.
    """
    said = {one.pk: (stems(one.title), stems(one.title, one.text)) for one in needs}
    alike = {one.pk: {other.pk for other in needs if _alike(one, other, said)} for one in needs}
    left, themes = list(needs), []
    while left and len(themes) < limit:
        groups = [[other for other in left if other.pk in alike[one.pk]] for one in left]
        number, group = max(enumerate(groups), key=lambda pair: (_schools(pair[1]), -pair[0]))
        if _schools(group) < FEWEST_SCHOOLS:
            break
        first = left[number]
        themes.append(Theme(first, [one for one in group if one is not first]))
        left = [one for one in left if one not in group]
    return themes


def _alike(one: Need, other: Need, said: dict[int, tuple[set[str], set[str]]]) -> bool:
    if one is other:
        return True
    if one.county_id != other.county_id:
        return False
    (title, words), (other_title, other_words) = said[one.pk], said[other.pk]
    return bool(title & other_title) or len(words & other_words) >= SHARED


def _schools(needs: Sequence[Need]) -> int:
    return len({one.institution_id for one in needs})


def needs_together(user: Any, need: Need, numbers: Sequence[str]) -> list[Need]:
    """Those of the needs with these `numbers` that `user` may answer together with `need`: its county's, waiting."""
    asked = [int(one) for one in numbers[:MOST] if one.isdecimal() and len(one) < 18]
    rows = rules.decidable_needs(user).filter(pk__in=asked, county=need.county_id, state__in=WAITING)
    return list(rows.exclude(pk=need.pk).select_related("institution").order_by("pk"))
