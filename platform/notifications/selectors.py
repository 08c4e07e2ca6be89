"""One person's notices; only those whose thing the person may still see (NT-01, NT-09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone

from kit import clock
from kit.verdicts import NotThere
from notifications import levels
from notifications.enums import Level
from notifications.models import Notice, Preference, Rhythm
from notifications.places import places_of
from notifications.registry import BREAKS, KINDS, Break, Kind, Place

PAGE = 20
MOST_COUNTED = 100
"""The bell says 99+ beyond."""
COUNTED_FOR = 60
"""Seconds for which the bell's number is remembered."""


@dataclass(frozen=True)
class Page:
    """Some notices, newest first, and the number to go on from (None at the end)."""

    notices: list[Notice] = field(default_factory=list)
    older: int | None = None


def inbox(user: Any, *, before: int | None = None, unread_only: bool = False, size: int = PAGE) -> Page:
    """The notices of `user` older than number `before`."""
    rows = Notice.objects.filter(user=user)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if unread_only:
        rows = rows.filter(read_at=None)
    found = list(rows.order_by("-pk")[: size + 1])
    older = found[size - 1].pk if len(found) > size else None
    return Page(notices=permitted(user, found[:size]), older=older)


def unread_count(user: Any) -> int:
    """How many unread notices the bell shows, at most 100; one query, or none where processes share their memory.

    Every page asks, and asking each notice's rule again costs more than the page: the answer is remembered as long as
    the same notices are unread, for a minute at the most, so that what is forbidden meanwhile is not counted for long.
    """
    if not settings.CACHE_IS_SHARED:
        return _counted(user)
    return cache.get_or_set(_bell(user.pk), lambda: _counted(user), COUNTED_FOR) or 0


def _bell(user_id: int) -> str:
    return f"bell:{user_id}"


def forget_bell(user_id: int) -> None:
    """Something was told or read: the number is counted anew at the next page."""
    if settings.CACHE_IS_SHARED:
        cache.delete(_bell(user_id))


def _counted(user: Any) -> int:
    unread = Notice.objects.filter(user=user, read_at=None)
    stand = unread.aggregate(number=Count("pk"), last=Max("pk"))
    if not stand["number"]:
        return 0

    def count() -> int:
        return len(permitted(user, list(unread.order_by("-pk")[:MOST_COUNTED])))

    return cache.get_or_set(f"bell:{user.pk}:{stand['number']}:{stand['last']}", count, COUNTED_FOR) or 0


def notice_for(user: Any, number: int) -> Notice:
    """One notice of `user`. Raises NotThere when it is another's, or its thing is no longer for this person."""
    notice = Notice.objects.filter(user=user, pk=number).first()
    if notice is None or not permitted(user, [notice]):
        raise NotThere
    return notice


def permitted(user: Any, notices: list[Notice]) -> list[Notice]:
    """Those whose kind is known and whose thing `user` may see, in their order.

    Things are fetched once a type; kinds with a queryset twin are asked once for all of theirs.
    """
    from django.db.models import prefetch_related_objects

    prefetch_related_objects(notices, "about")
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice)
    may: set[int] = set()
    for name, group in by_kind.items():
        kind = KINDS.get(name)
        present = [notice for notice in group if notice.about is not None]
        if kind is None or not present:
            continue
        if kind.among is not None:
            numbers = {notice.about_id for notice in present}
            allowed = set(kind.among(user).filter(pk__in=numbers).order_by().values_list("pk", flat=True))
            may |= {notice.pk for notice in present if notice.about_id in allowed}
        else:
            answers: dict[Any, bool] = {}
            for notice in present:
                thing = (notice.about_type_id, notice.about_id)
                if thing not in answers:
                    answers[thing] = bool(kind.reads(user, notice.about))
            may |= {notice.pk for notice in present if answers[(notice.about_type_id, notice.about_id)]}
    return [notice for notice in notices if notice.pk in may]


def rhythms_of(numbers: Iterable[int]) -> dict[int, Rhythm]:
    """The rhythm of each person, the usual one for those who chose none; one query."""
    wanted = list(numbers)
    kept = {rhythm.user_id: rhythm for rhythm in Rhythm.objects.filter(user__in=wanted)}
    return {number: kept.get(number) or Rhythm(user_id=number) for number in wanted}


def rhythm_of(user: Any) -> Rhythm:
    """The rhythm of one person."""
    return rhythms_of([user.pk])[user.pk]


def breaks_of(numbers: Iterable[int], day: date) -> dict[int, Break]:
    """The school break in which each person is on that day; people without one are left out."""
    wanted, found = list(numbers), {}
    for source in BREAKS:
        found.update(source.on(wanted, day))
    return found


def effective_for(
    people: Mapping[int, Any], kind: Kind, *, place: str, thing: str, moment: datetime | None = None
) -> dict[int, levels.Effective]:
    """How each of `people` is told of one notice now; the number of queries does not grow with the people."""
    now = clock.now()
    choices: dict[int, dict[tuple[str, str, str], str]] = defaultdict(dict)
    for row in Preference.objects.filter(
        user__in=list(people), kind__in=["", kind.name], place__in=["", place], thing__in=["", thing]
    ):
        choices[row.user_id][(row.kind, row.place, row.thing)] = row.level
    rhythms = rhythms_of(people)
    said = {"place": place, "thing": thing, "moment": moment}
    first = {
        number: levels.effective(kind, choices=choices[number], rhythm=rhythms[number], **said) for number in people
    }
    loud = [number for number, one in first.items() if one.level in (Level.PUSH, Level.MAIL)]
    pauses = breaks_of(loud, timezone.localdate(now)) if loud else {}
    for number in loud:
        first[number] = levels.effective(
            kind, choices=choices[number], rhythm=rhythms[number], pause=pauses.get(number), now=now, **said
        )
    return first


def choices_of(user: Any) -> dict[tuple[str, str, str], str]:
    """All that `user` chose: (kind, place, thing) -> level."""
    rows = Preference.objects.filter(user=user).values_list("kind", "place", "thing", "level")
    return {(kind, place, thing): level for kind, place, thing, level in rows}


def levels_of(user: Any) -> dict[str, str]:
    """What `user` chose, or the kind's own level, for every kind, whatever the place."""
    chosen = choices_of(user)
    return {kind.name: chosen.get((kind.name, "", ""), str(kind.level)) for kind in KINDS}


def place_named(user: Any, key: str) -> Place:
    """One of the person's own places. Raises NotThere for any other."""
    found = next((place for place in places_of(user) if place.key == key), None)
    if found is None:
        raise NotThere
    return found
