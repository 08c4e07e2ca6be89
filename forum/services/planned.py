"""Posts that go out by themselves: planned, changed, called off, published when their time comes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from files.models import StoredFile
from forum import rules, selectors
from forum.models import HeldPost, PlannedPost, Post, Section, Thread
from forum.notices import PLANNED_BACK
from forum.services import attachments, drafts
from forum.services.posts import cleaned, reply
from forum.services.threads import open_thread
from kit import clock, later
from kit.once import once
from kit.verdicts import NotThere, Refused, insist
from moderation import trail
from networks.models import Network
from notifications.services import notify

SOONEST, LATEST = timedelta(minutes=2), timedelta(days=183)


@transaction.atomic
def plan(
    *,
    by: Any,
    place: Network | Section,
    thread: Thread | None = None,
    parent: int | None = None,
    section: Section | None = None,
    title: str = "",
    is_question: bool = False,
    text: str,
    at: datetime,
    files: Sequence[StoredFile] = (),
    key: uuid.UUID | None = None,
) -> PlannedPost:
    """Keep a reply, or a new conversation with its title and section, to be published at a moment.

    `place` is the network, or the section above the networks.

    Raises Refused when `by` may not write here now, a word is missing, or the moment is too near or too far.
    """
    insist(rules.may_reply(by, thread) if thread is not None else rules.may_open_thread(by, place))
    title = " ".join(title.split())[:160]
    network, above = (place, None) if isinstance(place, Network) else (None, place)
    if thread is None and (section is None or place not in (section, section.network)):
        raise Refused(_("Choose a section of this network."))
    if thread is None and not title:
        raise Refused(_("Give the conversation a title."))
    _insist_moment(at)
    clean = cleaned(text, files=files)
    number = parent if parent not in (None, 1) else None
    answered = selectors.post_in(thread, number) if thread is not None and number is not None else None

    def make() -> PlannedPost:
        made = PlannedPost.objects.create(
            network=network,
            thread=thread,
            parent=answered,
            section=section if thread is None else above,
            title=title if thread is None else "",
            is_question=is_question,
            author=by,
            html=clean,
            publish_at=at,
            made_at=clock.now(),
            once=key,
        )
        attachments.give(files, made)
        drafts.drop(by=by, place=place, thread=thread, parent=answered.number if answered else 0)
        trail.write(by=by, action="forum.post.plan", about=made)
        _wake(made)
        return made

    return once(PlannedPost.objects.filter(author=by), key, make)


def _insist_moment(at: datetime) -> None:
    if at < clock.now() + SOONEST:
        raise Refused(_("Choose a moment that is still to come."))
    if at > clock.now() + LATEST:
        raise Refused(_("Choose a moment within the next half a year."))


def _wake(planned: PlannedPost) -> None:
    later.enqueue("forum.publish", planned_id=planned.pk, after=planned.publish_at - clock.now())


@transaction.atomic
def change_planned(
    *,
    by: Any,
    planned: PlannedPost,
    text: str,
    at: datetime,
    files: Sequence[StoredFile] = (),
    without: Sequence[StoredFile] = (),
) -> PlannedPost:
    """Other words, files or another moment. Raises Refused when it is published already or the moment will not do."""
    here = _locked(planned.pk)
    insist(rules.may_change_planned(by, here))
    if here is None:
        raise Refused(_("This was published already."))
    _insist_moment(at)
    gone = {file.pk for file in without}
    left = [file for file in selectors.attached_to(here) if file.pk not in gone]
    here.html, here.publish_at = cleaned(text, files=[*left, *files]), at
    here.save(update_fields=["html", "publish_at"])
    attachments.throw_away(here, but=left)
    attachments.give([*left, *files], here)
    _wake(here)
    return here


@transaction.atomic
def call_off(*, by: Any, planned: PlannedPost) -> None:
    """Do not publish it: the words go back to the author's drafts. Raises Refused when it is published already."""
    here = _locked(planned.pk)
    insist(rules.may_change_planned(by, here))
    if here is not None:
        _give_back(here)


def _locked(pk: int) -> PlannedPost | None:
    rows = PlannedPost.objects.select_for_update(of=("self",))
    return (
        rows.select_related("network", "thread__network", "thread__section", "section", "parent", "author")
        .filter(pk=pk)
        .first()
    )


def _place_of(planned: PlannedPost) -> Network | Section:
    """The network, or the section above the networks; a reply stands where its conversation stands now."""
    place = planned.network or (planned.thread.section if planned.thread is not None else planned.section)
    if place is None:
        raise NotThere
    return place


def _drafts_address(place: Network | Section) -> str:
    return reverse("forum:drafts", kwargs={"slug" if isinstance(place, Network) else "section": place.slug})


def _give_back(planned: PlannedPost) -> None:
    drafts.keep(
        person=planned.author,
        place=_place_of(planned),
        thread=planned.thread,
        parent=planned.parent.number if planned.parent is not None else None,
        html=planned.html,
        title=planned.title,
        files=selectors.attached_to(planned),
    )
    planned.delete()


def publish(*, planned_id: int) -> Post | Thread | HeldPost | None:
    """Publish what is due, under the rights its author has now; None when it is gone or not due yet.

    What may not be written any more goes back to the author's drafts with a notice. A second run does nothing.
    """
    with transaction.atomic():
        planned = _locked(planned_id)
        if planned is None or planned.publish_at > clock.now():
            return None
        try:
            with transaction.atomic():
                made = _made(planned)
                planned.delete()
                return made
        except Refused as refused:
            thread, place, author = planned.thread, _place_of(planned), planned.author
            _give_back(planned)
            if author.is_active:
                with translation.override(settings.LANGUAGE_CODE):
                    notify(
                        PLANNED_BACK,
                        to=[author],
                        title=_("Your planned post was not published and waits among your drafts"),
                        text=str(refused.reason),
                        url=_drafts_address(place),
                        about=thread or place,
                    )
            return None


def _made(planned: PlannedPost) -> Post | Thread | HeldPost:
    held = selectors.attached_to(planned)
    if planned.thread is None:
        if planned.section is None:
            raise Refused(_("Choose a section of this network."))
        return open_thread(
            by=planned.author,
            network=planned.network,
            section=planned.section,
            title=planned.title,
            text=planned.html,
            is_question=planned.is_question,
            files=held,
            draft=False,
        )
    stays = planned.parent is not None and planned.parent.thread_id == planned.thread_id
    return reply(
        by=planned.author,
        thread=planned.thread,
        text=planned.html,
        parent=planned.parent.number if planned.parent is not None and stays else None,
        draft=False,
        files=held,
    )


def publish_due() -> int:
    """Publish everything whose time has come; gives how many there were."""
    due = list(PlannedPost.objects.filter(publish_at__lte=clock.now()).values_list("pk", flat=True))
    for number in due:
        publish(planned_id=number)
    return len(due)
