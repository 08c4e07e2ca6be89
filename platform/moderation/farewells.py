"""What moderation and the trail hold about people, and why some of it outlives an account (PD-01, PD-06)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.personal_data import BLANK, ERASE, KEEP, register
from kit.rich_texts import rich_text
from moderation.models import Case, Decision, Ground, OutsideReport, Pause, Remark, Report, TrailEntry, Watchword

DECIDED = _("a decision must stay open to complaint and control (Digital Services Act, articles 17 and 20)")
REPORTED = _("what was reported must stay legible for the decision; the name of who reported goes")
WITNESS = _("proof of who did what, for security and accountability (GDPR, articles 5(2) and 32)")
NOTICED = _("a notice of illegal content by somebody without an account is kept for three years (article 16)")


def leave_reports(user: Any) -> None:
    """A report stays for its judges; who made it is forgotten."""
    Report.objects.filter(reporter=user).update(reporter=None)


def leave_cases(user: Any) -> None:
    """A case stays with what it was about; names of those who are gone go."""
    Case.objects.filter(author=user).update(author=None)
    Case.objects.filter(claimed_by=user).update(claimed_by=None)


def leave_remarks(user: Any) -> None:
    """What was said about a decision stays with it, without the name."""
    Remark.objects.filter(by=user).update(by=None)


register(
    Decision,
    plain="about_type about_id place case act ground ground_words until_on after_report after_watch against decided_at",
    personal={
        "author": (DECIDED, KEEP),
        "decided_by": (DECIDED, KEEP),
        "words": (DECIDED, KEEP),
        "before": (DECIDED, KEEP),
        "after": (DECIDED, KEEP),
    },
    rows=lambda user: Decision.objects.filter(Q(author=user) | Q(decided_by=user)),
    erase=lambda user: None,
)
register(
    Report,
    plain="about_type about_id place ground ground_words reported_at closed_at decision once",
    personal={"reporter": (REPORTED, BLANK), "words": (REPORTED, KEEP)},
    rows=lambda user: Report.objects.filter(reporter=user),
    erase=leave_reports,
)
register(
    Case,
    plain="about_type about_id place why detail against report state opened_at promised_at due_at step claimed_at "
    "closed_at",
    personal={
        "author": (_("whose words wait for a decision"), BLANK),
        "claimed_by": (_("who works on the decision"), BLANK),
    },
    rows=lambda user: Case.objects.filter(Q(author=user) | Q(claimed_by=user)),
    erase=leave_cases,
)
register(
    Remark,
    plain="case by_author said_at once",
    personal={"by": (_("who said it in a talk about a decision"), BLANK), "words": (DECIDED, KEEP)},
    rows=lambda user: Remark.objects.filter(by=user),
    erase=leave_remarks,
)
register(
    Pause,
    plain="place until_on decision lifted_at",
    personal={"person": (_("who may not write for a time"), ERASE)},
    rows=lambda user: Pause.objects.filter(person=user),
)
register(Ground, plain="place code words ready position retired_at")
register(
    Watchword,
    plain="place words added_at",
    personal={"added_by": (_("who had a word watched for"), BLANK)},
    rows=lambda user: Watchword.objects.filter(added_by=user),
)
register(
    OutsideReport,
    plain="number address ground received_at about_type about_id report acted_at answered_at once",
    personal={"name": (NOTICED, KEEP), "email": (NOTICED, KEEP), "words": (NOTICED, KEEP)},
    rows=lambda user: (
        OutsideReport.objects.filter(email__iexact=user.email) if user.email else OutsideReport.objects.none()
    ),
)
register(
    TrailEntry,
    plain="at action about_kind about_id",
    personal=dict.fromkeys(("by_id", "by_name", "about_name", "values"), (WITNESS, KEEP)),
    rows=lambda user: TrailEntry.objects.filter(by_id=user.pk),
    erase=lambda user: None,
)

rich_text(Decision, "before")
rich_text(Decision, "after")
