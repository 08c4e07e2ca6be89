"""Words that wait to be read first: kept, changed, taken back, published, refused."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from files.models import StoredFile
from forum import rules, selectors
from forum.models import HeldPost, HeldState, Post, Section, Thread
from forum.services import attachments, drafts
from forum.services.reading import note_hand
from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import services as moderation
from moderation import trail
from moderation.registry import MODERATED
from moderation.watch import Found
from search import services as search


def kind() -> Any:
    """The papers under which waiting words are signed in."""
    return MODERATED["held_post"]


def keep_if_asked(
    *,
    by: Any,
    place: Thread | Section,
    source: str,
    clean: str,
    title: str = "",
    parent: Post | None = None,
    key: uuid.UUID | None = None,
    files: Sequence[StoredFile] = (),
) -> HeldPost | None:
    """Keep the words for those who read first, when the section's rules ask for it; None when they stand at once.

    `place` comes from `selectors.thread_to_write` or `section_to_write`; the caller has asked the rule of writing.
    """
    thread = place if isinstance(place, Thread) else None
    section = place.section if isinstance(place, Thread) else place
    found = selectors.reason_to_wait(section, steers=place.by_steers, wrote=place.by_wrote, markup=clean, by=by)
    if found is None:
        return None

    def make() -> HeldPost:
        held = HeldPost.objects.create(
            network_id=section.network_id,
            section=section,
            thread=thread,
            title=title[:160],
            parent=parent,
            author=by,
            source=source,
            html=clean,
            created_at=clock.now(),
            once=key,
        )
        attachments.give(files, held)
        _wait(by, held, found)
        return held

    return once(HeldPost.objects.filter(author=by), key, make)


def keep_change_if_asked(
    *, by: Any, post: Post, thread: Thread, source: str, clean: str, files: Sequence[StoredFile] = ()
) -> HeldPost | None:
    """The same for other words of a post that stands; until somebody reads them the old words stand."""
    found = selectors.reason_to_wait(
        thread.section, steers=thread.by_steers, wrote=thread.by_wrote, markup=clean, by=by, check_repeats=False
    )
    if found is None:
        return None
    waiting = HeldPost.objects.filter(changes=post, author=by, state=HeldState.WAITING).first()
    if waiting is not None:
        attachments.give(files, waiting)
        return _rewrite(by, waiting, source, clean)
    held = HeldPost.objects.create(
        network_id=thread.network_id,
        section=thread.section,
        thread=thread,
        changes=post,
        author=by,
        source=source,
        html=clean,
        created_at=clock.now(),
    )
    attachments.give(files, held)
    _wait(by, held, found)
    return held


def _wait(by: Any, held: HeldPost, found: Found) -> None:
    if held.thread is not None:
        note_hand(by=by, thread=held.thread)
    promise = timedelta(hours=held.section.promise_hours)
    moderation.open_case(kind=kind(), thing=held, why=found.why, detail=found.detail, promise=promise)
    trail.write(by=by, action="forum.post.held", about=held, values={"why": str(found.why)})


@transaction.atomic
def change_held(
    *, by: Any, held: HeldPost, text: str, files: Sequence[StoredFile] = (), without: Sequence[StoredFile] = ()
) -> HeldPost:
    """Other words and files for one's own text that waits; whoever asked for changes is told. Raises Refused."""
    from forum.services.posts import cleaned

    here = HeldPost.objects.select_for_update(of=("self",)).get(pk=held.pk)
    insist(rules.may_change_held(by, here))
    gone = {file.pk for file in without}
    left = [file for file in selectors.attached_to(here) if file.pk not in gone]
    clean = cleaned(text, files=[*left, *files])
    attachments.throw_away(here, but=left)
    attachments.give([*left, *files], here)
    return _rewrite(by, here, text, clean)


def _rewrite(by: Any, held: HeldPost, source: str, clean: str) -> HeldPost:
    held.source, held.html = source, clean
    held.save(update_fields=["source", "html"])
    trail.write(by=by, action="forum.post.held_change", about=held)
    moderation.resubmit(kind=kind(), thing=held)
    return held


@transaction.atomic
def withdraw_held(*, by: Any, held: HeldPost) -> None:
    """Take back words that wait; nobody decides about them any more. Raises Refused when somebody has decided."""
    here = HeldPost.objects.select_for_update(of=("self",)).get(pk=held.pk)
    insist(rules.may_change_held(by, here))
    here.state = HeldState.WITHDRAWN
    here.save(update_fields=["state"])
    attachments.throw_away(here)
    moderation.withdraw(kind=kind(), thing=here)


def release(held: HeldPost, by: Any, text: str | None) -> Post:
    """Publish words that waited, with others in their place when `text` is given; moderation has asked the rule."""
    from forum.services.posts import add_post

    clean = text or held.html
    if held.changes_id is not None:
        post = _changed(held, clean)
    else:
        thread = _thread_for(held)
        parent = held.parent if held.parent is not None and held.parent.thread_id == thread.pk else None
        post = add_post(
            by=held.author,
            thread=thread,
            parent=parent,
            source=held.source,
            clean=clean,
            key=None,
            files=selectors.attached_to(held),
        )
    held.post, held.state = post, HeldState.PUBLISHED
    held.save(update_fields=["post", "state"])
    trail.write(by=by, action="forum.post.release", about=post.thread, values={"number": post.number})
    return post


def _thread_for(held: HeldPost) -> Thread:
    locked = Thread.objects.select_for_update(of=("self",)).select_related("network", "section")
    if held.thread_id is not None:
        thread = locked.get(pk=held.thread_id)
        return locked.get(pk=thread.merged_into_id) if thread.merged_into_id else thread
    thread = Thread.objects.create(network=held.network, section=held.section, title=held.title, author=held.author)
    search.changed(thread)
    return thread


def _changed(held: HeldPost, clean: str) -> Post:
    from forum.services.posts import locked, put_words

    post = locked(held.changes)
    attachments.give(selectors.attached_to(held), post)
    put_words(post, source=held.source, clean=clean)
    return post


def refuse(held: HeldPost, decision: Any) -> None:
    """Do not publish words that waited; they go back to their author, who reads them with the decision."""
    held.state = HeldState.REJECTED
    held.save(update_fields=["state"])
    if held.author is not None:
        drafts.keep(
            person=held.author,
            place=held.network or held.section,
            thread=held.thread,
            parent=held.parent.number if held.parent is not None else None,
            changes=held.changes,
            title=held.title,
            html=held.html,
            files=selectors.attached_to(held),
        )


def amend(held: HeldPost, text: str) -> None:
    """Give what was published from it other words: an appeal against an edit was right."""
    from forum.services.posts import locked, put_words

    if held.post is None:
        raise Refused(_("What this was about is no longer there."))
    put_words(locked(held.post), source=text, clean=html.clean(text))


def let_go(held: HeldPost) -> None:
    """Close the case about words whose author leaves the platform."""
    moderation.withdraw(kind=kind(), thing=held)
