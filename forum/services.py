"""The verbs of the forum. Each asks the rule again, and its effects leave after the commit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forum import broadcasts, rules, selectors
from forum.models import Post, Section, Thread, ThreadRead
from forum.trees import MOST_POSTS, place_of
from kit import clock, html, later
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules as networks
from networks.models import Network
from search import services as search

FIRST_SECTION = "Rozmowy"


def default_section(network: Network) -> Section:
    """The section every network has; made when the network opens, or at its first use."""
    return Section.objects.get_or_create(
        network=network, slug="rozmowy", defaults={"name": FIRST_SECTION, "position": 10}
    )[0]


@transaction.atomic
def open_section(*, by: Any, network: Network, name: str) -> Section:
    """Add a section at the end. Raises Refused by rules.may_arrange, and when the name is taken."""
    insist(rules.may_arrange(by, network))
    name = " ".join(name.split())[:80]
    slug = slugify(name.translate(str.maketrans("łŁ", "lL")))[:70]
    if not slug:
        raise Refused(_("Give the section a name."))
    taken = selectors.sections_of(network)
    if any(section.slug == slug for section in taken):
        raise Refused(_("This network already has a section of this name."))
    position = max((section.position for section in taken), default=0) + 10
    section = Section.objects.create(network=network, name=name, slug=slug, position=position)
    trail.write(by=by, action="forum.section.open", about=section, values={"network": network.pk})
    return section


@transaction.atomic
def open_thread(
    *, by: Any, network: Network, section: Section, title: str, text: str, key: uuid.UUID | None = None
) -> Thread:
    """Begin a conversation with its first post; `text` is HTML as the editor sent it.

    Raises Refused when `by` may not write here, the section is another network's, or a word is missing.
    """
    insist(rules.may_open_thread(by, network))
    if section.network_id != network.pk:
        raise Refused(_("Choose a section of this network."))
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Give the conversation a title."))
    clean = _clean(text)

    def make() -> Thread:
        thread = Thread.objects.create(network=network, section=section, title=title[:160], author=by, once=key)
        _add_post(by=by, thread=thread, parent=None, source=text, clean=clean, key=None)
        trail.write(by=by, action="forum.thread.open", about=thread, values={"network": network.pk})
        search.changed(thread)
        return thread

    return once(Thread.objects.filter(author=by), key, make)


@transaction.atomic
def reply(*, by: Any, thread: Thread, text: str, parent: int | None = None, key: uuid.UUID | None = None) -> Post:
    """Add a post to the thread, as an answer to post number `parent` or to the thread itself.

    A repeat with the same `key` gives the post already made. Raises Refused when `by` may not write here, the text is
    empty or too long, or the answered post is not in this thread; then nothing has changed.
    """

    def make() -> Post:
        here = Thread.objects.select_for_update(of=("self",)).select_related("network").get(pk=thread.pk)
        insist(rules.may_reply(by, here))
        answered = _answered(here, parent)
        return _add_post(by=by, thread=here, parent=answered, source=text, clean=_clean(text), key=key)

    return once(Post.objects.filter(author=by), key, make)


def _answered(thread: Thread, number: int | None) -> Post | None:
    """The post that is answered; an answer to the opening post is an answer to the thread."""
    if number is None or number == 1:
        return None
    post = Post.objects.filter(thread=thread, number=number).only("pk", "place", "depth", "deleted_at").first()
    if post is None:
        raise Refused(_("The post you answer is not in this conversation."))
    if post.deleted_at is not None:
        raise Refused(_("The post you answer was taken back by its author. Answer another one."))
    return post


def _clean(text: str) -> str:
    clean = html.clean(text)
    if not html.text_of(clean) and "<img" not in clean:
        raise Refused(_("Write something first."))
    return clean


def _add_post(*, by: Any, thread: Thread, parent: Post | None, source: str, clean: str, key: uuid.UUID | None) -> Post:
    """Insert a post with its place and move the thread's counters; the thread's row is locked by the caller."""
    number = thread.last_number + 1
    if number > MOST_POSTS:
        raise Refused(_("This conversation is too long. Open a new one."))
    moment = clock.now()
    post = Post.objects.create(
        thread=thread,
        number=number,
        parent=parent,
        depth=parent.depth + 1 if parent else 0,
        place=place_of(number, parent.place if parent else ""),
        author=by,
        source=source,
        html=clean,
        excerpt=html.excerpt(clean, 180),
        created_at=moment,
        once=key,
    )
    thread.last_number = number
    thread.posts_count += 1
    thread.last_post_at = moment
    thread.last_post_by = by
    thread.save(update_fields=["last_number", "posts_count", "last_post_at", "last_post_by"])
    later.enqueue("forum.posted", post_id=post.pk)
    transaction.on_commit(partial(broadcasts.reply_posted, thread_id=thread.pk, number=number))
    return post


@transaction.atomic
def edit(*, by: Any, post: Post, text: str, version: int) -> Post:
    """Change the words of one's own post.

    Raises Refused when `by` may not, the text is empty or too long, or the post was changed since `version`.
    """
    held = _locked(post)
    insist(rules.may_edit(by, held))
    if held.version != version:
        raise Refused(
            _("This post was changed in another window meanwhile. Your text is below; compare and save again.")
        )
    clean = _clean(text)
    held.source, held.html, held.excerpt = text, clean, html.excerpt(clean, 180)
    held.version += 1
    held.edited_at = clock.now()
    held.save(update_fields=["source", "html", "excerpt", "version", "edited_at"])
    trail.write(by=by, action="forum.post.edit", about=held.thread, values={"number": held.number})
    _tell_changed(held)
    return held


@transaction.atomic
def delete(*, by: Any, post: Post) -> Post:
    """Take one's own post back: its words go from sight and from search, its place and its answers stay."""
    held = _locked(post)
    insist(rules.may_delete(by, held))
    return _mark_deleted(by, held, clock.now(), "forum.post.delete")


