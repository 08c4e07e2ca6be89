"""Whether what a person writes stands at once, and what of one's own waits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from forum import places, rules
from forum.models import HeldPost, HeldState, Mode, Post, Section, Thread, Trace
from forum.selectors.rooms import Room, steers_there
from kit import clock
from kit.prepared import Prepared
from kit.verdicts import NotThere
from moderation import first
from moderation import rules as moderation
from moderation import selectors as cases
from moderation.watch import Found
from networks import rules as networks
from networks.states import OPEN_STATES


def thread_to_write(by: Any, thread: Thread) -> Thread:
    """The thread, its row locked, with what writing in it asks about `by`: still one query."""
    if thread.network_id is None or not places.is_known(by):
        about = _about(by, thread)
        found = _thread_asked(thread.pk, *about, steers=_steers(by, thread), network_id=thread.network_id)
        return found.annotate(by_writes=Value(value=False)).get()
    known = {"network_id": thread.network_id, "place": places.key_of(thread), "day": clock.today()}
    found = _THREAD.first(thread_id=thread.pk, user_id=by.pk, **known)
    if found is None:
        raise Thread.DoesNotExist
    return found


def section_to_write(by: Any, section: Section) -> Section:
    """The section with the same about a new conversation."""
    user_id, place, day = _about(by, section)
    last = Thread.objects.filter(section=OuterRef("pk"), author=user_id).order_by("-created_at")
    mine = _written(user_id, section.network_id)
    found = Section.objects.select_related("network").filter(pk=section.pk)
    found = _asked(found, moderation.pauses_on(user_id, place, day), _steers(by, section), mine, mode="mode")
    return found.annotate(wrote_at=_when(Q(slow_minutes__gt=0), last)).get()


def _about(by: Any, spot: Thread | Section) -> tuple[int, str, date]:
    """Who writes, where and when."""
    return by.pk or 0, places.key_of(spot), clock.today()


def _thread_asked(
    thread_id: int, user_id: int, place: str, day: date, *, steers: Exists, network_id: int | None
) -> QuerySet[Thread]:
    found = Thread.objects.select_for_update(of=("self",)).select_related("network", "section").filter(pk=thread_id)
    last = Post.objects.filter(thread=OuterRef("pk"), author=user_id).order_by("-number")
    mine = _written(user_id, network_id)
    found = _asked(found, moderation.pauses_on(user_id, place, day), steers, mine, mode="section__mode")
    return found.annotate(wrote_at=_when(Q(slow_minutes__gt=0) | Q(section__slow_minutes__gt=0), last))


def _thread_of_network(thread_id: int, user_id: int, network_id: int, place: str, day: date) -> QuerySet[Thread]:
    places_held = networks.places_on(user_id, day).filter(edition__network=network_id)
    steers = Exists(places_held.filter(role__in=networks.STEERING))
    writes = Exists(places_held.filter(edition__state__in=OPEN_STATES))
    # Without an order: the row is found by its key, and what is asked of it depends on the values alone.
    found = _thread_asked(thread_id, user_id, place, day, steers=steers, network_id=network_id)
    return found.annotate(by_writes=writes).order_by()


_THREAD = Prepared(_thread_of_network, thread_id=int, user_id=int, network_id=int, place=str, day=date)


def _asked(rows: QuerySet, pauses: QuerySet, steers: Exists, mine: QuerySet[Post], *, mode: str) -> QuerySet:
    """What costs more than a look is counted only where the section's rules ask for it."""
    mine = mine.filter(hidden_at=None, deleted_at=None)
    written = mine.order_by().values("author").annotate(number=Count("pk")).values("number")
    counted = Case(When(**{mode: Mode.FIRST}, then=Subquery(written)), output_field=IntegerField())
    until = pauses.order_by("-until_on").values("until_on")[:1]
    return rows.annotate(
        paused_until=Subquery(until, output_field=DateField(null=True)),
        by_steers=steers,
        by_wrote=Coalesce(counted, Value(0)),
    )


def _when(is_slow: Q, last: QuerySet) -> Case:
    """When the person wrote last, where the place asks for time between two posts."""
    moment = DateTimeField(null=True)
    latest = Subquery(last.values("created_at")[:1], output_field=moment)
    return Case(When(is_slow, then=latest), default=None, output_field=moment)


def _steers(by: Any, spot: Thread | Section) -> Exists:
    if spot.network_id is None:
        return steers_there(by, "pk" if isinstance(spot, Section) else "section")
    places_held = networks.memberships_of(by)
    return Exists(places_held.filter(edition__network=spot.network_id, role__in=networks.STEERING))


