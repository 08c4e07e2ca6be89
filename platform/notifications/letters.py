"""The weekly letter: one a person over all places, ordered by what waits for an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.shortcuts import resolve_url  # noqa: TID251 - an address, not a page
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock, later
from notifications import mail, selectors, unsubscribing
from notifications.models import Letter, Notice, Rhythm
from notifications.places import places_of
from notifications.registry import KINDS, SECTIONS, Line

CATCHING_UP = timedelta(days=3)
"""A letter that could not be made on its day is made within this time, or else with the next one."""
AHEAD = timedelta(days=14)
TITLES = 4
"""Lines of news from one place; the rest is counted."""
MOST_NOTICES = 300


@dataclass
class News:
    """What is new in one place."""

    place: str
    url: str = ""
    lines: list[Line] = field(default_factory=list)
    count: int = 0

    @property
    def shown(self) -> list[Line]:
        """The first few."""
        return self.lines[:TITLES]

    @property
    def further(self) -> int:
        """How many are only counted."""
        return max(0, self.count - TITLES)


@dataclass
class Content:
    """What a letter says; an empty one is not sent."""

    waits: list[Line] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.waits or self.coming or self.news)


def slot(rhythm: Rhythm, now: datetime) -> datetime:
    """The last moment at which this person's weekly letter was due."""
    local = timezone.localtime(now)
    day = local.date() - timedelta(days=(local.weekday() - rhythm.weekday) % 7)
    due = _at(day, rhythm.hour)
    return due if due <= now else _at(day - timedelta(days=7), rhythm.hour)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour), timezone.get_current_timezone())


def call_due() -> int:
    """Have the letters made that are due now; gives how many. Three queries, however many people."""
    now = clock.now()
    people = dict(get_user_model().objects.filter(is_active=True).exclude(email="").values_list("pk", "date_joined"))
    made = set(
        Letter.objects.filter(for_on__gte=timezone.localdate(now) - timedelta(days=8)).values_list("user", "for_on")
    )
    called = 0
    for number, rhythm in selectors.rhythms_of(people).items():
        due = slot(rhythm, now)
        is_due = rhythm.wants_letter and due >= people[number] and now - due < CATCHING_UP
        if is_due and (number, timezone.localdate(due)) not in made:
            later.enqueue("notifications.weekly", user_id=number, for_on=timezone.localdate(due).isoformat())
            called += 1
    return called


def make(*, user_id: int, for_on: date) -> None:
    """Make and send one letter. A second run sends nothing; after a crash between sending and writing down it sends the
    same letter with the same number (NT-04). In the person's school break nothing is sent and nothing is lost.
    """
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is None or Letter.objects.filter(user=user, for_on=for_on).exclude(state="waiting").exists():
        return
    rhythm = selectors.rhythms_of([user_id])[user_id]
    if not rhythm.wants_letter:
        return
    if rhythm.rests_in_breaks and selectors.breaks_of([user_id], for_on):
        Letter.objects.get_or_create(user=user, for_on=for_on, defaults={"made_at": clock.now(), "state": "rest"})
        return
    row, _made = Letter.objects.get_or_create(user=user, for_on=for_on, defaults={"made_at": clock.now()})
    content = content_for(user, since=_since(user, for_on), now=clock.now())
    if not content.is_empty:
        message(user, content, for_on).send()
    _written_down(row, content)


def _since(user: Any, for_on: date) -> datetime:
    """From when this letter tells: the one before it."""
    before = Letter.objects.filter(user=user, for_on__lt=for_on).exclude(state="rest").order_by("-for_on").first()
    return before.made_at if before else clock.now() - timedelta(days=7)


@transaction.atomic
def _written_down(row: Letter, content: Content) -> None:
    now = clock.now()
    empty = content.is_empty
    Letter.objects.filter(pk=row.pk).update(state="empty" if empty else "sent", sent_at=None if empty else now)
    told = Notice.objects.filter(pk__in=[notice.pk for notice in content.notices])
    told.filter(read_at=None).update(mail_state="sent", mailed_at=now)
    told.exclude(read_at=None).update(mail_state="read")