@transaction.atomic
def restore(*, by: Any, post: Post) -> Post:
    """Bring one's own post back."""
    held = _locked(post)
    insist(rules.may_restore(by, held))
    return _mark_deleted(by, held, None, "forum.post.restore")


def _mark_deleted(by: Any, held: Post, moment: Any, action: str) -> Post:
    held.deleted_at = moment
    held.save(update_fields=["deleted_at"])
    Thread.objects.filter(pk=held.thread_id).update(posts_count=_counted(held.thread_id))
    trail.write(by=by, action=action, about=held.thread, values={"number": held.number})
    _tell_changed(held)
    return held


def _counted(thread_id: int) -> int:
    return Post.objects.filter(thread=thread_id, hidden_at=None, deleted_at=None).count()


def hide(post: Post) -> None:
    """Hide a post; moderation has asked the rule and writes the reasons."""
    _mark_hidden(post, clock.now())


def show(post: Post) -> None:
    """Show a hidden post again."""
    _mark_hidden(post, None)


@transaction.atomic
def _mark_hidden(post: Post, moment: Any) -> None:
    held = _locked(post)
    held.hidden_at = post.hidden_at = moment
    held.save(update_fields=["hidden_at"])
    Thread.objects.filter(pk=held.thread_id).update(posts_count=_counted(held.thread_id))
    _tell_changed(held)


def _locked(post: Post) -> Post:
    """The post with its thread's row locked, so that counters follow one change at a time."""
    thread = Thread.objects.select_for_update(of=("self",)).select_related("network").get(pk=post.thread_id)
    held = Post.objects.select_related("author").get(pk=post.pk)
    held.thread = thread
    return held


def _tell_changed(post: Post) -> None:
    search.changed(post)
    if post.number == 1:
        search.changed(post.thread)
    transaction.on_commit(partial(broadcasts.post_changed, thread_id=post.thread_id, number=post.number))


@transaction.atomic
def pin(*, by: Any, thread: Thread, pinned: bool) -> None:
    """Keep a thread at the top of the list, or let it go."""
    insist(rules.may_moderate(by, thread))
    if Thread.objects.filter(pk=thread.pk, is_pinned=not pinned).update(is_pinned=pinned):
        trail.write(by=by, action="forum.thread.pin" if pinned else "forum.thread.unpin", about=thread)
    thread.is_pinned = pinned


@transaction.atomic
def lock(*, by: Any, thread: Thread, locked: bool) -> None:
    """Close a thread for new posts, or open it again."""
    insist(rules.may_moderate(by, thread))
    moment = clock.now() if locked else None
    if Thread.objects.filter(pk=thread.pk, locked_at__isnull=locked).update(locked_at=moment):
        trail.write(by=by, action="forum.thread.lock" if locked else "forum.thread.unlock", about=thread)
    thread.locked_at = moment


def follow(*, by: Any, thread: Thread, follows: bool) -> None:
    """Be told of replies in the thread, or no more. Raises Refused when `by` may not read it."""
    insist(rules.may_read(by, thread))
    ThreadRead.objects.update_or_create(user=by, thread=thread, defaults={"follows": follows})


def mark_seen(*, by: Any, thread: Thread, mark: ThreadRead | None, numbers: set[int], everything: bool = False) -> int:
    """Move the reader's mark over the posts shown, only forward, with one write and only when something is new.

    `mark` is what the page has read; `numbers` are the posts on it. Returns how far the reader is.
    """
    old = mark.last_number if mark else 0
    new = thread.last_number if everything else selectors.seen_up_to(old, numbers)
    if mark is None:
        fresh = ThreadRead(user=by, thread=thread, last_number=new)
        ThreadRead.objects.bulk_create([fresh], ignore_conflicts=True)
    elif new > old:
        ThreadRead.objects.filter(pk=mark.pk, last_number__lt=new).update(last_number=new)
    return max(old, new)


@transaction.atomic
def mark_all_seen(*, by: Any, network: Network) -> int:
    """Mark every thread of the network as read; gives how many had something new."""
    insist(networks.may_enter(by, network))
    waiting = list(selectors.unread_threads(by).filter(network=network).only("pk", "last_number"))
    ThreadRead.objects.bulk_create(
        [ThreadRead(user=by, thread=thread, last_number=0) for thread in waiting], ignore_conflicts=True
    )
    for thread in waiting:
        ThreadRead.objects.filter(user=by, thread=thread, last_number__lt=thread.last_number).update(
            last_number=thread.last_number
        )
    return len(waiting)


@transaction.atomic
def follow_by_writing(*, by_id: int, thread_ids: Iterable[int]) -> None:
    """Whoever writes in a thread follows it from then on."""
    for thread_id in thread_ids:
        if not ThreadRead.objects.filter(user_id=by_id, thread_id=thread_id).update(follows=True):
            fresh = ThreadRead(user_id=by_id, thread_id=thread_id, follows=True)
            ThreadRead.objects.bulk_create([fresh], ignore_conflicts=True)
