"""Cases: opened, taken in hand, talked about, handed up the stairs when a promise is missed."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import rules, selectors, trail
from moderation.enums import HELD, CaseState, Why
from moderation.models import Case, Decision, Remark, Report
from moderation.notices import APPEALED, HELD_BACK, OVERDUE, REPORTED, TALKED
from moderation.registry import Moderated
from notifications.services import notify

PROMISE = timedelta(hours=24)
"""Within this time somebody usually decides."""
WITH = ("author", "against", "report__reporter")
"""What a case is read with to say who cannot decide about it."""


def open_case(
    *,
    kind: Moderated,
    thing: Any,
    why: Why,
    detail: str = "",
    promise: timedelta = PROMISE,
    against: Decision | None = None,
    report: Report | None = None,
    tell: bool = True,
) -> Case:
    """Have the thing wait for its judges, who are told; gives the case that is open about it already, if there is one.

    The case begins at the first step of the stairs on which somebody stands who is neither the author nor, in an
    appeal or an objection, the person who decided or objects. `report` is the one whose maker objects.
    """
    about = ContentType.objects.get_for_model(thing)
    known = selectors.open_case(thing)
    if known is not None:
        return known
    moment = clock.now()
    case = Case(
        about_type=about,
        about_id=thing.pk,
        place=kind.where(thing),
        author=against.author if against is not None and why == Why.APPEAL else kind.author(thing),
        why=why,
        detail=detail[:200],
        against=against,
        report=report,
        opened_at=moment,
        promised_at=moment + promise,
        due_at=moment + promise,
    )
    case.step, people = _first_step(kind, thing, _left_out(case))
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        return Case.objects.get(about_type=about, about_id=thing.pk, closed_at=None)
    if tell:
        _tell(kind, thing, case, people)
    return case


def _left_out(case: Case) -> set[int]:
    """Who cannot decide: the author, who objects, and whoever made the decision that is in question."""
    people = {case.author_id, case.report.reporter_id if case.report is not None else None}
    if case.against is not None:
        people.add(case.against.decided_by_id)
    return {person for person in people if person is not None}


def _first_step(kind: Moderated, thing: Any, left_out: set[int], start: int = 0) -> tuple[int, list[Any]]:
    """The first step from `start` on with somebody on it, and who that is; the last step when there is nobody."""
    for at in range(start, len(kind.steps)):
        people = [person for person in kind.steps[at].people(thing) if person.pk not in left_out]
        if people:
            return at, people
    return len(kind.steps) - 1, []


def _tell(kind: Moderated, thing: Any, case: Case, people: list[Any]) -> None:
    words = {"title": kind.title(thing), "person": case.author or _("somebody")}
    sort, title = {
        Why.REPORT: (REPORTED, _("Somebody reports: %(title)s")),
        Why.APPEAL: (APPEALED, _("%(person)s appeals: %(title)s")),
        Why.OBJECTION: (APPEALED, _("Whoever reported it objects: %(title)s")),
    }.get(Why(case.why), (HELD_BACK, _("%(person)s waits for you to read: %(title)s")))
    said = f"{case.get_why_display()}: {case.detail}" if case.detail else str(case.get_why_display())
    notify(sort, to=people, about=case, title=title % words, text=said, url=case.get_absolute_url())


@transaction.atomic
def claim(*, by: Any, case: Case) -> Case:
    """Take the case in hand for a while, so that no second person works on it.

    Raises Refused when `by` may not decide, somebody else was quicker, or it is decided.
    """
    kind, thing = _thing_of(case)
    insist(rules.may_decide(by, kind, thing, case))
    moment = clock.now()
    free = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_at__lt=moment - rules.CLAIM_HOLDS)
    taken = Case.objects.filter(free, pk=case.pk, closed_at=None).update(claimed_by=by, claimed_at=moment)
    held = Case.objects.select_related("claimed_by").get(pk=case.pk)
    if not taken:
        if held.closed_at is not None:
            raise Refused(_("Somebody else has decided this meanwhile. Nothing was done twice."))
        insist(rules.is_free_for(by, held))
    return held


@transaction.atomic
def let_go(*, by: Any, case: Case) -> None:
    """Give the case back to the others."""
    Case.objects.filter(pk=case.pk, claimed_by=by, closed_at=None).update(claimed_by=None, claimed_at=None)


@transaction.atomic
def remark(*, by: Any, case: Case, words: str, key: uuid.UUID | None = None) -> Remark:
    """Say something in the talk about a case: its author or somebody who decides.

    An answer of the author to a request for changes brings the case back into the queue.
    Raises Refused when the case is closed, `by` has no part in it, or nothing was written.
    """
    words = words.strip()
    if not words:
        raise Refused(_("Write something first."))

    def make() -> Remark:
        held = Case.objects.select_for_update(of=("self",)).select_related(*WITH).get(pk=case.pk)
        kind, thing = _thing_of(held)
        insist(rules.may_talk(by, kind, thing, held))
        is_author = held.party is not None and held.party.pk == by.pk
        said = Remark.objects.create(case=held, by=by, by_author=is_author, words=words[:4000], once=key)
        if is_author and held.state == CaseState.ASKED:
            back_to_waiting(held)
        trail.write(by=by, action="moderation.case.remark", about=held, values={"remark": said.pk})
        to, url = _listeners(kind, thing, held, by)
        title = _("%(person)s writes about: %(title)s")
        person = _("Whoever decides")
        if is_author:
            person = _("Whoever reported it") if held.is_objection else by
        notify(
            TALKED,
            to=to,
            by=by,
            about=held,
            title=title % {"person": person, "title": kind.title(thing)},
            text=words[:300],
            url=url,
        )
        return said

    return once(Remark.objects.filter(by=by), key, make)


def _listeners(kind: Moderated, thing: Any, case: Case, by: Any) -> tuple[list[Any], str]:
    party = case.party
    if party is None or party.pk != by.pk:
        return ([party] if party is not None else []), case.get_talk_url()
    people = (
        [case.claimed_by] if case.claimed_by is not None else _first_step(kind, thing, _left_out(case), case.step)[1]
    )
    return people, case.get_absolute_url()


def back_to_waiting(case: Case) -> None:
    """The author did what was asked: the case waits for a decision again, with a new promise."""
    moment = clock.now()
    case.state, case.promised_at, case.due_at = CaseState.WAITING, moment + PROMISE, moment + PROMISE
    case.save(update_fields=["state", "promised_at", "due_at"])


@transaction.atomic
def resubmit(*, kind: Moderated, thing: Any) -> None:
    """The author changed a text that waits: whoever decides looks at it anew."""
    case = selectors.open_case(thing, lock=True)
    if case is not None and case.state == CaseState.ASKED:
        back_to_waiting(case)
        people = [case.claimed_by] if case.claimed_by is not None else []
        _tell(kind, thing, case, people)


@transaction.atomic
def withdraw(*, kind: Moderated, thing: Any) -> None:
    """Close the case about a thing its author took back before anybody decided."""
    case = selectors.open_case(thing, lock=True)
    if case is not None and case.why in HELD:
        Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED, closed_at=clock.now())
        trail.write(by=kind.author(thing), action="moderation.case.withdraw", about=case)


def climb() -> int:
    """Hand cases whose promise was missed one step up: the deputy, then the county; gives how many.

    Runs every few minutes and may run twice: each case climbs only when its hour has come.
    """
    moment = clock.now()
    due = Case.objects.filter(state=CaseState.WAITING, due_at__lte=moment).select_related(*WITH)
    return sum(_climb_one(case, moment) for case in due[:500])


@transaction.atomic
def _climb_one(case: Case, moment: Any) -> bool:
    held = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk, state=CaseState.WAITING).first()
    if held is None or held.due_at is None or held.due_at > moment:
        return False
    kind = selectors.kind_of(held)
    thing = held.about
    if kind is None or thing is None:
        Case.objects.filter(pk=held.pk).update(state=CaseState.CLOSED, closed_at=moment)
        return False
    people: list[Any] = []
    if held.step + 1 < len(kind.steps):
        held.step, people = _first_step(kind, thing, _left_out(held), held.step + 1)
    held.due_at = moment + PROMISE if people and held.step + 1 < len(kind.steps) else None
    held.save(update_fields=["step", "due_at"])
    if not people:
        return False
    trail.write(by=None, action="moderation.case.climb", about=held, values={"step": held.step})
    title = _("Nobody has decided in time: %(title)s")
    notify(
        OVERDUE,
        to=people,
        about=held,
        title=title % {"title": kind.title(thing)},
        text=str(held.get_why_display()),
        url=held.get_absolute_url(),
    )
    return True


def _thing_of(case: Case) -> tuple[Moderated, Any]:
    kind = selectors.kind_of(case)
    thing = case.about
    if kind is None or thing is None:
        raise Refused(_("What this was about is no longer there."))
    return kind, thing
