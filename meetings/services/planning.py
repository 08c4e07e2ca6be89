"""Planning a meeting, changing it, answering, cancelling, closing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock, html, later, once
from kit.verdicts import Refused, insist
from meetings import broadcasts, guests, notices, rules, selectors
from meetings.enums import EventKind, Kind, Mode
from meetings.models import AgendaItem, Meeting, RoomEvent
from meetings.services.answering import fill_places
from meetings.services.events import write
from meetings.services.recording_terms import say_terms
from meetings.states import MeetingState
from meetings.wording import when_and_where
from moderation import trail
from networks.models import Edition
from networks.planning import services as plans
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from search import services as search

LONGEST = timedelta(hours=12)
POINTS = 20
FIELDS = (
    "kind", "title", "description", "starts_at", "ends_at", "mode", "place", "travel", "capacity", "outside_link",
    "bring", "links",
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "description": "", "place": "", "travel": "", "capacity": None, "outside_link": "", "bring": "", "links": [],
}  # fmt: skip
"""What need not be given."""
TOLD = ("starts_at", "ends_at", "mode", "place", "outside_link")
"""What members are told of when it changes."""


def check(*, edition: Edition, values: dict[str, Any], agenda: list[dict[str, Any]]) -> dict[str, str]:
    """What is wrong with a meeting, field by field, in words for the person; nothing when it may stand.

    Used by the form, so that each sentence stands beside its field, and again by the services.
    """
    wrong: dict[str, str] = {}
    starts_at, ends_at = values["starts_at"], values["ends_at"]
    year = edition.school_year
    if not values["title"].strip():
        wrong["title"] = _("Give the topic of the meeting.")
    if ends_at <= starts_at:
        wrong["ends_at"] = _("The meeting must end after it begins.")
    elif ends_at - starts_at > LONGEST:
        wrong["ends_at"] = _("A meeting can last 12 hours at most.")
    if not (year.holds(timezone.localdate(starts_at)) and year.holds(timezone.localdate(ends_at))):
        wrong["starts_at"] = _("This day is outside the network's school year: %(first)s – %(last)s.") % {
            "first": date_format(year.starts_on, "j E Y"),
            "last": date_format(year.ends_on, "j E Y"),
        }
    if values["mode"] != Mode.ONLINE and not values["place"].strip():
        wrong["place"] = _("Say where you meet.")
    link = values["outside_link"]
    if link and urlsplit(link).scheme != "https":
        wrong["outside_link"] = _("The link must begin with https://.")
    if values.get("capacity") is not None and values["capacity"] < 1:
        wrong["capacity"] = _("A meeting has at least one place; leave it empty when there is room for everybody.")
    if len(agenda) > POINTS:
        wrong["agenda"] = _("The agenda can have 20 points at most.")
    return wrong


def _insist_on(edition: Edition, values: dict[str, Any], agenda: list[dict[str, Any]]) -> None:
    for sentence in check(edition=edition, values=values, agenda=agenda).values():
        raise Refused(sentence)


def _set_agenda(meeting: Meeting, agenda: list[dict[str, Any]]) -> None:
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=point["title"].strip(),
            minutes=point["minutes"],
            leader=point.get("leader", "").strip(),
        )
        for position, point in enumerate(agenda, start=1)
    )


@transaction.atomic
def plan(
    *,
    by: Any,
    edition: Edition,
    agenda: list[dict[str, Any]],
    key: uuid.UUID | None = None,
    made_from: Reference | None = None,
    recording: dict[str, Any] | None = None,
    **values: Any,
) -> Meeting:
    """Plan a meeting of the year and tell its members (D35, D57–D59).

    `values` are title, starts_at, ends_at, kind, mode, and where given description (HTML), place, outside_link, bring,
    links (what to read before). `made_from` is what it was made of, a plan's point for instance. `recording` says that
    it will be recorded: {purpose, days}.
    Raises Refused with a sentence when `by` may not, or the values cannot stand.
    """
    insist(rules.may_plan(by, edition.network))
    values = EMPTY | values
    _insist_on(edition, values, agenda)

    def make() -> Meeting:
        # The year's row is taken first, so that two meetings never get one number.
        Edition.objects.select_for_update().get(pk=edition.pk)
        last = Meeting.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
        cleaned = values | {"description": html.clean(values["description"]), "title": values["title"].strip()}
        meeting = Meeting.objects.create(edition=edition, number=last + 1, created_by=by, once=key, **cleaned)
        _set_agenda(meeting, agenda)
        say_terms(by=by, meeting=meeting, terms=recording, is_new=True)
        result = Reference("meeting", meeting.pk)
        provenance.record(by=by, source=made_from, result=result)
        provenance.bind_materials(by=by, result=result, addresses=meeting.links)
        trail.write(
            by=by,
            action="meetings.meeting.plan",
            about=meeting,
            values={"starts_at": meeting.starts_at.isoformat(), "kind": meeting.kind},
        )
        notify(
            notices.PLANNED,
            to=selectors.everybody(meeting),
            about=meeting,
            title=_("New meeting: %(title)s") % {"title": meeting.title},
            text=when_and_where(meeting),
            url=meeting.get_absolute_url(),
            by=by,
        )
        search.changed(meeting)
        return meeting

    return once.once(Meeting.objects.filter(created_by=by), key, make)


@transaction.atomic
def change(
    *,
    by: Any,
    meeting: Meeting,
    version: int,
    agenda: list[dict[str, Any]],
    recording: dict[str, Any] | bool | None = False,
    **values: Any,
) -> Meeting:
    """Change a planned meeting; members are told when its time or place is another.

    `version` is the one that was shown for editing; `recording` {purpose, days}, None for "not recorded", or False to
    leave what was said of it. Raises Refused when somebody changed it meanwhile (CO-03),
    when `by` may not, or the values cannot stand.
    """
    insist(rules.may_change(by, meeting))
    _insist_on(meeting.edition, values, agenda)
    taken = Meeting.objects.filter(pk=meeting.pk, version=version, state=MeetingState.PLANNED)
    if not taken.update(version=F("version") + 1):
        raise Refused(
            _("Somebody else changed this meeting meanwhile. What you wrote is below; compare and save again.")
        )
    before = Meeting.objects.get(pk=meeting.pk)
    values = {name: getattr(before, name) for name in ("bring", "links", "travel", "capacity")} | values
    provenance.bind_materials(
        by=by, result=Reference("meeting", before.pk), addresses=values["links"], former=before.links
    )
    values["description"] = html.clean(values["description"])
    changed = [name for name in FIELDS if getattr(before, name) != values[name]]
    if "kind" in changed and before.kind == Kind.OPEN and guests.visitors(before.pk):
        raise Refused(_("People from outside the network have signed up; the meeting stays open to the public."))
    for name in changed:
        setattr(before, name, values[name])
    if "starts_at" in changed:
        before.day_reminded_at = before.hour_reminded_at = before.week_reminded_at = None
        before.silent_reminded_at = None
    before.save()
    if not isinstance(recording, bool):
        say_terms(by=by, meeting=before, terms=recording, is_new=False)
    if _points(before) != [(point["title"], point["minutes"], point.get("leader", "")) for point in agenda]:
        _set_agenda(before, agenda)
        write(before, EventKind.AGENDA, by=by, values={"items": selectors.agenda_values(before.pk)})
        changed.append("agenda")
    trail.write(by=by, action="meetings.meeting.change", about=before, values={"changed": changed})
    if any(name in TOLD for name in changed):
        notify(
            notices.CHANGED,
            to=selectors.everybody(before),
            about=before,
            title=_("The meeting has changed: %(title)s") % {"title": before.title},
            text=when_and_where(before),
            url=before.get_absolute_url(),
            by=by,
        )
        guests.tell(before.pk, "changed")
    fill_places(before)
    search.changed(before)
    transaction.on_commit(partial(broadcasts.room_touched, meeting_id=before.pk))
    return before


def _points(meeting: Meeting) -> list[tuple[str, int, str]]:
    return list(meeting.agenda.values_list("title", "minutes", "leader"))


@transaction.atomic
def cancel(*, by: Any, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a planned meeting with a reason; its members are told and its room closes."""
    insist(rules.may_change(by, meeting))
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the meeting is cancelled; its members will read it."))
    _leave_planned(meeting, MeetingState.CANCELLED, cancel_reason=reason[:500])
    trail.write(by=by, action="meetings.meeting.cancel", about=meeting)
    notify(
        notices.CANCELLED,
        to=selectors.everybody(meeting),
        about=meeting,
        title=_("The meeting is cancelled: %(title)s") % {"title": meeting.title},
        text=reason,
        url=meeting.get_absolute_url(),
        by=by,
    )
    guests.tell(meeting.pk, "cancelled")
    _close_room(meeting, by)
    search.changed(meeting)
    return meeting


