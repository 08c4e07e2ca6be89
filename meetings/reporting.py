"""What meetings say in the annual report: how many were held, of which kind, who was there (domain 4.2)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import selectors, watching
from meetings.enums import Kind
from networks.reporting import Chart, Figure, Sheet, asked_once, chapter

year_of = asked_once(selectors.year_of)


def figures(edition: Any) -> list[Figure]:
    """Numbers of the year, counted from rows."""
    year = year_of(edition)
    address = reverse("meetings:network_list", kwargs={"slug": edition.network.slug})
    found = [Figure("meetings_held", gettext_lazy("meetings held"), year.held, address)]
    found += [
        Figure(f"meetings_{kind}", Kind(kind).label, count, address) for kind, count in sorted(year.by_kind.items())
    ]
    return [
        *found,
        *(
            Figure(
                f"presences_{kind}",
                _("presences at meetings of the kind: %(kind)s") % {"kind": Kind(kind).label},
                count,
                address,
            )
            for kind, count in sorted(year.presences_by_kind.items())
        ),
        Figure("meetings_attendance", gettext_lazy("presences at meetings in all"), year.presences, address),
        Figure("meetings_people", gettext_lazy("people present at least once"), year.people, address),
        Figure("meetings_experts", gettext_lazy("experts who took part"), year.experts, address),
        Figure("meetings_minutes", gettext_lazy("minutes given to members"), year.minutes, address),
        Figure("meetings_decisions", gettext_lazy("decisions taken"), year.decisions, address),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences that the coordinator may change."""
    year = year_of(edition)
    if not year.held:
        return [_("No meeting has been held in this school year yet.")]
    said = ngettext(
        "In the school year %(year)s the network held %(count)d meeting (%(kinds)s).",
        "In the school year %(year)s the network held %(count)d meetings (%(kinds)s).",
        year.held,
    ) % {
        "year": edition.school_year.label,
        "count": year.held,
        "kinds": ", ".join(f"{Kind(kind).label}: {count}" for kind, count in sorted(year.by_kind.items())),
    }
    average = round(year.presences / year.held)
    present = ngettext(
        "On average %(count)d person was present at a meeting.",
        "On average %(count)d people were present at a meeting.",
        average,
    ) % {"count": average}
    result = [said, present]
    if year.experts:
        result.append(
            ngettext(
                "%(count)d expert took part in the meetings.",
                "%(count)d experts took part in the meetings.",
                year.experts,
            )
            % {"count": year.experts}
        )
    if year.decisions:
        result.append(
            ngettext(
                "%(count)d decision was taken, written down in the minutes.",
                "%(count)d decisions were taken, written down in the minutes.",
                year.decisions,
            )
            % {"count": year.decisions}
        )
    return result


def charts(edition: Any) -> list[Chart]:
    """Meetings and presences by kind."""
    year = year_of(edition)
    kinds = [(kind.label, kind.value) for kind in Kind if kind.value in year.by_kind]
    return [
        Chart("meetings_kinds", gettext_lazy("Meetings by kind"), [(name, year.by_kind[one]) for name, one in kinds]),
        Chart(
            "meetings_presences",
            gettext_lazy("Presences by kind of meeting"),
            [(name, year.presences_by_kind[one]) for name, one in kinds],
        ),
    ]


def sheets(edition: Any) -> list[Sheet]:
    """The table of meetings (domain 4.2, part 5)."""
    headers = [_("Day"), _("Kind"), _("Topic"), _("Where"), _("Decisions"), _("Presences")]
    rows = [
        [
            date_format(localtime(meeting.starts_at).date(), "j.m.Y"),
            str(meeting.get_kind_display()),
            meeting.title,
            str(meeting.get_mode_display()),
            str(decisions),
            str(present),
        ]
        for meeting, present, decisions in year_of(edition).meetings
    ]
    return [Sheet("meetings", gettext_lazy("Meetings of the year"), headers, rows)]


def months(edition: Any) -> dict[str, int]:
    """Meetings held by month."""
    begun = (localtime(meeting.starts_at) for meeting, _present, _decisions in year_of(edition).meetings)
    return dict(Counter(f"{moment:%Y-%m}" for moment in begun))


chapter(
    "meetings",
    title=gettext_lazy("Meetings"),
    figures=figures,
    sentences=sentences,
    charts=charts,
    sheets=sheets,
    months=months,
    position=34,
    overview=watching.overview,
)