def _written(user_id: int, network_id: int | None) -> QuerySet[Post]:
    """What the person wrote in the network, or in all sections above the networks."""
    return Post.objects.filter(author=user_id, thread__network=network_id)


def reason_to_wait(
    section: Section, *, steers: bool, wrote: int, markup: str, by: Any, check_repeats: bool = True
) -> Found | None:
    """Why the text waits to be read first; None when it stands at once. Who steers the network reads for others."""
    if steers:
        return None
    return first.reason_to_wait(
        markup,
        place=places.key_of(section),
        order=section,
        first=section.first_posts,
        wrote=lambda: wrote,
        said=(lambda: said_lately(by, section)) if check_repeats else None,
    )


def said_lately(by: Any, section: Section) -> list[str]:
    """The person's texts of the last day in this network, or anywhere above the networks, as HTML."""
    since = clock.now() - first.SAME_WITHIN
    if section.network_id is None:
        mine = _written(by.pk, None).filter(created_at__gte=since).order_by("-id").only("html")[: first.LOOK_BACK]
        return [other.html for other in mine]
    found: list[Any] = _LATELY.all(user_id=by.pk, since=since)
    here = [html for html, network_id in found if network_id == section.network_id]
    return here[: first.LOOK_BACK]


def _lately(user_id: int, since: datetime) -> QuerySet[Any]:
    """A person's latest texts with the networks they stand in.

    The network is told of those few, not asked for: a plan that begins with a network's conversations looks for the
    person in each of them.
    """
    network = Thread.objects.filter(pk=OuterRef("thread")).order_by().values("network")[:1]
    mine = Post.objects.filter(author=user_id, created_at__gte=since).order_by("-created_at", "-id")
    return mine.annotate(in_network=Subquery(network)).values_list("html", "in_network")[: 3 * first.LOOK_BACK]


_LATELY: Prepared[Any] = Prepared(_lately, user_id=int, since=datetime)


def held_for(user: Any, slug: str, pk: int) -> HeldPost:
    """Words of `user`'s own that wait or waited, where `user` may read: a network, or (no `slug`) above them.

    Raises NotThere.
    """
    mine = HeldPost.objects.filter(places.readable(user), pk=pk, author=user)
    mine = mine.filter(network__slug=slug) if slug else mine.filter(network=None)
    found = mine.select_related(
        "network", "section", "thread__network", "post__thread__network", "parent__author"
    ).first()
    if found is None:
        raise NotThere
    return found


def held_by_pk(user: Any, pk: int) -> HeldPost:
    """Words that wait, for whoever may decide about them and for their author. Raises NotThere."""
    found = HeldPost.objects.select_related("network", "section", "thread", "author").filter(pk=pk).first()
    if found is None or not (
        (found.author_id is not None and found.author_id == user.pk) or rules.may_judge_held(user, found)
    ):
        raise NotThere
    return found


def own_held(room: Room, thread: Thread | None = None) -> list[HeldPost]:
    """What the reader wrote here that waits: in one conversation, or conversations that are to begin; one query."""
    if room.steers or room.is_guest:
        return []
    mine = HeldPost.objects.filter(network=room.network, author_id=room.user_id, state=HeldState.WAITING)
    if room.section is not None:
        mine = mine.filter(section=room.section)
    found = list(mine.filter(thread=thread).select_related("section").order_by("id"))
    for held in found:
        held.network, held.thread = room.network, thread
    return found


def promise(held: HeldPost) -> tuple[int, int, Any]:
    """(hours within which somebody usually decides, how many wait in the place now, the case)."""
    return held.section.promise_hours, cases.waiting_in(places.key_of(held)), cases.open_case(held)


def has_post(thread: Thread, number: int) -> bool:
    """Whether a post of this number stands in the thread."""
    return Post.objects.filter(thread=thread, number=number).exists()


def moved_post(thread: Thread, number: int) -> Post | None:
    """Where post `number` of the thread went, when it was moved; follows it over several moves."""
    trace = (
        Trace.objects.filter(thread=thread, number=number)
        .select_related("post__thread__network", "post__thread__section")
        .first()
    )
    return trace.post if trace is not None else None


def expired_pins() -> QuerySet[Thread]:
    """Threads pinned until a day that is over."""
    return Thread.objects.filter(is_pinned=True, pinned_until__lt=clock.today())
