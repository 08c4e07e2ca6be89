"""The verbs of notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from kit import clock, later
from notifications import broadcasts, levels, places, selectors
from notifications.enums import Level
from notifications.models import Notice, Preference, Rhythm
from notifications.pushing import browsers, sending
from notifications.registry import KINDS, Kind

BUNDLE = timedelta(minutes=10)
"""News of one thing within this time makes one letter; what was read meanwhile makes none."""
PRESSING = timedelta(hours=2)
"""What happens within this time is not kept back for a bundle."""
_STATES = {Level.INBOX: "none", Level.LETTER: "letter", Level.PUSH: "letter", Level.MAIL: "waiting"}


@transaction.atomic
def notify(
    kind: Kind, *, to: Iterable[Any], about: models.Model, title: str, url: str, text: str = "", by: Any = None
) -> None:
    """Tell the people `to` of something, each as loudly as `levels.effective` says; who did it (`by`) is not told.

    Rows are written in the caller's transaction; the live signal and the mail go out after the commit.
    `url` is a path of ours. Raises ValueError for any other address.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"A notice leads into the platform, not to {url!r}.")
    people = {person.pk: person for person in to if by is None or person.pk != by.pk}
    place, thing = places.place_of(about), levels.thing_key(kind, about)
    moment = kind.moment(about) if kind.moment else None
    found = selectors.effective_for(people, kind, place=place, thing=thing, moment=moment)
    content_type = ContentType.objects.get_for_model(about)
    notices = Notice.objects.bulk_create(
        Notice(
            user=user,
            kind=kind.name,
            about_type=content_type,
            about_id=about.pk,
            place=place,
            thing=thing,
            title=" ".join(title.replace("\x00", " ").split())[:300],
            text=text.replace("\x00", " "),
            url=url,
            mail_state=_STATES[Level(found[user.pk].level)],
        )
        for user in people.values()
        if found[user.pk].level != Level.NOTHING
    )
    now = clock.now()
    for notice in notices:
        if notice.mail_state == "waiting":
            pause = _pause(found[notice.user_id], now, moment)
            later.enqueue("notifications.mail", after=pause, notice_id=notice.pk)
        _ring(notice.user_id)
    _push([notice for notice in notices if found[notice.user_id].level in sending.LOUD], found, now)


def _push(loud: list[Notice], found: Mapping[int, levels.Effective], now: Any) -> None:
    """What comes at once is shown by browsers too, not before hours of quiet end; there it is not kept for a bundle."""
    reached = browsers.reached([notice.user_id for notice in loud])
    for notice in loud:
        if notice.user_id in reached:
            not_before = found[notice.user_id].not_before
            later.enqueue("notifications.push", after=not_before - now if not_before else None, notice_id=notice.pk)


def _ring(user_id: int) -> None:
    """The person's bell shows another number: what is remembered of it goes, now and when others can see the change."""
    selectors.forget_bell(user_id)
    transaction.on_commit(partial(selectors.forget_bell, user_id))
    transaction.on_commit(partial(broadcasts.told, user_id=user_id))


def _pause(effective: levels.Effective, now: Any, moment: Any) -> timedelta | None:
    """How long a letter that goes at once is kept for others of the same thing, or for the end of quiet hours."""
    if effective.not_before is not None:
        return effective.not_before - now
    return None if moment is not None and moment - now < PRESSING else BUNDLE


def mark_read(*, by: Any, notice: Notice | None = None) -> None:
    """Mark one notice of `by`, or all of them, as read."""
    mine = Notice.objects.filter(user=by, read_at=None)
    if notice is not None:
        mine = mine.filter(pk=notice.pk)
    mine.update(read_at=clock.now())
    _ring(by.pk)


def mark_read_about(*, by: Any, about: models.Model) -> None:
    """What is read on its own page closes its notices too: neither the bell nor a letter says it again."""
    mine = Notice.objects.filter(
        user=by, read_at=None, about_type=ContentType.objects.get_for_model(about), about_id=about.pk
    )
    if mine.update(read_at=clock.now()):
        _ring(by.pk)


def mark_read_of(*, by: Any, kind: Kind, thing: models.Model) -> None:
    """The same for all notices of one kind about one thing (a conversation read to its end)."""
    key = f"{thing._meta.label_lower}:{thing.pk}"
    if Notice.objects.filter(user=by, read_at=None, kind=kind.name, thing=key).update(read_at=clock.now()):
        _ring(by.pk)


@transaction.atomic
def choose(*, by: Any, levels: dict[str, str], place: str = "") -> None:
    """Store what `by` chose for kinds (kind -> level), everywhere or in one place; an empty level takes a choice back.

    Under the empty kind stands the choice for the whole place. Kinds nobody signed in are left out.
    """
    known = {name: level for name, level in levels.items() if name in KINDS or (place and not name)}
    taken_back = [name for name, level in known.items() if not level]
    Preference.objects.filter(user=by, place=place, thing="", kind__in=taken_back).delete()
    _keep(
        Preference(user=by, kind=name, place=place, level=Level(level))
        for name, level in sorted(known.items())
        if level
    )


def _keep(wanted: Iterable[Preference]) -> None:
    Preference.objects.bulk_create(
        list(wanted),
        update_conflicts=True,
        unique_fields=["user", "kind", "place", "thing"],
        update_fields=["level"],
    )


def choose_for_thing(*, by: Any, thing: str, level: str) -> None:
    """Follow or mute one thing; an empty level takes the choice back."""
    if level:
        _keep([Preference(user=by, thing=thing[:80], level=Level(level))])
    else:
        Preference.objects.filter(user=by, thing=thing, kind="", place="").delete()


def set_rhythm(*, by: Any, **values: Any) -> Rhythm:
    """Store when `by` wants letters (the fields of Rhythm)."""
    return Rhythm.objects.update_or_create(user=by, defaults=values)[0]


@transaction.atomic
def less(*, user_id: int, scope: str, name: str) -> None:
    """Do what a signed link of a letter says, for one person; what waits to be sent is quietened too (NT-03, NT-08).

    `kind`: such news only in the weekly letter. `place`: no e-mail from there. `thing`: no e-mail about it.
    `letter`: no weekly letter.
    """
    if not get_user_model().objects.filter(pk=user_id).exists():
        return
    waiting = Notice.objects.filter(user_id=user_id, mail_state="waiting")
    if scope == "letter":
        Rhythm.objects.update_or_create(user_id=user_id, defaults={"wants_letter": False})
        return
    level = Level.LETTER if scope == "kind" else Level.INBOX
    _keep([Preference(user_id=user_id, level=level, **{scope: name})])
    waiting.filter(**{scope: name}).update(mail_state=_STATES[level])
    if scope == "place":  # a choice for one kind there would win over it
        Preference.objects.filter(user_id=user_id, place=name, level=Level.MAIL).exclude(kind="").delete()
    if level == Level.INBOX:
        Notice.objects.filter(user_id=user_id, mail_state="letter", **{scope: name}).update(mail_state="none")
