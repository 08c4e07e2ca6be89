"""Unfinished texts: saved while they are written, taken up anywhere, gone when they are sent.

A form carries a one-time key. What is sent with it closes the key, so that a saving still on its way when the text was
sent brings no draft back.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from files.models import StoredFile
from forum import rules
from forum.models import Draft, HeldPost, PlannedPost, Post, Section, Thread
from forum.services import attachments
from forum.services.reading import note_hand
from kit import clock
from kit import html as markup
from kit.verdicts import NotThere, insist
from networks.models import Network


class Conflict(Exception):  # noqa: N818 - a message between two devices, not an error
    """The draft was saved elsewhere since this device read it; `draft` is what stands now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.version)
        self.draft = draft


@dataclass(frozen=True)
class Writing:
    """What a person writes: a reply in `thread` to post number `parent`, other words for a post, a conversation.

    `place` is a network, or above the networks a section.
    """

    person: Any
    place: Network | Section
    thread: Thread | None = None
    parent: int = 0
    changes: Post | None = None

    @property
    def where(self) -> dict[str, Any]:
        """The place as columns of a draft."""
        return {"network": self.place} if isinstance(self.place, Network) else {"network": None, "section": self.place}

    def rows(self) -> QuerySet[Draft]:
        """The draft of this text, if any."""
        mine = Draft.objects.filter(person=self.person)
        if self.changes is not None:
            return mine.filter(changes=self.changes)
        if self.thread is None:
            return mine.filter(thread=None, **self.where)
        return mine.filter(thread=self.thread, parent=self.parent, changes=None)

    def make(self, values: dict[str, Any]) -> Draft:
        """A new draft of it. Raises Conflict when another device was quicker."""
        try:
            with transaction.atomic():
                if self.thread is not None:
                    note_hand(by=self.person, thread=self.thread)
                return Draft.objects.create(
                    person=self.person,
                    **self.where,
                    thread=self.thread,
                    parent=self.parent,
                    changes=self.changes,
                    **values,
                )
        except IntegrityError:
            raise Conflict(self.rows().get()) from None

    def insist_writing(self) -> None:
        """Raise Refused when the person may not write here."""
        if self.changes is not None:
            insist(rules.may_edit(self.person, self.changes))
        elif self.thread is not None:
            insist(rules.may_reply(self.person, self.thread))
        else:
            insist(rules.may_open_thread(self.person, self.place))


def save(
    *,
    by: Any,
    place: Network | Section,
    thread: Thread | None,
    parent: int = 0,
    changes: Post | None = None,
    text: str,
    title: str = "",
    version: int = 0,
    left: int | None = None,
    files: Sequence[StoredFile] = (),
    key: uuid.UUID | None = None,
) -> Draft | None:
    """Keep what `by` has written so far; None when nothing is written, then the draft is gone.

    `version` is the one this device knows (0: none). `left` is the post whose answer this text was until now: its
    draft goes, since the text has moved here. `files` are all that go with the text; others of the draft are removed.
    With a `key` under which something was sent already nothing is kept. Raises Conflict when another device saved
    meanwhile, Refused when `by` may not write here or the text is too large; then nothing has changed.
    """
    writing = Writing(by, place, thread, parent, changes)
    writing.insist_writing()
    if is_sent(by, key):
        return None
    clean = markup.clean(text)
    values = {"html": clean, "title": title[:160], "saved_at": clock.now(), "came_back": False, "key": key}
    with transaction.atomic():
        old = writing.rows().select_for_update().first()
        if (old.version if old else 0) != version and old is not None:
            raise Conflict(old)
        kept = None
        if markup.text_of(clean) or "<img" in clean or title.strip() or files:
            kept = _kept(old, writing, values)
            attachments.give(files, kept)
        if old is not None:
            attachments.throw_away(old, but=files)
        if left is not None and left != parent:
            _drop(Writing(by, place, thread, left))
        if kept is None and old is not None:
            old.delete()
        if kept is not None and key is not None:
            # Sent meanwhile, in a transaction this one could not see: whichever ends last clears up.
            transaction.on_commit(partial(_close_if_sent, by, kept.pk, key))
    return kept


def _kept(old: Draft | None, writing: Writing, values: dict[str, Any]) -> Draft:
    if old is None:
        return writing.make(values)
    for name, value in values.items():
        setattr(old, name, value)
    old.version += 1
    old.save()
    return old


def is_sent(by: Any, key: uuid.UUID | None) -> bool:
    """Whether `by` has sent something with this one-time key."""
    if key is None:
        return False
    kinds = (Post, HeldPost, Thread, PlannedPost)
    return any(kind.objects.filter(author=by, once=key).exists() for kind in kinds)


def _close_if_sent(by: Any, pk: int, key: uuid.UUID) -> None:
    if is_sent(by, key):
        _throw(Draft.objects.filter(pk=pk, key=key))


def close(*, by: Any, key: uuid.UUID | None) -> None:
    """After something was sent with `key`: whatever was kept under it meanwhile goes, once this is committed."""
    if key is not None:
        transaction.on_commit(lambda: _throw(Draft.objects.filter(person=by, key=key)))


@transaction.atomic
def keep(
    *,
    person: Any,
    place: Network | Section | None = None,
    thread: Thread | None,
    parent: int | None = None,
    changes: Post | None = None,
    html: str,
    title: str = "",
    files: Sequence[StoredFile] = (),
) -> Draft:
    """Give a text back to its author: what was not published becomes a draft again.

    `place` says where a conversation was to begin; `parent` is the number of the answered post. What the person has
    begun there meanwhile stays, above it.
    """
    here = thread.network or thread.section if thread is not None else place
    if here is None:
        raise NotThere
    writing = Writing(person, here, thread, parent or 0, changes)
    old = writing.rows().select_for_update().first()
    if old is None:
        values = {"html": html, "title": title[:160], "saved_at": clock.now(), "came_back": True}
        made = writing.make(values)
        attachments.give(files, made)
        return made
    begun = f"<h3>{_escaped(title)}</h3>{html}" if title and old.title and old.title != title else html
    old.html, old.title = f"{old.html}<hr>{begun}", old.title or title[:160]
    old.version, old.came_back, old.saved_at = old.version + 1, True, clock.now()
    old.save()
    attachments.give(files, old)
    return old


def _escaped(words: str) -> str:
    return markup.clean(markup.from_text(words)).removeprefix("<p>").removesuffix("</p>")


def drop(
    *, by: Any, place: Network | Section, thread: Thread | None, parent: int = 0, changes: Post | None = None
) -> bool:
    """Throw one's own draft away, after sending it too; tells whether there was one."""
    return _drop(Writing(by, place, thread, parent, changes))


def _drop(writing: Writing) -> bool:
    return _throw(writing.rows())


@transaction.atomic
def _throw(rows: QuerySet[Draft]) -> bool:
    found = list(rows)
    for draft in found:
        attachments.throw_away(draft)
        draft.delete()
    return bool(found)
