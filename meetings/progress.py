"""Meetings on the page of progress: who was there, what is not planned or not written yet."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock
from meetings import selectors
from meetings.models import Meeting, Minutes
from meetings.states import DONE, MeetingState, MinutesState
from networks.progress import Act, Figure, track


def figures(edition: Any, numbers: list[int]) -> dict[int, Figure]:
    """Meetings each person was at, of those held, by the ledger and its corrections; four queries."""
    meetings = list(Meeting.objects.filter(edition=edition).done())
    held = {meeting.pk: meeting.starts_at for meeting in meetings}
    there = selectors.there_in(meetings, numbers)
    count = Counter(user for _meeting, user in there)
    last: dict[int, datetime] = {}
    for meeting, user in there:
        last[user] = max(last.get(user, held[meeting]), held[meeting])
    return {user: Figure(count[user], len(held), last.get(user)) for user in numbers}


def acts(edition: Any) -> list[Act]:
    """No meeting ahead; held ones without minutes or not closed; one query."""
    now = clock.now()
    written = Minutes.objects.filter(meeting=OuterRef("pk"), state=MinutesState.PUBLISHED)
    rows = Meeting.objects.filter(edition=edition).counted().annotate(is_written=Exists(written)).order_by("starts_at")
    found, ahead = [], False
    for meeting in rows:
        ahead = ahead or (meeting.state == MeetingState.PLANNED and meeting.ends_at > now)
        over = meeting.state in DONE or meeting.ends_at <= now
        if over and not meeting.is_written:
            address = reverse("meetings:minutes_write", kwargs={"pk": meeting.pk})
            words = _("“%(title)s” has no minutes yet.") % {"title": meeting.title}
            found.append(Act(words, address, _("Write the minutes"), 70))
        elif meeting.state == MeetingState.HELD:
            address = reverse("meetings:attendance", kwargs={"pk": meeting.pk})
            words = _("“%(title)s” is not closed: nobody is marked as present.") % {"title": meeting.title}
            found.append(Act(words, address, _("Attendance"), 60))
    if not ahead:
        address = reverse("meetings:plan", kwargs={"slug": edition.network.slug})
        found.append(Act(_("No meeting is planned."), address, _("Plan a meeting"), 65))
    return found


def paper(edition: Any, number: int) -> Act:
    """The certificate of a person who was at a meeting."""
    values = {"slug": edition.network.slug, "begins": edition.school_year.starts_on.year, "form": "pdf"}
    return Act("", reverse("meetings:certificate_of", kwargs=values | {"person": number}), _("Certificate (PDF)"))


track("meetings", label=gettext_lazy("at meetings"), figures=figures, acts=acts, paper=paper, position=20)
