"""Who decides about what, who appeals, who edits the list of rules. The roles come from what rooms signed in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation.enums import MAY_OBJECT, RESTRICTS, CaseState
from moderation.models import Case, Decision, Pause, Report
from moderation.registry import MODERATED, PLACES, Moderated

APPEAL_WITHIN = timedelta(days=183)
"""Six months (DS-06)."""
CLAIM_HOLDS = timedelta(minutes=20)
"""How long a case stays with whoever took it."""
OWN = gettext_lazy("Nobody decides about one's own words. Somebody else will look at this.")


def may_decide(user: Any, kind: Moderated, thing: Any, case: Case | None = None) -> Verdict:
    """Whether `user` may decide about the thing, now that `case` is open about it (None: no case is).

    Nobody decides about one's own words or one's own objection, and nobody about an appeal or an objection against
    one's own decision (DS-06).
    """
    verdict = _stands_apart(user, kind, thing, case)
    if not verdict:
        return verdict
    if case is None or case.closed_at is not None:
        return kind.may_judge(user, thing)
    return judges(user, kind, thing, case)


def _stands_apart(user: Any, kind: Moderated, thing: Any, case: Case | None) -> Verdict:
    author = kind.author(thing)
    if author is not None and author.pk == user.pk:
        return refusal(OWN)
    if case is not None and case.author_id == user.pk:
        return refusal(OWN)
    if case is not None and case.report is not None and case.report.reporter_id == user.pk:
        return refusal(_("Nobody decides about one's own objection. Somebody else will look at this."))
    if case is not None and case.against is not None and case.against.decided_by_id == user.pk:
        return refusal(_("An appeal is decided by somebody other than who made the decision."))
    return ALLOWED


def judges(user: Any, kind: Moderated, thing: Any, case: Case) -> Verdict:
    """Whether the thing is `user`'s to judge by its place, or by a step the case has reached, closed or not."""
    verdict = kind.may_judge(user, thing)
    if not verdict and any(
        step.judged is not None and step.judged(user).filter(pk=thing.pk).exists()
        for step in kind.steps[: case.step + 1]
    ):
        return ALLOWED
    return verdict


def may_read_talk(user: Any, kind: Moderated, thing: Any, case: Case) -> Verdict:
    """Whether `user` reads the talk about the case: its party, and those who decide or have decided about it."""
    if case.party is not None and case.party.pk == user.pk:
        return ALLOWED
    return _stands_apart(user, kind, thing, case) and judges(user, kind, thing, case)


def judged_cases(user: Any) -> QuerySet[Case]:
    """Open cases about which `user` may decide: the twin of `may_decide`."""
    asked = Q(pk__in=[])
    for kind in MODERATED:
        about = ContentType.objects.get_for_model(kind.model)
        if kind.judged is not None:
            asked |= Q(about_type=about, about_id__in=kind.judged(user).order_by().values("pk"))
        for at, step in enumerate(kind.steps):
            if step.judged is not None:
                asked |= Q(about_type=about, step__gte=at, about_id__in=step.judged(user).order_by().values("pk"))
    found = Case.objects.filter(asked, closed_at=None).exclude(author=user)
    found = found.exclude(report__isnull=False, report__reporter=user)
    return found.exclude(against__isnull=False, against__decided_by=user)


def waiting_cases(user: Any) -> QuerySet[Case]:
    """Those of them that wait for a decision, not for an answer of their author."""
    return judged_cases(user).filter(state=CaseState.WAITING)


def is_free_for(user: Any, case: Case | None) -> Verdict:
    """Whether nobody else has the case in hand now."""
    if case is None or case.claimed_by_id in (None, user.pk) or case.claimed_at is None:
        return ALLOWED
    if case.claimed_at < clock.now() - CLAIM_HOLDS:
        return ALLOWED
    return refusal(_("%(person)s has this case in hand. Nothing was done twice.") % {"person": case.claimed_by})


def may_talk(user: Any, kind: Moderated, thing: Any, case: Case) -> Verdict:
    """Whether `user` takes part in the talk about the case while it is open: those who decide, and its author.

    In an objection it is who objects instead of the author, who learns nothing of it (DS-09).
    """
    if case.closed_at is not None:
        return refusal(_("This case is closed. The talk can be read."))
    party = case.party
    if party is not None and party.pk == user.pk:
        return ALLOWED
    if party is None and case.is_objection:
        return refusal(_("Who objects has no account. Answer with the decision: it goes there by e-mail."))
    return may_decide(user, kind, thing, case)


