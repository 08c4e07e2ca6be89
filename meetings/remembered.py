"""Meetings of an earlier year, with what was decided, for those who may still read the minutes."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import rules, selectors
from meetings.models import Decision, Meeting
from meetings.states import MinutesState
from networks.memory import Kept, memory


def kept(user: Any, edition: Any) -> list[Kept]:
    """Meetings that took place, in their order, with the decisions of minutes given to members; three queries."""
    published = set(
        rules.readable_minutes(user)
        .filter(meeting__edition=edition, state=MinutesState.PUBLISHED)
        .values_list("meeting", flat=True)
    )
    held = rules.readable_meetings(user).filter(edition=edition).done().order_by("starts_at", "pk")
    rows = held.prefetch_related(Prefetch("decisions", Decision.objects.filter(meeting__in=published)))
    return [_kept(meeting, has_minutes=meeting.pk in published) for meeting in rows[:100]]


def _kept(meeting: Meeting, *, has_minutes: bool) -> Kept:
    day = date_format(localtime(meeting.starts_at), "j E Y")
    return Kept(
        title=meeting.title,
        url=meeting.minutes.get_absolute_url() if has_minutes else meeting.get_absolute_url(),
        note=f"{day} · {meeting.get_kind_display()}" + ("" if has_minutes else " · " + _("without minutes")),
        lines=[decision.text for decision in meeting.decisions.all()],
    )


memory("meetings", title=gettext_lazy("Meetings, minutes and decisions"), icon="calendar-days", kept=kept, position=20)


def own_certificate(user: Any, edition: Any) -> list[Kept]:
    """The certificate of a reader who was at a meeting of that year; three queries."""
    attended = selectors.attended_by(edition, user.pk)
    if not attended:
        return []
    values = {"slug": edition.network.slug, "begins": edition.school_year.starts_on.year, "form": "pdf"}
    words = ngettext("%(count)s meeting", "%(count)s meetings", len(attended)) % {"count": len(attended)}
    return [Kept(_("Certificate of taking part (PDF)"), reverse("meetings:certificate", kwargs=values), words)]


memory("certificate", title=gettext_lazy("For you"), icon="award", kept=own_certificate, position=5)
