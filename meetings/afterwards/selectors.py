"""Fetching what comes after meetings. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from kit.verdicts import NotThere
from meetings import selectors as meetings
from meetings.afterwards import links, rules
from meetings.afterwards.enums import Useful, Voice
from meetings.afterwards.models import Envelope
from meetings.enums import Coming
from meetings.models import Answer, Meeting
from meetings.states import MeetingState, MinutesState
from networks.models import Membership

AT_LATEST = timedelta(hours=20)
"""After so long the envelope goes out even when the minutes are not given yet: within a day (D59)."""
NO_LATER = timedelta(days=7)
"""Meetings that ended longer ago get none: a site that begins to send must not send about the whole past."""


def envelope_for(user: Any, meeting_id: int) -> Envelope:
    """The envelope of a meeting `user` may read. Raises NotThere."""
    found = _with_neighbours(rules.readable_envelopes(user)).filter(meeting=meeting_id).first()
    if found is None:
        raise NotThere
    return found


def by_link(words: str) -> tuple[Any, Envelope]:
    """(person, envelope) of a letter's link. Raises NotThere for words we did not sign and for what was lost since."""
    given = links.read(words)
    person = get_user_model().objects.filter(pk=given[0], is_active=True).first() if given else None
    if given is None or person is None:
        raise NotThere
    return person, envelope_for(person, given[1])


def _with_neighbours(rows: QuerySet[Envelope]) -> QuerySet[Envelope]:
    return rows.select_related("meeting__edition__network__county", "meeting__edition__school_year")


def waiting_for(user: Any, now: datetime) -> QuerySet[Envelope]:
    """Envelopes whose questions wait for `user`, the oldest first."""
    return _with_neighbours(rules.answerable_envelopes(user, now)).order_by("closes_at")


def due(now: datetime) -> list[Meeting]:
    """Meetings that have ended and have no envelope yet: those with minutes at once, the others by the next day."""
    with_minutes = Q(minutes__state=MinutesState.PUBLISHED)
    return list(
        Meeting.objects.filter(envelope=None, ends_at__lte=now, ends_at__gt=now - NO_LATER)
        .filter(with_minutes | Q(ends_at__lte=now - AT_LATEST))
        .exclude(state=MeetingState.CANCELLED)
        .select_related("edition__network")
        .order_by("pk")
    )


def addressees(meeting: Meeting) -> list[Any]:
    """Members who were there and those who had said that they would not come; nobody when nobody was there."""
    there = {person for _meeting, person in meetings.there_in([meeting])}
    if not there:
        return []
    excused = Answer.objects.filter(meeting=meeting, coming=Coming.NO).values("user")
    people = Membership.objects.now().filter(edition=meeting.edition_id)
    return [one.user for one in people.filter(Q(user__in=there) | Q(user__in=excused)).select_related("user")]


@dataclass(frozen=True)
class Bar:
    """One answer with how many gave it."""

    label: str
    count: int


@dataclass(frozen=True)
class Results:
    """What may be shown of a survey: from five answers up; `answered` is how many there are in all."""

    answered: int
    counted: int
    useful: list[Bar]
    voice: list[Bar]
    words: list[str]


def results_of(envelope: Envelope) -> Results:
    """Counts and words as they were when enough had answered; empty before."""
    shown = envelope.shown
    counts = shown.get("counts", {})

    def bars(choices: Any, name: str) -> list[Bar]:
        return [Bar(str(one.label), counts.get(name, {}).get(one.value, 0)) for one in choices]

    return Results(
        envelope.answered,
        shown.get("answered", 0),
        bars(Useful, "useful"),
        bars(Voice, "voice"),
        list(shown.get("words", [])),
    )


@dataclass(frozen=True)
class Year:
    """What a year's surveys say together, from those that may be shown."""

    meetings: int
    answers: int
    useful: int


def year_of(edition: Any) -> Year:
    """Sums over the year's envelopes; one query."""
    shown = [one for one in Envelope.objects.filter(meeting__edition=edition).values_list("shown", flat=True) if one]
    useful = [one["counts"]["useful"] for one in shown]
    return Year(
        len(shown),
        sum(one["answered"] for one in shown),
        sum(one.get(Useful.VERY, 0) + one.get(Useful.RATHER, 0) for one in useful),
    )
