"""Appeals by authors and objections by reporters: free, in words, answered by another person."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import rules, selectors, trail
from moderation.enums import CaseState, Why
from moderation.models import Case, Decision, OutsideReport, Remark, Report
from moderation.services.cases import open_case

ANSWERED_WITHIN = timedelta(days=7)


@transaction.atomic
def appeal(*, by: Any, decision: Decision, words: str, key: uuid.UUID | None = None) -> Case:
    """Ask somebody else to look at a decision about oneself; opens the case of the appeal with its first remark.

    Raises Refused by rules.may_appeal, when nothing is written, or when what it was about is gone.
    """
    words = _written(words)

    def make() -> Remark:
        held = _locked(decision)
        insist(rules.may_appeal(by, held))
        return _begin(held, why=Why.APPEAL, by=by, words=words, key=key)

    return once(Remark.objects.filter(by=by), key, make).case


@transaction.atomic
def object_to(*, by: Any, report: Report, words: str, key: uuid.UUID | None = None) -> Case:
    """Ask somebody else to look at a report again of which nothing came (Digital Services Act, article 20).

    Raises Refused by rules.may_object, when nothing is written, or when what it was about is gone or hidden.
    """
    words = _written(words)

    def make() -> Remark:
        found = Report.objects.select_related("decision", "reporter").get(pk=report.pk)
        if found.decision is not None:
            found.decision = _locked(found.decision)
        insist(rules.may_object(by, found))
        return _begin(found.decision, why=Why.OBJECTION, by=by, words=words, key=key, report=found)

    return once(Remark.objects.filter(by=by), key, make).case


@transaction.atomic
def object_from_outside(*, notice: OutsideReport, words: str, key: uuid.UUID | None = None) -> Case:
    """The same by somebody without an account, who has the number of the notice; the answer goes there by e-mail."""
    words = _written(words)

    def make() -> Remark:
        found = selectors.outcome_of(notice)
        held = _locked(found) if found is not None else None
        insist(rules.objection_verdict(held))
        return _begin(held, why=Why.OBJECTION, by=None, words=words, key=key, report=notice.report)

    return once(Remark.objects.filter(by=None, case__against__isnull=False), key, make).case


def _written(words: str) -> str:
    words = words.strip()
    if not words:
        raise Refused(_("Write in a sentence or two why you do not agree."))
    return words[:4000]


def _locked(decision: Decision) -> Decision:
    return Decision.objects.select_for_update(of=("self",)).select_related("decided_by", "author").get(pk=decision.pk)


def _begin(
    held: Decision | None, *, why: Why, by: Any, words: str, key: uuid.UUID | None, report: Report | None = None
) -> Remark:
    """Open the case with its first remark; `held` is locked, and whoever asks may."""
    kind, thing = (selectors.kind_of(held), held.about) if held is not None else (None, None)
    if held is None or kind is None or thing is None:
        raise Refused(_("What this was about is no longer there."))
    if why == Why.OBJECTION and kind.is_hidden(thing):
        raise Refused(_("Others cannot read this any more; there is nothing left to object to."))
    # Reports that wait about the same thing are answered with the appeal.
    Case.objects.filter(about_type=held.about_type, about_id=held.about_id, closed_at=None, against=None).update(
        state=CaseState.CLOSED, closed_at=clock.now()
    )
    case = open_case(kind=kind, thing=thing, why=why, promise=ANSWERED_WITHIN, against=held, report=report)
    if case.against_id != held.pk:
        raise Refused(_("Another appeal about the same words is waiting. Write in its conversation."))
    verb = "object" if why == Why.OBJECTION else "appeal"
    trail.write(by=by, action=f"{kind.name}.{verb}", about=thing, values={"decision": held.pk, "case": case.pk})
    return Remark.objects.create(case=case, by=by, by_author=True, words=words, once=key)
