"""Papers of meetings: the list of attendance to sign or to keep, a certificate of taking part (template 4.11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kit import clock, printing
from meetings import selectors
from meetings.models import Certificate, Meeting
from meetings.selectors import Attended
from networks.enums import Role
from networks.models import Edition
from networks.selectors import coordinators_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EMPTY_ROWS = 5
"""For those who come without having been on the list."""


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "j E Y")


def spoken_time(length: timedelta) -> str:
    """A length as people say it: 2 godz. 30 min."""
    minutes = round(length.total_seconds() / 60)
    hours = _("%(hours)s h") % {"hours": minutes // 60} if minutes >= 60 else ""
    rest = _("%(minutes)s min") % {"minutes": minutes % 60} if minutes % 60 or not hours else ""
    return " ".join(part for part in (hours, rest) if part)


def attendance_list(meeting: Meeting) -> printing.Document:
    """The list of a meeting: to be signed before it, with what the ledger knows after it; four queries."""
    rows = selectors.attendance_of(meeting)
    schools = selectors.schools_of(row.user.pk for row in rows)
    counted = any(row.was_there for row in rows)
    table = [
        [str(number), row.user.get_full_name(), schools.get(row.user.pk, ""), _was_there(row) if counted else "", ""]
        for number, row in enumerate(rows, start=1)
    ]
    if not counted:
        table += [[str(len(rows) + number), "", "", "", ""] for number in range(1, EMPTY_ROWS + 1)]
    network, begin, end = meeting.edition.network, localtime(meeting.starts_at), localtime(meeting.ends_at)
    facts = [
        (_("Topic"), meeting.title),
        (_("Kind"), str(meeting.get_kind_display())),
        (_("Day and hours"), f"{_day(begin)}, {begin:%H:%M}–{end:%H:%M}"),
        (_("Place"), meeting.place or str(meeting.get_mode_display())),
        (_("County"), str(network.county)),
    ]
    headers = [
        pgettext("of a list", "No."),
        _("First and last name"),
        _("School or institution"),
        pgettext("of a list", "Attendance"),
        _("Signature"),
    ]
    return printing.document(
        _("List of attendance"),
        [printing.Facts(facts), printing.Table(headers, table, widths=(1, 5, 6, 2, 4))],
        subtitle=f"{network.title}, {meeting.edition.school_year.label}",
    )


def _was_there(row: Any) -> str:
    if not row.was_there:
        return _("no")
    stayed = _("%(minutes)s min") % {"minutes": row.minutes}
    return ", ".join([_("yes"), stayed] if row.minutes else [_("yes")])


def certificate(
    edition: Edition, person: Any, attended: list[Attended], issued: Certificate, address: str
) -> printing.Document:
    """What a person took part in during a network's year, by the lists of attendance; two queries.

    `issued` gives the number, `address` the public page on which it can be checked.
    """
    network = edition.network
    heads = [one.user.get_full_name() for one in coordinators_of(edition) if one.role == Role.COORDINATOR]
    facts = [
        (_("Person"), person.get_full_name()),
        (_("School or institution"), selectors.schools_of([person.pk]).get(person.pk, "")),
        (_("Network"), network.title),
        (_("County"), str(network.county)),
        (_("School year"), edition.school_year.label),
        (_("Coordinator"), ", ".join(heads)),
    ]
    rows = [
        [str(number), _day(one.meeting.starts_at), one.meeting.title, spoken_time(one.length)]
        for number, one in enumerate(attended, start=1)
    ]
    together = sum((one.length for one in attended), timedelta())
    count = ngettext("%(count)s meeting", "%(count)s meetings", len(attended)) % {"count": len(attended)}
    words = _("Meetings of the network in which this person took part, by the lists of attendance kept in Splot:")
    return printing.document(
        _("Certificate of taking part in a network"),
        [
            printing.Facts([(name, value) for name, value in facts if value]),
            printing.Paragraph(words),
            printing.Table([pgettext("of a list", "No."), _("Day"), _("Topic"), _("Time")], rows, widths=(1, 4, 9, 3)),
            printing.Paragraph(_("Together: %(count)s, %(time)s") % {"count": count, "time": spoken_time(together)}),
            printing.Facts([(_("Signature of the coordinator"), "………………………………………")]),
            printing.Facts([(_("Number of the certificate"), issued.number), (_("Can be checked at"), address)]),
            printing.Paragraph(_("Printed on %(day)s.") % {"day": _day(clock.now())}, is_quiet=True),
        ],
        subtitle=f"{network.title}, {edition.school_year.label}",
    )
