"""Conversations as a whole: begun, summed up."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from files.models import StoredFile
from forum import places, rules, selectors
from forum.models import HeldPost, Section, Thread
from forum.services import drafts
from forum.services.holding import keep_if_asked
from forum.services.posts import add_post, cleaned
from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Network
from search import services as search


@transaction.atomic
def open_thread(
    *,
    by: Any,
    network: Network | None,
    section: Section,
    title: str,
    text: str,
    is_question: bool = False,
    key: uuid.UUID | None = None,
    files: Sequence[StoredFile] = (),
    draft: bool = True,
) -> Thread | HeldPost:
    """Begin a conversation with its first post; `text` is HTML as the editor sent it. No `network`: above them.

    Gives words that wait (HeldPost) where the section has them read first.

    Raises Refused when `by` may not write here, the section is another network's, or a word is missing.
    """
    place = network or section
    insist(rules.may_open_thread(by, place))
    if section.network_id != (network.pk if network is not None else None):
        raise Refused(_("Choose a section of this network."))
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Give the conversation a title."))
    clean = cleaned(text, files=files)

    def make() -> Thread | HeldPost:
        here = selectors.section_to_write(by, section)
        insist(rules.may_write_now(here, slow_minutes=here.slow_minutes))
        held = keep_if_asked(by=by, place=here, source=text, clean=clean, title=title, key=key, files=files)
        if held is not None:
            if draft:
                drafts.drop(by=by, place=place, thread=None)
            drafts.close(by=by, key=key)
            return held
        thread = Thread.objects.create(
            network=network, section=section, title=title[:160], author=by, is_question=is_question, once=key
        )
        add_post(by=by, thread=thread, parent=None, source=text, clean=clean, key=None, files=files)
        if draft:
            drafts.drop(by=by, place=place, thread=None)
        drafts.close(by=by, key=key)
        trail.write(by=by, action="forum.thread.open", about=thread, values={"place": places.key_of(section)})
        search.changed(thread)
        return thread

    return once(Thread.objects.filter(author=by), key, make)


@transaction.atomic
def sum_up(*, by: Any, thread: Thread, text: str) -> Thread:
    """Say above the conversation what is settled so far; an empty text takes it away. Raises Refused by the rule."""
    insist(rules.may_moderate(by, thread))
    clean = html.clean(text)
    thread.summary = clean if html.text_of(clean) else ""
    thread.summed_up_at, thread.summed_up_by = clock.now(), by
    thread.save(update_fields=["summary", "summed_up_at", "summed_up_by"])
    trail.write(by=by, action="forum.thread.sum_up", about=thread)
    return thread
