"""One person's notices; only those whose thing the person may still see (NT-01, NT-09)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from kit.verdicts import NotThere
from notifications.models import Notice, Preference
from notifications.registry import KINDS

PAGE = 20
MOST_COUNTED = 100
"""The bell says 99+ beyond."""


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
    """How many unread notices the bell shows, at most 100; one query when there are none."""
    return len(permitted(user, list(Notice.objects.filter(user=user, read_at=None).order_by("-pk")[:MOST_COUNTED])))


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


def levels_of(user: Any) -> dict[str, str]:
    """What `user` chose, or the kind's own level, for every kind."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "level"))
    return {kind.name: chosen.get(kind.name, kind.level) for kind in KINDS}
