"""The list of rules a place goes by, and the words it watches for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache, caches
from django.db.models import Q

from moderation.models import Ground, Watchword
from moderation.registry import GROUNDS, LAWS

REMEMBERED = 60
"""Seconds for which processes that share their memory trust the watched words one of them read."""
NEAR = 5
"""Seconds for which one process trusts what it heard of them; where the change is made it counts at once."""


@dataclass
class Rule:
    """One rule of a place's list: its code, its words, reasons ready to use, and whether it is law."""

    code: str
    words: str
    ready: list[str] = field(default_factory=list)
    is_law: bool = False
    own: Ground | None = None
    """The row by which the place itself says so; None for what comes from above."""


def grounds_for(place: str) -> list[Rule]:
    """The rules of the place in order: what is built in, then what everybody agreed on, then its own; one query."""
    rows = Ground.objects.filter(Q(place="") | Q(place=place))
    found = {code: Rule(code, str(words), [], code in LAWS) for code, words in GROUNDS.items()}
    order = {code: at for at, code in enumerate(GROUNDS)}
    for row in sorted(rows, key=lambda row: (row.place != "", row.position, row.pk)):
        if row.retired_at is not None and row.code not in LAWS:
            found.pop(row.code, None)
            continue
        if row.retired_at is not None:
            continue
        ready = [line.strip() for line in row.ready.splitlines() if line.strip()]
        found[row.code] = Rule(row.code, row.words, ready, row.code in LAWS, row if row.place == place else None)
        order.setdefault(row.code, 100 + row.position)
    return sorted(found.values(), key=lambda rule: order[rule.code])


def own_grounds(place: str) -> list[Ground]:
    """The rows by which the place itself changes the list, retired ones too."""
    return list(Ground.objects.filter(place=place))


def ground_choices(place: str) -> list[tuple[str, str]]:
    """The rules of the place as choices."""
    return [(rule.code, rule.words) for rule in grounds_for(place)]


def ground_words(row: Any) -> str:
    """The rule a decision or a report rests on, as it read then."""
    return row.ground_words or str(GROUNDS.get(row.ground, row.ground))


def watchwords_of(place: str) -> list[Watchword]:
    """The words the place itself watches for."""
    return list(Watchword.objects.filter(place=place).select_related("added_by"))


def watched_words(place: str) -> list[str]:
    """All words watched for in the place, everybody's included; remembered, as each post asks for them."""
    key, near = f"moderation-words-{place}", caches["pieces"]
    known = near.get(key)
    if known is None:
        known = cache.get(key)
        if known is None:
            known = list(Watchword.objects.filter(Q(place="") | Q(place=place)).values_list("words", flat=True))
            cache.set(key, known, REMEMBERED)
        near.set(key, known, NEAR)
    return known


def forget_watched_words(place: str) -> None:
    """Have the next post read the words anew: at once in this process, within seconds in others.

    Words for everywhere are read anew within a minute.
    """
    key = f"moderation-words-{place}"
    cache.delete(key)
    caches["pieces"].delete(key)
