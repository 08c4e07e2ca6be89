"""Posts: written, changed, taken back, hidden."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from files.models import StoredFile
from forum import broadcasts, rules, seen, selectors
from forum.models import HeldPost, Post, PostVersion, Thread
from forum.services import attachments, drafts
from forum.services.holding import keep_change_if_asked, keep_if_asked
from forum.services.reading import note_own, settle
from forum.services.stamps import touch
from forum.trees import MOST_POSTS, level_of, place_of
from kit import clock, html, later
from kit.prepared import Prepared, PreparedChange, PreparedInsert
from kit.verdicts import Refused, insist
from moderation import services as moderation
from moderation import trail
from moderation.registry import MODERATED
from search import services as search
from theme import visitors


@transaction.atomic
def reply(
    *,
    by: Any,
    thread: Thread,
    text: str,
    parent: int | None = None,
    key: uuid.UUID | None = None,
    draft: bool = True,
    files: Sequence[StoredFile] = (),
) -> Post | HeldPost:
    """Add a post to the thread, as an answer to post number `parent` or to the thread itself.

    A repeat with the same `key` gives the post already made: the lock of the thread lets one of two through first.
    Gives words that wait (HeldPost) where the section has them read first. `draft` says that the text may have been
    kept as one, which then ends; `files` go with the post (selectors.own_files). Raises Refused when `by` may not
    write here, the text is empty or too long, or the answered post is not in this thread; then nothing has changed.
    """
    here = selectors.thread_to_write(by, thread)
    answered, made = _answered_and_made(by, here, None if parent == 1 else parent, key)
    if made is not None:
        return made
    insist(rules.may_reply_asked(by, here))
    insist(rules.may_write_now(here, slow_minutes=max(here.slow_minutes, here.section.slow_minutes)))
    _insist_answerable(parent, answered)
    clean = cleaned(text, files=files)
    made_now = keep_if_asked(by=by, place=here, source=text, clean=clean, parent=answered, key=key, files=files)
    if made_now is None:
        made_now = add_post(by=by, thread=here, parent=answered, source=text, clean=clean, key=key, files=files)
    if draft:
        drafts.drop(by=by, place=here.network or here.section, thread=here, parent=answered.number if answered else 0)
    return made_now


def _answered_and_made(
    by: Any, thread: Thread, number: int | None, key: uuid.UUID | None
) -> tuple[Post | None, Post | None]:
    """The post that is answered, and the one this key has made already; one query for both, none for neither."""
    if number is None and key is None:
        return None, None
    if number is None:
        return None, _MADE.first(thread_id=thread.pk, author_id=by.pk, key=key)
    asked = Q(pk__in=[])
    if number is not None:
        asked |= Q(number=number)
    if key is not None:
        asked |= Q(once=key, author=by)
    found = list(Post.objects.filter(asked, thread=thread))
    made = next((post for post in found if key is not None and post.once == key), None)
    return next((post for post in found if post.number == number), None), made


_MADE = Prepared(
    lambda thread_id, author_id, key: Post.objects.filter(thread=thread_id, author=author_id, once=key).order_by(),
    thread_id=int,
    author_id=int,
    key=uuid.UUID,
)


def _insist_answerable(number: int | None, post: Post | None) -> None:
    """An answer to the opening post is an answer to the thread; the others must be here and stand."""
    if number in (None, 1):
        return
    if post is None:
        raise Refused(_("The post you answer is not in this conversation."))
    if post.deleted_at is not None:
        raise Refused(_("The post you answer was taken back by its author. Answer another one."))


def cleaned(text: str, *, files: Sequence[StoredFile] = ()) -> str:
    """The text made safe for storing. Raises Refused when nothing is left of it and no file goes with it, or it is
    too large."""
    clean = html.clean(text)
    if not html.text_of(clean) and "<img" not in clean and not files:
        raise Refused(_("Write something first."))
    return clean


def add_post(
    *,
    by: Any,
    thread: Thread,
    parent: Post | None,
    source: str,
    clean: str,
    key: uuid.UUID | None,
    files: Sequence[StoredFile] = (),
) -> Post:
    """Insert a post with its place and move the thread's counters; the thread's row is locked by the caller."""
    number = thread.last_number + 1
    if number > MOST_POSTS:
        raise Refused(_("This conversation is too long. Open a new one."))
    moment = clock.now()
    place = place_of(number, parent.place if parent else "")
    post = Post(
        thread=thread,
        number=number,
        parent=parent,
        depth=level_of(place),
        place=place,
        author=by,
        source=source,
        html=clean,
        excerpt=html.excerpt(clean, 180),
        created_at=moment,
        once=key,
    )
    attachments.redraw(post, files)
    _POSTED.add(post)
    attachments.give(files, post)
    _move_counters(thread, number=number, moment=moment, by=by)
    if by is not None:
        note_own(by=by, thread=thread, number=number)
    later.enqueue("forum.posted", post_id=post.pk)
    transaction.on_commit(partial(broadcasts.reply_posted, thread_id=thread.pk, number=number))
    return post


_POSTED = PreparedInsert(Post)


def _move_counters(thread: Thread, *, number: int, moment: datetime, by: Any) -> None:
    """The thread has one post more; its row is locked by the caller."""
    thread.last_number, thread.last_post_at, thread.last_post_by = number, moment, by
    thread.posts_count += 1
    thread.stamp += 1
    if by is None:
        thread.save(update_fields=["last_number", "posts_count", "last_post_at", "last_post_by", "stamp"])
        return
    _COUNTED.do(pk=thread.pk, number=number, count=thread.posts_count, moment=moment, by=by.pk, stamp=thread.stamp)


_COUNTED = PreparedChange(
    lambda pk, number, count, moment, by, stamp: (
        Thread.objects.filter(pk=pk),
        {"last_number": number, "posts_count": count, "last_post_at": moment, "last_post_by": by, "stamp": stamp},
    ),
    pk=int,
    number=int,
    count=int,
    moment=datetime,
    by=int,
    stamp=int,
)


@transaction.atomic
def edit(
    *,
    by: Any,
    post: Post,
    text: str,
    version: int,
    files: Sequence[StoredFile] = (),
    without: Sequence[StoredFile] = (),
) -> Post | HeldPost:
    """Change the words of one's own post; where the section has words read first, the old ones stand until then.

    `files` come to those of the post, and those named in `without` go for good at once.

    Raises Refused when `by` may not, the text is empty or too long, or the post was changed since `version`.
    """
    held = locked(post)
    insist(rules.may_edit(by, held))
    if held.version != version:
        raise Refused(
            _("This post was changed in another window meanwhile. Your text is below; compare and save again.")
        )
    before = selectors.attached_to(held)
    gone = {file.pk for file in without}
    left = [file for file in before if file.pk not in gone]
    clean = cleaned(text, files=[*left, *files])
    if len(left) < len(before):
        attachments.throw_away(held, but=left)
        attachments.redraw(held, left).save(update_fields=["drawn"])
        tell_changed(held)
    if clean == held.html and not files:
        return held
    here = selectors.thread_to_write(by, held.thread)
    insist(rules.may_write_now(here, slow_minutes=0))
    waiting = keep_change_if_asked(by=by, post=held, thread=here, source=text, clean=clean, files=files)
    if waiting is not None:
        drafts.drop(by=by, place=here.network or here.section, thread=here, changes=held)
        return waiting
    attachments.give([*left, *files], held)
    put_words(held, source=text, clean=clean)
    drafts.drop(by=by, place=here.network or here.section, thread=here, changes=held)
    moderation.resubmit(kind=MODERATED["post"], thing=held)
    trail.write(by=by, action="forum.post.edit", about=held.thread, values={"number": held.number})
    return held


def put_words(held: Post, *, source: str, clean: str) -> None:
    """Give a post, whose thread's row the caller locked, other words; those before are kept in its history."""
    PostVersion.objects.create(
        post=held,
        version=held.version,
        html=held.html,
        source=held.source,
        written_at=held.edited_at or held.created_at,
    )
    held.source, held.html, held.excerpt = source, clean, html.excerpt(clean, 180)
    attachments.redraw(held)
    held.version += 1
    held.edited_at = clock.now()
    held.save(update_fields=["source", "html", "drawn", "excerpt", "version", "edited_at"])
    later.enqueue("forum.cited", post_id=held.pk)
    tell_changed(held)