def content_for(user: Any, *, since: datetime, now: datetime) -> Content:
    """All that the letter says to `user`; rights are asked now (NT-01)."""
    content = Content(notices=list(Notice.objects.filter(user=user, mail_state="letter").order_by("pk")[:MOST_NOTICES]))
    covered = {name for section in SECTIONS for name in section.covers}
    fresh = selectors.permitted(user, [notice for notice in content.notices if notice.read_at is None])
    fresh = [notice for notice in fresh if notice.kind not in covered]
    content.waits = _in_order(line for section in SECTIONS if section.waits for line in section.waits(user))
    content.waits += [_line(notice) for notice in fresh if KINDS[notice.kind].asks]
    named = {line.url for line in content.waits}
    coming = (line for section in SECTIONS if section.coming for line in section.coming(user, now, now + AHEAD))
    content.coming = _in_order(line for line in coming if line.url not in named)
    content.news = _news(user, since, [notice for notice in fresh if not KINDS[notice.kind].asks])
    return content


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """What falls due first, first; what has no day, last."""
    far = datetime.max.replace(tzinfo=timezone.get_current_timezone()) - timedelta(days=2)
    return sorted(lines, key=lambda line: line.at or far)


def _line(notice: Notice) -> Line:
    kind = KINDS[notice.kind]
    return Line(
        text=str(kind.label) if kind.discreet else notice.title, url=reverse("notifications:open", args=[notice.pk])
    )


def _news(user: Any, since: datetime, fresh: list[Notice]) -> list[News]:
    """News by place: notices, newest first, one line a thing; then what sections add."""
    places = {place.key: News(place.label, place.url) for place in places_of(user)}
    found: dict[str, News] = dict(places)
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for notice in reversed(fresh):
        news = found.setdefault(notice.place if notice.place in places else "", News(_("Beyond networks")))
        once = (notice.kind, notice.thing or str(notice.pk))
        news.count += 1
        if once not in seen[notice.place]:
            seen[notice.place].add(once)
            news.lines.append(_line(notice))
    for section in SECTIONS:
        for key, lines in (section.news(user, since) if section.news else {}).items():
            news = found.setdefault(key if key in places else "", News(_("Beyond networks")))
            news.lines += lines
            news.count += len(lines)
    return [news for news in found.values() if news.count]


def message(user: Any, content: Content, for_on: date) -> EmailMultiAlternatives:
    """The letter as mail: text and HTML, why it came, and ways to less of it."""
    stop = unsubscribing.link(user.pk, "", scope="letter")
    with translation.override(settings.LANGUAGE_CODE):
        values = {
            "content": content,
            "name": user.first_name,
            "base": settings.BASE_URL,
            "stop_link": stop,
            "settings_link": settings.BASE_URL + reverse("notifications:settings"),
            "start_link": settings.BASE_URL + resolve_url(settings.LOGIN_REDIRECT_URL),
        }
        letter = EmailMultiAlternatives(
            subject=subject_of(content),
            body=render_to_string("notifications/letters/weekly.txt", values),
            to=[user.email],
            headers={
                "Message-ID": f"<letter-{user.pk}-{for_on:%Y%m%d}@{mail.hostname()}>",
                "List-Id": f"<week.{mail.hostname()}>",
                **mail.one_click(stop),
            },
        )
        letter.attach_alternative(render_to_string("notifications/letters/weekly.html", values), "text/html")
    return letter


def subject_of(content: Content) -> str:
    """What waits, counted; names stay inside the letter."""
    if content.waits:
        words = ngettext(
            "Your week in Splot: %(count)s matter waits for you",
            "Your week in Splot: %(count)s matters wait for you",
            len(content.waits),
        )
        return words % {"count": len(content.waits)}
    return _("Your week in Splot")
