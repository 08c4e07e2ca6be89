"""Notices of illegal content that lead to nothing we know are decided by administrators."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock, html
from kit.verdicts import ALLOWED, NotThere, Verdict, refusal
from moderation.models import OutsideReport
from moderation.registry import Step, moderated


def administrators(_thing: Any = None) -> list[Any]:
    """The people of the last step."""
    return list(get_user_model().objects.filter(is_superuser=True, is_active=True))


def _may_judge(user: Any, _report: OutsideReport) -> Verdict:
    if user.is_authenticated and user.is_active and user.is_superuser:
        return ALLOWED
    return refusal(_("Only administrators can do this."))


def _find(user: Any, pk: int) -> OutsideReport:
    found = OutsideReport.objects.filter(pk=pk).first()
    if found is None or not _may_judge(user, found):
        raise NotThere
    return found


def _judged(user: Any) -> Any:
    return OutsideReport.objects.all() if user.is_superuser and user.is_active else OutsideReport.objects.none()


def _words(report: OutsideReport) -> str:
    sender = ", ".join(part for part in (report.name, report.email) if part) or _("without a name")
    return html.from_text(f"{report.address}\n\n{report.words}\n\n{sender}")


def _mark(report: OutsideReport, moment: Any) -> None:
    report.acted_at = moment
    report.save(update_fields=["acted_at"])


moderated(
    "outside_report",
    label=gettext_lazy("notice of illegal content"),
    model=OutsideReport,
    find=_find,
    may_judge=_may_judge,
    may_report=lambda _user, _report: refusal(_("This is a notice itself.")),
    judged=_judged,
    author=lambda _report: None,
    title=lambda report: f"{report.number}: {report.address[:80]}",
    words=_words,
    url=lambda report: reverse("moderation:queue"),
    is_hidden=lambda report: report.acted_at is not None,
    hide=lambda report: _mark(report, clock.now()),
    show=lambda report: _mark(report, None),
    place=lambda _report: str(_("the whole platform")),
    stairs=(Step(gettext_lazy("the platform's administrators"), administrators),),
)
