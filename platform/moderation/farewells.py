"""What moderation and the trail hold about people, and why some of it outlives an account (PD-01, PD-06)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.personal_data import BLANK, KEEP, register
from moderation.models import Decision, Report, TrailEntry

DECIDED = _("a decision must stay open to complaint and control (Digital Services Act, articles 17 and 20)")
REPORTED = _("what was reported must stay legible for the decision; the name of who reported goes")
WITNESS = _("proof of who did what, for security and accountability (GDPR, articles 5(2) and 32)")


def leave_reports(user: Any) -> None:
    """A report stays for its judges; who made it is forgotten."""
    Report.objects.filter(reporter=user).update(reporter=None)


register(
    Decision,
    plain="about_type about_id act ground after_report decided_at",
    personal={"author": (DECIDED, KEEP), "decided_by": (DECIDED, KEEP), "words": (DECIDED, KEEP)},
    rows=lambda user: Decision.objects.filter(Q(author=user) | Q(decided_by=user)),
    erase=lambda user: None,
)
register(
    Report,
    plain="about_type about_id ground reported_at closed_at decision once",
    personal={"reporter": (REPORTED, BLANK), "words": (REPORTED, KEEP)},
    rows=lambda user: Report.objects.filter(reporter=user),
    erase=leave_reports,
)
register(
    TrailEntry,
    plain="at action about_kind about_id",
    personal=dict.fromkeys(("by_id", "by_name", "about_name", "values"), (WITNESS, KEEP)),
    rows=lambda user: TrailEntry.objects.filter(by_id=user.pk),
    erase=lambda user: None,
)
