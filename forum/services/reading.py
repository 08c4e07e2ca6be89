"""How far a reader is, how a reader reads, and what the reader wants to be told of."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Case, F, PositiveIntegerField, TextField, Value, When
from django.db.models.functions import Concat

from forum import places, rules, seen, selectors
from forum.enums import Level, Reading
from forum.models import ReadingManner, Section, Thread, ThreadRead
from kit import clock
from kit.prepared import PreparedChange
from kit.verdicts import insist
from networks import rules as networks
from networks.models import Network

TRIES = 3


def follow(*, by: Any, thread: Thread, level: Level) -> None:
    """Choose what of the thread is told. Raises Refused when `by` may not read it."""
    insist(rules.may_read(by, thread))
    ThreadRead.objects.update_or_create(user=by, thread=thread, defaults={"level": level})


def read_as(*, by: Any, reading: Reading) -> None:
    """Remember how `by` reads conversations."""
    ReadingManner.objects.update_or_create(user=by, defaults={"reading": reading})
    selectors.forget_manner(by.pk)


def mark_seen(*, by: Any, thread: Thread, mark: ThreadRead | None, numbers: set[int], everything: bool = False) -> None:
    """Put the posts shown among those the reader has seen, with one write and only when one of them is new.

    `mark` is what the page has read; `numbers` are the posts on it; with `everything` the reader owes nothing more.
    """
    shown = seen.missing(seen.parse(thread.gone), thread.last_number) if everything else seen.ranges_of(numbers)
    if mark is None:
        fresh = ThreadRead(user=by, thread=thread)
        fresh.hand = selectors.has_hand(by, thread)
        _moved(fresh, thread, shown)
        fresh.last_number = caught_up(thread, fresh)
        ThreadRead.objects.bulk_create([fresh], ignore_conflicts=True)
        return
    for _try in range(TRIES):
        old = mark.seen
        if not _moved(mark, thread, shown) or _kept(mark, old):
            return
        found = ThreadRead.objects.filter(pk=mark.pk).first()
        if found is None:
            return
        mark = found


def _moved(mark: ThreadRead, thread: Thread, shown: seen.Ranges) -> bool:
    """Put what was shown into the mark; tells whether anything of it is new."""
    known = seen.parse(mark.seen)
    ranges = seen.union(known, shown)
    if ranges == known:
        return False
    moment = clock.now()
    mark.seen_before, mark.visited_at, mark.seen = mark.before(moment), moment, seen.written(ranges)
    mark.last_number = caught_up(thread, mark)
    return True


def _kept(mark: ThreadRead, old: str) -> bool:
    """Write the mark unless another page of the same reader was quicker."""
    values = {name: getattr(mark, name) for name in ("seen", "seen_before", "visited_at", "last_number")}
    return bool(ThreadRead.objects.filter(pk=mark.pk, seen=old).update(**values))


def caught_up(thread: Thread, mark: ThreadRead) -> int:
    """Up to which number the reader has nothing before."""
    unread = seen.unread(thread.last_number, mark.seen, thread.gone)
    return unread[0][0] - 1 if unread else thread.last_number


def settle(thread: Thread) -> None:
    """Work all readers' marks out anew after a post of the thread came into sight or left it."""
    changed = []
    for mark in ThreadRead.objects.filter(thread=thread).only("pk", "seen", "last_number"):
        number = caught_up(thread, mark)
        if number != mark.last_number:
            mark.last_number = number
            changed.append(mark)
    ThreadRead.objects.bulk_update(changed, ["last_number"], batch_size=500)


@transaction.atomic
def mark_all_seen(*, by: Any, network: Network | None = None, section: Section | None = None) -> int:
    """Mark every thread of the network, or of a section above them, as read; gives how many had something new."""
    if network is not None:
        insist(networks.may_enter(by, network))
    elif section is not None:
        insist(places.may_enter(by, section))
    here = {"network": network} if network is not None else {"network": None, "section": section}
    waiting = list(selectors.unread_threads(by).filter(**here).only("pk", "last_number", "gone"))
    marks = selectors.marks_of(by.pk, waiting)
    for thread in waiting:
        mark_seen(by=by, thread=thread, mark=marks.get(thread.pk), numbers=set(), everything=True)
    return len(waiting)


def note_hand(*, by: Any, thread: Thread) -> None:
    """`by` does something here: from now on the thread is drawn for this reader alone."""
    ThreadRead.objects.filter(user=by, thread=thread, hand=False).update(hand=True)


def note_own(*, by: Any, thread: Thread, number: int) -> None:
    """Whoever writes has seen what was written, and follows the thread unless something else was chosen.

    One statement where there is a mark: the number is put at the end of the words (`seen.parse` finds its place).
    """
    written = str(number)
    known = {"user_id": by.pk, "thread_id": thread.pk, "number": number, "before": number - 1}
    moved = _OWN.do(**known, first=written, next=f",{written}")
    if not moved:
        mark = ThreadRead(user=by, thread=thread, seen=str(number), level=Level.ALL, hand=True)
        mark.last_number = caught_up(thread, mark)
        ThreadRead.objects.bulk_create([mark], ignore_conflicts=True)


def _own(user_id: int, thread_id: int, number: int, before: int, first: str, next: str) -> Any:
    words, whole = TextField(), PositiveIntegerField()
    columns = {
        "seen": Case(
            When(seen="", then=Value(first)),
            default=Concat("seen", Value(next), output_field=words),
            output_field=words,
        ),
        "last_number": Case(When(last_number=before, then=Value(number)), default=F("last_number"), output_field=whole),
        "level": Case(When(level="", then=Value(Level.ALL.value)), default=F("level"), output_field=words),
        "hand": True,
    }
    return ThreadRead.objects.filter(user=user_id, thread=thread_id), columns


_OWN = PreparedChange(_own, user_id=int, thread_id=int, number=int, before=int, first=str, next=str)


def carry_seen(*, source_id: int, target: Thread, numbers: dict[int, int]) -> None:
    """What readers have seen of moved posts stays seen where the posts stand now; `numbers` maps old to new ones."""
    ThreadRead.objects.filter(thread=target, hand=False).update(hand=True)  # whose posts came is not asked one by one
    here = {mark.user_id: mark for mark in ThreadRead.objects.filter(thread=target)}
    fresh, changed = [], []
    for mark in ThreadRead.objects.filter(thread=source_id):
        known = seen.parse(mark.seen)
        moved = seen.ranges_of(new for old, new in numbers.items() if seen.holds(known, old))
        if not moved:
            continue
        there = here.get(mark.user_id) or ThreadRead(user_id=mark.user_id, thread=target, level=mark.level)
        there.seen = seen.written(seen.union(seen.parse(there.seen), moved))
        (changed if there.pk else fresh).append(there)
    ThreadRead.objects.bulk_create(fresh)
    ThreadRead.objects.bulk_update(changed, ["seen"], batch_size=500)
