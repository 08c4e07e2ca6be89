"""The verbs of announcements."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import County
from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.announcements import notices, rules, selectors
from networks.announcements.models import Announcement, Reading
from networks.models import Network
from notifications.services import mark_read_about, notify
from provenance.registry import Reference
from provenance.services import record
from search import services as search


def check(*, title: str, text: str, valid_until: date | None) -> dict[str, str]:
    """What is wrong with an announcement, field by field, in words for the person."""
    wrong: dict[str, str] = {}
    if not title.strip():
        wrong["title"] = _("Give the announcement a title.")
    if not html.text_of(text).strip():
        wrong["text"] = _("Write something first.")
    if valid_until is not None and valid_until < clock.today():
        wrong["valid_until"] = _("This day has passed; choose today or a later one.")
    return wrong


@transaction.atomic
def announce(
    *,
    by: Any,
    title: str,
    text: str,
    network: Network | None = None,
    county: County | None = None,
    is_important: bool = False,
    valid_until: date | None = None,
    key: uuid.UUID | None = None,
    made_from: Reference | None = None,
) -> Announcement:
    """Announce something to a network, or to all networks of a county (exactly one of the two).

    The people of the place are told; of an important announcement at once and whole. Raises Refused with a sentence.
    """
    if network is not None:
        insist(rules.may_announce(by, network))
    elif county is not None:
        insist(rules.may_announce_in_county(by, county))
    else:
        raise ValueError("An announcement is for a network or for a county.")
    for sentence in check(title=title, text=text, valid_until=valid_until).values():
        raise Refused(sentence)

    def make() -> Announcement:
        made = Announcement.objects.create(
            network=network,
            county=county,
            title=title.strip()[:160],
            text=html.clean(text),
            is_important=is_important,
            valid_until=valid_until,
            author=by,
            published_at=clock.now(),
            once=key,
        )
        record(by=by, source=made_from, result=Reference("announcement", made.pk))
        trail.write(
            by=by, action="announcements.announcement.publish", about=made, values={"is_important": is_important}
        )
        notify(
            notices.IMPORTANT if is_important else notices.NEW,
            to=selectors.receivers(made),
            by=by,
            about=made,
            title=_("Announcement: %(title)s") % {"title": made.title},
            text=html.text_of(made.text),
            url=made.get_absolute_url(),
        )
        search.changed(made)
        return made

    return once(Announcement.objects.filter(author=by), key, make)


@transaction.atomic
def withdraw(*, by: Any, announcement: Announcement) -> Announcement:
    """Take an announcement back; letters that wait are not sent. Twice is once."""
    insist(rules.may_lead(by, announcement))
    if Announcement.objects.filter(pk=announcement.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        trail.write(by=by, action="announcements.announcement.withdraw", about=announcement)
        search.changed(announcement)
    announcement.refresh_from_db()
    return announcement


def mark_read(*, by: Any, announcement: Announcement) -> None:
    """Write down that `by` has read it on its page; the first time counts. The author's own reading is none."""
    if by.pk != announcement.author_id and announcement.withdrawn_at is None:
        _read(by.pk, announcement, by_letter=False)
    mark_read_about(by=by, about=announcement)


def confirm(*, user_id: int, announcement_id: int) -> bool:
    """Write down that the holder of a signed link has read the announcement; False when it is no longer for them."""
    person = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    announcement = Announcement.objects.filter(pk=announcement_id, withdrawn_at=None).first()
    if person is None or announcement is None or not rules.may_read(person, announcement):
        return False
    _read(person.pk, announcement, by_letter=True)
    mark_read_about(by=person, about=announcement)
    return True


def _read(user_id: int, announcement: Announcement, *, by_letter: bool) -> None:
    Reading.objects.bulk_create(
        [Reading(announcement=announcement, user_id=user_id, read_at=clock.now(), by_letter=by_letter)],
        ignore_conflicts=True,
    )
