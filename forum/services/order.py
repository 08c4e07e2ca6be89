"""Order in a forum: pinned, closed with a reason, slowed down, moved, split, merged. For who steers the network."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from forum import broadcasts, rules, selectors
from forum.models import Draft, HeldPost, HeldState, Mode, PlannedPost, Post, Section, Thread, Trace
from forum.services.posts import recount
from forum.services.reading import carry_seen
from forum.services.stamps import touch
from forum.trees import MOST_POSTS, level_of, place_of
from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from search import services as search
from theme import visitors

LONGEST_PIN = timedelta(days=365)
SLOWEST = 24 * 60


@transaction.atomic
def arrange_section(*, by: Any, section: Section, **values: Any) -> Section:
    """Say what is read first in a section, and within what time: mode, first_posts, quiet_from, quiet_until,
    promise_hours, slow_minutes. Raises Refused by rules.may_arrange, and for hours or numbers that make no sense.
    """
    insist(rules.may_arrange(by, section.network or section))
    if values.get("mode", section.mode) not in Mode.values:
        raise Refused(_("Choose what is read first."))
    limits = {
        "first_posts": (1, 50),
        "quiet_from": (0, 23),
        "quiet_until": (0, 23),
        "promise_hours": (1, 240),
        "slow_minutes": (0, SLOWEST),
    }
    for name, (least, most) in limits.items():
        if not least <= int(values.get(name, getattr(section, name))) <= most:
            raise Refused(_("Give a number between %(least)d and %(most)d.") % {"least": least, "most": most})
    for name in ("mode", *limits):
        setattr(section, name, values.get(name, getattr(section, name)))
    section.save(update_fields=["mode", *limits])
    trail.write(by=by, action="forum.section.arrange", about=section, values={"mode": str(section.mode)})
    return section


@transaction.atomic
def pin(*, by: Any, thread: Thread, pinned: bool, until: date | None = None) -> None:
    """Keep a thread at the top of the list, for good or until the end of a day, or let it go."""
    insist(rules.may_moderate(by, thread))
    if until is not None and not timedelta(0) <= until - clock.today() <= LONGEST_PIN:
        raise Refused(_("Choose a day within a year, today at the earliest."))
    until = until if pinned else None
    changed = Thread.objects.filter(pk=thread.pk).exclude(is_pinned=pinned, pinned_until=until)
    if changed.update(is_pinned=pinned, pinned_until=until):
        values = {"until": until.isoformat()} if until else {}
        trail.write(by=by, action="forum.thread.pin" if pinned else "forum.thread.unpin", about=thread, values=values)
    thread.is_pinned, thread.pinned_until = pinned, until


def unpin_expired() -> int:
    """Let threads go that were pinned until a day that is over; gives how many."""
    count = 0
    for thread in selectors.expired_pins():
        count += selectors.expired_pins().filter(pk=thread.pk).update(is_pinned=False, pinned_until=None)
        trail.write(by=None, action="forum.thread.unpin", about=thread)
    return count


@transaction.atomic
def lock(*, by: Any, thread: Thread, locked: bool, why: str = "") -> None:
    """Close a thread for new posts, with a reason everybody reads there, or open it again."""
    insist(rules.may_moderate(by, thread))
    moment = clock.now() if locked else None
    why = " ".join(why.split())[:200] if locked else ""
    values = {"locked_at": moment, "locked_by": by if locked else None, "locked_why": why}
    if Thread.objects.filter(pk=thread.pk, locked_at__isnull=locked).update(**values):
        action = "forum.thread.lock" if locked else "forum.thread.unlock"
        trail.write(by=by, action=action, about=thread, values={"why": why} if why else {})
        for name, value in values.items():
            setattr(thread, name, value)


@transaction.atomic
def slow_down(*, by: Any, thread: Thread, minutes: int) -> None:
    """Ask for so many minutes between two posts of one person in the thread; nought takes it back."""
    insist(rules.may_moderate(by, thread))
    if not 0 <= minutes <= SLOWEST:
        raise Refused(_("Give a number between %(least)d and %(most)d.") % {"least": 0, "most": SLOWEST})
    Thread.objects.filter(pk=thread.pk).update(slow_minutes=minutes)
    trail.write(by=by, action="forum.thread.slow", about=thread, values={"minutes": minutes})
    thread.slow_minutes = minutes


@transaction.atomic
def move(*, by: Any, thread: Thread, section: Section) -> Section:
    """Put the thread into another section of its network; gives the one it came from, for taking it back."""
    insist(rules.may_moderate(by, thread))
    here = _locked(thread)
    if section.network_id != here.network_id:
        raise Refused(_("Choose a section of this network."))
    if section.audience != here.section.audience:
        raise Refused(_("Choose a section for the same people: what was said here was not written for others."))
    if section.network_id is None:
        insist(rules.may_arrange(by, section))
    if section.pk == here.section_id:
        raise Refused(_("The conversation stands in this section already."))
    before = here.section
    Thread.objects.filter(pk=here.pk).update(section=section)
    HeldPost.objects.filter(thread=here).update(section=section)
    if here.network_id is None:
        Draft.objects.filter(thread=here).update(section=section)
        PlannedPost.objects.filter(thread=here).update(section=section)
        thread.section = section
        _tell(thread)
    values = {"from": before.pk, "to": section.pk}
    trail.write(by=by, action="forum.thread.move", about=here, values=values)
    thread.section = section
    return before


@transaction.atomic
def split(*, by: Any, thread: Thread, number: int, title: str) -> Thread:
    """Make a conversation of its own of post `number` and what was answered to it; old addresses lead to the new place.

    Raises Refused for the opening post, for a post that is not there, and without a title.
    """
    insist(rules.may_moderate(by, thread))
    title = " ".join(title.split())[:160]
    if not title:
        raise Refused(_("Give the conversation a title."))
    here = _locked(thread)
    posts = list(Post.objects.filter(thread=here).select_related("parent").order_by("number"))
    root = next((post for post in posts if post.number == number), None)
    if root is None or number == 1:
        raise Refused(_("Choose a post other than the first."))
    branch = _branch(root, posts)
    made = Thread.objects.create(
        network=here.network, section=here.section, title=title, author=root.author, created_at=root.created_at
    )
    _carry(branch, made, root=None)
    _recount(here)
    _recount(made)
    trail.write(by=by, action="forum.thread.split", about=made, values={"from": here.pk, "number": number})
    _tell(here, made)
    return made


@transaction.atomic
def merge(*, by: Any, thread: Thread, into: Thread) -> Thread:
    """Put the posts of the thread into another of the same network, after what is said there; its address leads there.

    Raises Refused for another network's thread, for itself, and for one merged already.
    """
    insist(rules.may_moderate(by, thread))
    insist(rules.may_moderate(by, into))
    # Above the networks a join into another section would show words to an audience they were not written for.
    is_elsewhere = thread.network_id != into.network_id or (
        thread.network_id is None and thread.section_id != into.section_id
    )
    if thread.pk == into.pk or is_elsewhere:
        raise Refused(_("Choose another conversation of this network."))
    first, second = sorted(
        (thread, into), key=lambda one: one.pk
    )  # one order, so that two merges cannot wait in a ring
    rows = {one.pk: _locked(one) for one in (first, second)}
    source, target = rows[thread.pk], rows[into.pk]
    if source.merged_into_id or target.merged_into_id:
        raise Refused(_("This conversation was joined with another one already."))
    posts = list(Post.objects.filter(thread=source).select_related("parent").order_by("number"))
    if target.last_number + len(posts) > MOST_POSTS:
        raise Refused(_("This conversation is too long. Open a new one."))
    _carry(posts, target, root=None)
    HeldPost.objects.filter(thread=source).update(thread=target, section=target.section)
    source.merged_into, source.is_pinned, source.locked_at = target, False, source.locked_at or clock.now()
    source.save(update_fields=["merged_into", "is_pinned", "locked_at"])
    _recount(source)
    _recount(target)
    trail.write(by=by, action="forum.thread.merge", about=target, values={"from": source.pk, "posts": len(posts)})
    _tell(source, target)
    return target


@transaction.atomic
def take_back(*, by: Any, source: Thread, target: Thread) -> Thread:
    """Undo a split or a join: what went from `source` to `target` stands in its old places again.

    Raises Refused when nothing of it is there, or when somebody has answered there since: an answer is not torn off.
    """
    insist(rules.may_moderate(by, source))
    insist(rules.may_moderate(by, target))
    rows = {one.pk: _locked(one) for one in sorted((source, target), key=lambda one: one.pk)}
    source, target = rows[source.pk], rows[target.pk]
    found = Trace.objects.filter(thread=source, post__thread=target)
    traces = list(found.select_related("post").order_by("number"))
    moved = {trace.post_id for trace in traces}
    if not moved:
        raise Refused(_("There is nothing to take back."))
    is_split = any(trace.post.number == 1 for trace in traces)
    since = Post.objects.filter(thread=target).exclude(pk__in=moved)
    if (since if is_split else since.filter(parent__in=moved)).exists():
        raise Refused(_("Somebody has answered here since; the posts stay where they are."))
    _carry_back(traces, source, target)
    if is_split:
        target.merged_into, target.locked_at = source, target.locked_at or clock.now()
        target.save(update_fields=["merged_into", "locked_at"])
    else:
        source.merged_into = None
        source.locked_at = source.locked_at if source.locked_by_id else None
        source.save(update_fields=["merged_into", "locked_at"])
    _recount(source)
    _recount(target)
    trail.write(by=by, action="forum.thread.take_back", about=source, values={"from": target.pk, "posts": len(moved)})
    _tell(source, target)
    return source


def _carry_back(traces: list[Trace], source: Thread, target: Thread) -> None:
    """Give the posts their old numbers and places; their addresses in `target` lead on."""
    there = {post.number: post for post in Post.objects.filter(thread=source)}
    numbers = {}
    Trace.objects.filter(pk__in=[trace.pk for trace in traces]).delete()
    Trace.objects.bulk_create(
        [Trace(thread=target, number=trace.post.number, post=trace.post) for trace in traces], ignore_conflicts=True
    )
    for trace in traces:
        post, parent = trace.post, there.get(trace.parent)
        numbers[post.number] = trace.number
        post.thread, post.number, post.parent = source, trace.number, parent
        post.place = place_of(trace.number, parent.place if parent is not None else "")
        post.depth = level_of(post.place)
        there[trace.number] = post
    Post.objects.bulk_update(
        [trace.post for trace in traces], ["thread", "number", "parent", "depth", "place"], batch_size=200
    )
    _with_held([trace.post for trace in traces], source)
    carry_seen(source_id=target.pk, target=source, numbers=numbers)


def _with_held(posts: list[Post], thread: Thread) -> None:
    """Words that wait to be read go where the posts went that they answer or change."""
    about = Q(parent__in=posts) | Q(changes__in=posts)
    HeldPost.objects.filter(about, state=HeldState.WAITING).update(thread=thread)


def _locked(thread: Thread) -> Thread:
    return Thread.objects.select_for_update(of=("self",)).select_related("network", "section").get(pk=thread.pk)


def _branch(root: Post, posts: list[Post]) -> list[Post]:
    """The post and all that was answered to it, at any depth, by number."""
    inside = {root.pk}
    for post in posts:
        if post.parent_id in inside:
            inside.add(post.pk)
    return [post for post in posts if post.pk in inside]


def _carry(posts: list[Post], target: Thread, *, root: Post | None) -> None:
    """Give the posts new numbers and places at the end of `target`, and leave a trace where each of them stood."""
    number = target.last_number
    carried: dict[int, Post] = {}
    traces, numbers, source = [], {}, posts[0].thread_id if posts else None
    for post in posts:
        number += 1
        answered = post.parent.number if post.parent is not None else 0
        traces.append(Trace(thread_id=post.thread_id, number=post.number, post=post, parent=answered))
        parent = carried.get(post.parent_id or 0)
        # An answer to the opening post of a conversation is an answer to the conversation.
        parent = None if parent is not None and parent.number == 1 else parent
        post.thread, post.number, post.parent = target, number, parent
        post.place = place_of(number, parent.place if parent else "")
        post.depth = level_of(post.place)
        numbers[traces[-1].number] = number
        carried[post.pk] = post
    Trace.objects.bulk_create(traces, ignore_conflicts=True)
    Post.objects.bulk_update(posts, ["thread", "number", "parent", "depth", "place"], batch_size=200)
    _with_held(posts, target)
    target.last_number = number
    target.save(update_fields=["last_number"])
    if source is not None:
        carry_seen(source_id=source, target=target, numbers=numbers)


def _recount(thread: Thread) -> None:
    last = Post.objects.filter(thread=thread, deleted_at=None).order_by("-created_at", "-number").first()
    if last is not None:
        thread.last_post_at, thread.last_post_by_id = last.created_at, last.author_id
        thread.save(update_fields=["last_post_at", "last_post_by"])
    recount(thread, changed=Post.objects.filter(thread=thread).exclude(parent=None).distinct())
    touch(thread.pk)


def _tell(*threads: Thread) -> None:
    visitors.forget()
    for thread in threads:
        search.changed(thread)
        for post in Post.objects.filter(thread=thread).only("pk"):
            search.changed(post)
        transaction.on_commit(partial(broadcasts.post_changed, thread_id=thread.pk, number=1))