def may_appeal(user: Any, decision: Decision) -> Verdict:
    """Whether `user` may appeal against the decision: its author, within six months, once (DS-06)."""
    if decision.author_id is None or decision.author_id != user.pk:
        return refusal(_("Only the person a decision is about can appeal."))
    if decision.act not in RESTRICTS:
        return refusal(_("There is nothing in this decision to appeal against."))
    if decision.decided_at < clock.now() - APPEAL_WITHIN:
        return refusal(_("Six months have passed. You can still write to the contact for users, or go to court."))
    if Case.objects.filter(against=decision).exists():
        return refusal(_("You have appealed against this decision already."))
    return ALLOWED


def appealable_decisions(user: Any) -> QuerySet[Decision]:
    """Decisions against which `user` may appeal."""
    mine = Decision.objects.filter(author=user, act__in=RESTRICTS, decided_at__gte=clock.now() - APPEAL_WITHIN)
    return mine.exclude(pk__in=Case.objects.filter(against__isnull=False).values("against"))


def may_object(user: Any, report: Report) -> Verdict:
    """Whether `user` may object to what became of the report: who made it, within six months, once."""
    if report.reporter_id is None or report.reporter_id != user.pk:
        return refusal(_("Only who reported it can object."))
    return objection_verdict(report.decision)


def objection_verdict(decision: Decision | None) -> Verdict:
    """The same of the decision alone, for notices from outside too (Digital Services Act, article 20)."""
    if decision is None:
        return refusal(_("Nobody has decided about this yet."))
    if decision.act not in MAY_OBJECT:
        return refusal(_("Something was done about what you reported. Its author can appeal against that."))
    if decision.decided_at < clock.now() - APPEAL_WITHIN:
        return refusal(_("Six months have passed. You can still write to the contact for users, or go to court."))
    if Case.objects.filter(against=decision).exists():
        return refusal(_("Another person looks at this decision already, or has answered. You will be told as well."))
    return ALLOWED


def objectionable_reports(user: Any) -> QuerySet[Report]:
    """Reports to whose outcome `user` may object: the twin of `may_object`."""
    since = clock.now() - APPEAL_WITHIN
    mine = Report.objects.filter(reporter=user, decision__act__in=MAY_OBJECT, decision__decided_at__gte=since)
    return mine.exclude(decision__in=Case.objects.filter(against__isnull=False).values("against"))


def pauses_of(user: Any, place: str) -> QuerySet[Pause]:
    """Pauses that stop `user` from writing in the place today."""
    return pauses_on(user.pk, place, clock.today())


def pauses_on(user_id: int, place: str, day: date) -> QuerySet[Pause]:
    """The same on `day`; nothing but its values decides (kit.prepared)."""
    return Pause.objects.filter(person_id=user_id, place=place, until_on__gte=day, lifted_at=None)


def may_write(user: Any, place: str) -> Verdict:
    """Whether no decision stops `user` from writing in the place today."""
    pause = pauses_of(user, place).order_by("-until_on").first()
    return pause_verdict(pause.until_on if pause else None)


def pause_verdict(until_on: Any) -> Verdict:
    """The same for whoever has read the day already."""
    if until_on is None or until_on < clock.today():
        return ALLOWED
    day = until_on.strftime("%d.%m.%Y")
    return refusal(_("You cannot write here until %(day)s. The reasons are in your inbox.") % {"day": day})


def arranged_places(user: Any) -> list[tuple[str, str]]:
    """(key, label) of places whose rules and watched words `user` edits; the empty key is everywhere."""
    if not user.is_authenticated or not user.is_active:
        return []
    everywhere = [("", _("the whole platform"))] if user.is_superuser else []
    return everywhere + [place for sort in PLACES for place in sort.arranged(user)]


def may_arrange(user: Any, place: str) -> Verdict:
    """Whether `user` edits the rules and the watched words of the place, and counts what was decided there."""
    if place in dict(arranged_places(user)):
        return ALLOWED
    return refusal(_("Only who looks after this place can do this."))