@transaction.atomic
def bring_back(*, by: Any, post: Post, version: int) -> Post | HeldPost:
    """Put earlier words of one's own post back, as one more change. Raises Refused as `edit` does."""
    earlier = PostVersion.objects.filter(post=post, version=version).first()
    if earlier is None:
        raise Refused(_("There is no such version of this post."))
    return edit(by=by, post=post, text=earlier.html, version=post.version)


@transaction.atomic
def delete(*, by: Any, post: Post) -> Post:
    """Take one's own post back: its words go from sight and from search, its place and its answers stay."""
    held = locked(post)
    insist(rules.may_delete(by, held))
    return _mark_deleted(by, held, clock.now(), "forum.post.delete")


@transaction.atomic
def restore(*, by: Any, post: Post) -> Post:
    """Bring one's own post back."""
    held = locked(post)
    insist(rules.may_restore(by, held))
    return _mark_deleted(by, held, None, "forum.post.restore")


def _mark_deleted(by: Any, held: Post, moment: Any, action: str) -> Post:
    held.deleted_at = moment
    held.save(update_fields=["deleted_at"])
    recount(held.thread, changed=[held])
    trail.write(by=by, action=action, about=held.thread, values={"number": held.number})
    tell_changed(held)
    return held


def recount(thread: Thread, *, changed: Iterable[Post] = ()) -> None:
    """Bring what is stored about the thread up to date after posts of it came into sight or left it.

    `changed` are those posts: the answers of what they answer are counted anew. The caller holds the thread's row.
    """
    shown = Post.objects.filter(thread=thread).shown()
    numbers = seen.ranges_of(shown.values_list("number", flat=True))
    thread.posts_count = seen.count(numbers)
    thread.gone = seen.written(seen.missing(numbers, thread.last_number))
    thread.save(update_fields=["posts_count", "gone"])
    for post in changed:
        count_answers(post)
    settle(thread)


