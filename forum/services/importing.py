"""A mailing list becomes conversations: its letters as posts, by date, under whom they answer, each once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from forum.models import Post, Section, Thread
from forum.services.posts import cleaned, count_answers
from forum.services.reading import note_own
from forum.trees import MOST_POSTS, level_of, place_of
from kit import clock, html
from kit.verdicts import Refused
from moderation import trail
from networks.models import Membership, Network
from notifications.replying.parsing import Incoming
from search import services as search

_KEYS = uuid.UUID("b0a3c6a4-7c0e-5d0b-8f57-6d2b8f3d9c11")
_ANSWERS = re.compile(r"^\s*(?:(?:re|odp|fwd?|pd|aw)(?:\[\d+\])?\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """What became of one letter; `outcome` is opened, answered, known or left_out (then `why` says it)."""

    letter: Incoming
    outcome: str
    why: str = ""


@dataclass
class _Import:
    network: Network
    section: Section
    people: dict[str, Any]
    posts: dict[str, int] = field(default_factory=dict)
    """Number of a letter -> number of its post."""
    threads: dict[str, int] = field(default_factory=dict)
    """Subject -> thread, for letters that do not say what they answer."""


def subject_of(letter: Incoming) -> str:
    """The subject without what answers and lists put before it."""
    return _ANSWERS.sub("", letter.subject).strip()[:160] or _("(no subject)")


def import_letters(*, network: Network, section: Section, letters: Iterable[Incoming]) -> list[Row]:
    """Add the letters, oldest first; what is there already stays as it is. Nobody is told of each.

    People are known by their address among those who are or were members of the network; others keep their name within
    the text. Raises Refused when the section is another network's.
    """
    if section.network_id != network.pk:
        raise Refused(_("Choose a section of this network."))
    now = clock.now()
    inside = Membership.objects.filter(edition__network=network).values("user")
    people = {person.email.lower(): person for person in get_user_model().objects.filter(pk__in=inside)}
    work = _Import(network, section, people)
    ordered = sorted(letters, key=lambda letter: letter.sent_at or now)
    rows = [_import_one(work, letter, now) for letter in ordered]
    trail.write(by=None, action="forum.thread.import", about=network, values={"letters": len(rows)})
    return rows


def _import_one(work: _Import, letter: Incoming, now: Any) -> Row:
    key = uuid.uuid5(_KEYS, f"{work.network.pk}:{letter.mark}")
    known = Post.objects.filter(once=key, thread__network=work.network).select_related("thread").first()
    if known is not None:
        _remember(work, letter, known)
        return Row(letter, "known")
    if letter.is_too_large:
        return Row(letter, "left_out", _("the letter is too large"))
    try:
        with transaction.atomic():
            return _added(work, letter, key, min(letter.sent_at or now, now))
    except Refused as refused:
        return Row(letter, "left_out", str(refused.reason))


def _added(work: _Import, letter: Incoming, key: uuid.UUID, moment: Any) -> Row:
    author = work.people.get(letter.sender)
    body = letter.markup
    if author is None:
        who = escape(letter.name) or _("Somebody")
        words = _("%(who)s wrote on the list:") % {"who": who}
        body = f"<p><em>{words}</em></p>{body}"
    if not html.text_of(letter.markup):
        raise Refused(_("there are no words of the sender in it"))
    clean = cleaned(body)
    answered = next((work.posts[number] for number in reversed(letter.references) if number in work.posts), None)
    parent = Post.objects.get(pk=answered) if answered else None
    thread = _thread(work, letter, parent, author, moment)
    if parent is not None and parent.thread_id != thread.pk:
        parent = None
    post = _post(thread, parent if parent and parent.number > 1 else None, author, clean, body, key, moment)
    _remember(work, letter, post)
    return Row(letter, "opened" if post.number == 1 else "answered")


def _thread(work: _Import, letter: Incoming, parent: Post | None, author: Any, moment: Any) -> Thread:
    """The conversation the letter belongs to, its row locked; a new one where there is none."""
    is_answer = parent is not None or subject_of(letter) != letter.subject.strip()
    pk = parent.thread_id if parent is not None else work.threads.get(subject_of(letter).casefold())
    if pk is not None and is_answer:
        return Thread.objects.select_for_update(of=("self",)).select_related("network").get(pk=pk)
    return Thread.objects.create(
        network=work.network,
        section=work.section,
        title=subject_of(letter),
        author=author,
        created_at=moment,
        last_post_at=moment,
    )


def _post(
    thread: Thread, parent: Post | None, author: Any, clean: str, source: str, key: uuid.UUID, moment: Any
) -> Post:
    number = thread.last_number + 1
    if number > MOST_POSTS:
        raise Refused(_("This conversation is too long. Open a new one."))
    place = place_of(number, parent.place if parent else "")
    post = Post.objects.create(
        thread=thread,
        number=number,
        parent=parent,
        depth=level_of(place),
        place=place,
        author=author,
        source=source,
        html=clean,
        excerpt=html.excerpt(clean, 180),
        created_at=moment,
        once=key,
    )
    thread.last_number, thread.posts_count = number, thread.posts_count + 1
    thread.last_post_at, thread.last_post_by = max(thread.last_post_at, moment), author
    thread.stamp += 1
    thread.save(update_fields=["last_number", "posts_count", "last_post_at", "last_post_by", "stamp"])
    if author is not None:
        note_own(by=author, thread=thread, number=number)
    count_answers(post)
    search.changed(post)
    if number == 1:
        search.changed(thread)
    return post


def _remember(work: _Import, letter: Incoming, post: Post) -> None:
    if letter.message_id:
        work.posts[letter.message_id] = post.pk
    work.threads.setdefault(subject_of(letter).casefold(), post.thread_id)