@transaction.atomic
def mark_held(*, by: Any, meeting: Meeting) -> Meeting:
    """Say that the meeting took place; its room closes and its numbers enter the year's report."""
    insist(rules.may_close(by, meeting))
    _leave_planned(meeting, MeetingState.HELD)
    trail.write(by=by, action="meetings.meeting.held", about=meeting)
    plans.finish_with(by=by, kind="meeting", pk=meeting.pk)
    _close_room(meeting, by)
    search.changed(meeting)
    return meeting


def _leave_planned(meeting: Meeting, state: str, **values: Any) -> None:
    """Change the state by naming the one it leaves; the loser of a race is told (CO-07)."""
    left = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED)
    if not left.update(state=state, version=F("version") + 1, changed_at=clock.now(), **values):
        raise Refused(_("Somebody else has already cancelled or closed this meeting."))
    meeting.refresh_from_db()


def _close_room(meeting: Meeting, by: Any) -> RoomEvent | None:
    if not meeting.has_room:
        return None
    transaction.on_commit(partial(broadcasts.room_touched, meeting_id=meeting.pk))
    if selectors.going_on(meeting) is not None:
        later.enqueue("meetings.stop_recording", meeting_id=meeting.pk)
    return write(meeting, EventKind.CLOSED, by=by, values={})