def count_answers(post: Post) -> None:
    """Count anew how many shown posts answer the one that `post` answers."""
    if post.parent_id is not None:
        answers = Post.objects.filter(thread=post.thread_id, parent=post.parent_id).shown().count()
        Post.objects.filter(pk=post.parent_id).update(answers=answers)
        touch(post.thread_id)


def hide(post: Post) -> None:
    """Hide a post; moderation has asked the rule and writes the reasons."""
    _mark_hidden(post, clock.now())


def show(post: Post) -> None:
    """Show a hidden post again."""
    _mark_hidden(post, None)


@transaction.atomic
def _mark_hidden(post: Post, moment: Any) -> None:
    held = locked(post)
    held.hidden_at = post.hidden_at = moment
    held.save(update_fields=["hidden_at"])
    recount(held.thread, changed=[held])
    tell_changed(held)


def locked(post: Post) -> Post:
    """The post with its thread's row locked, so that counters follow one change at a time."""
    thread = Thread.objects.select_for_update(of=("self",)).select_related("network", "section").get(pk=post.thread_id)
    held = Post.objects.select_related("author").get(pk=post.pk)
    held.thread = thread
    return held


def tell_changed(post: Post) -> None:
    """Have search and open pages take the post anew."""
    touch(post.thread_id)
    if post.thread.network_id is None:
        visitors.forget()
    search.changed(post)
    if post.number == 1:
        search.changed(post.thread)
    transaction.on_commit(partial(broadcasts.post_changed, thread_id=post.thread_id, number=post.number))


def purge_taken_back() -> int:
    """Remove the words of posts whose authors took them back longer ago than the grace; gives how many."""
    old = Post.objects.filter(deleted_at__lt=clock.now() - rules.GRACE).exclude(html="")
    touch(*set(old.values_list("thread", flat=True)))
    PostVersion.objects.filter(post__in=old).delete()
    for post in old.only("pk"):
        attachments.throw_away(post)
    return old.update(source="", html="", drawn="", excerpt="")
