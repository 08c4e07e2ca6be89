"""Decisions: what is done to the thing, the statement of reasons, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock, html
from kit.verdicts import NotThere, Refused, insist
from moderation import rules, selectors, trail
from moderation.enums import MAY_PAUSE, NEEDS_RULE, NEEDS_WORDS, Act, CaseState, Why
from moderation.models import Case, Decision, Pause, Remark, Report
from moderation.registry import Moderated
from moderation.services.answers import answer_author, answer_reporters

HELD_ACTS = frozenset({Act.PUBLISH, Act.EDIT, Act.REJECT})
APPEAL_ACTS = frozenset({Act.UPHOLD, Act.OVERTURN})
OBJECTION_ACTS = frozenset({Act.UPHOLD, Act.HIDE, Act.WARN, Act.PAUSE})
LONGEST_PAUSE = 365


@transaction.atomic
def decide(
    *,
    by: Any,
    kind: Moderated,
    thing: Any,
    act: str,
    ground: str = "",
    words: str = "",
    text: str = "",
    until: date | None = None,
) -> Decision:
    """Decide about `thing`; see `Act` for what can be done. `text` are the words of an edit, `until` ends a pause.

    Writes a statement of reasons, tells the author and whoever reported it, closes the case and its reports (a request
    for changes leaves it open), and leaves a line in the trail. Raises Refused when `by` may not decide, when somebody
    else was quicker or has the case in hand, when the act does not fit, or when it lacks its rule or its words; then
    nothing has changed.
    """
    # The row is locked first, so that of two moderators one decides and the other is told.
    thing = kind.model._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    case = selectors.open_case(thing, lock=True)
    insist(rules.may_decide(by, kind, thing, case))
    insist(rules.is_free_for(by, case))
    reports = selectors.open_reports(thing)
    words = words.strip()[:2000]
    _check_act(kind, thing, act, case, reports)
    place = kind.where(thing)
    rule = _rule(place, act, ground, case)
    _check_words(act, words, until)
    decision = Decision(
        about_type=ContentType.objects.get_for_model(thing),
        about_id=thing.pk,
        place=place,
        case=case,
        author=_concerned(kind, thing, case, act),
        decided_by=by,
        act=act,
        ground=rule[0],
        ground_words=rule[1],
        words=words,
        until_on=until if act in MAY_PAUSE else None,
        after_report=bool(reports),
        after_watch=case is not None and case.why in {Why.WORDS, Why.LINKS, Why.REPEATED},
        against=case.against if case is not None else None,
    )
    _DOINGS[Act(act)](kind, thing, decision, text)
    decision.save()
    _stop_writing(decision)
    trail.write(
        by=by, action=f"{kind.name}.{act}", about=thing, values={"ground": decision.ground, "decision": decision.pk}
    )
    _close(case, decision, reports)
    answer_reporters(kind, thing, decision, reports)
    answer_author(kind, thing, decision)
    return decision


def _concerned(kind: Moderated, thing: Any, case: Case | None, act: str) -> Any:
    """Whom the decision is about: nobody where it only answers who objects, of whom the author learns nothing."""
    if case is not None and case.is_objection and act == Act.UPHOLD:
        return None
    return case.author if case is not None and case.why == Why.APPEAL else kind.author(thing)


def decide_many(*, by: Any, numbers: list[int], act: str, ground: str = "", words: str = "") -> tuple[int, list[str]]:
    """The same decision about many cases of `by`'s queue: how many were decided, and why others were not.

    Each is decided by itself: one that somebody else was quicker with does not hold up the others.
    """
    done, refused = 0, []
    for row in selectors.cases_among(by, numbers):
        try:
            decide(by=by, kind=row.kind, thing=row.thing, act=act, ground=ground, words=words)
            done += 1
        except Refused as no:
            refused.append(f"{row.title}: {no.reason}")
    return done, refused


def _check_act(kind: Moderated, thing: Any, act: str, case: Case | None, reports: list[Report]) -> None:
    if act not in Act.values:
        raise Refused(_("Choose what is to be done."))
    if case is not None and case.is_objection:
        _check_objection(kind, thing, act)
        return
    is_appeal = case is not None and case.why == Why.APPEAL
    waits = kind.release is not None and not (kind.stands and not kind.is_waiting(thing))
    decided = not kind.is_waiting(thing) and (waits or (kind.stands and act in HELD_ACTS))
    if decided and not is_appeal:
        raise Refused(_("Somebody else has decided about this meanwhile. Nothing was done twice."))
    if (act in APPEAL_ACTS) != is_appeal:
        raise Refused(
            _("There is an appeal; answer it.") if is_appeal else _("Somebody else has answered the appeal meanwhile.")
        )
    if not is_appeal and act != Act.ASK and (act in HELD_ACTS) != waits:
        raise Refused(_("Choose what is to be done."))
    if act == Act.ASK and not waits and (case is None or not kind.changeable or kind.author(thing) is None):
        raise Refused(_("Choose what is to be done."))
    if act == Act.EDIT and kind.amend is None:
        raise Refused(_("Choose what is to be done."))
    hidden = kind.is_hidden(thing)
    if hidden and (act == Act.HIDE or (act == Act.ASK and not waits)):
        raise Refused(_("Somebody else has hidden this meanwhile. Nothing was done twice."))
    if act == Act.SHOW and not hidden:
        raise Refused(_("This can be read again already. Nothing was done twice."))
    if act == Act.KEEP and not reports and case is None:
        raise Refused(_("Somebody else has decided about these reports meanwhile. Nothing was done twice."))


def _check_objection(kind: Moderated, thing: Any, act: str) -> None:
    """An objection is answered by letting the decision stand, or by doing now what was not done."""
    if act not in OBJECTION_ACTS:
        raise Refused(_("There is an objection; answer it."))
    if act == Act.HIDE and kind.is_hidden(thing):
        raise Refused(_("Somebody else has hidden this meanwhile. Nothing was done twice."))
    if act in {Act.WARN, Act.PAUSE} and kind.author(thing) is None:
        raise Refused(_("Choose what is to be done."))


def _rule(place: str, act: str, ground: str, case: Case | None) -> tuple[str, str]:
    """(code, words) of the rule the act rests on; an answer to an appeal rests on that of the decision."""
    if act in APPEAL_ACTS and case is not None and case.against is not None:
        return case.against.ground, selectors.ground_words(case.against)[:200]
    if act not in NEEDS_RULE:
        return "", ""
    words = dict(selectors.ground_choices(place)).get(ground)
    if words is None:
        raise Refused(_("Choose the rule on which the decision rests."))
    return ground, words[:200]


def _check_words(act: str, words: str, until: date | None) -> None:
    if act in NEEDS_WORDS and not words:
        raise Refused(_("Write the author a sentence of reasons."))
    if act == Act.PAUSE and until is None:
        raise Refused(_("Choose the last day of the pause."))
    if until is not None and act in MAY_PAUSE and not 0 <= (until - clock.today()).days <= LONGEST_PAUSE:
        raise Refused(_("A pause ends within a year, today at the earliest."))


def _edit(kind: Moderated, thing: Any, decision: Decision, text: str) -> None:
    clean = html.clean(text)
    if not html.text_of(clean) and "<img" not in clean:
        raise Refused(_("Write something first."))
    decision.before, decision.after = kind.words(thing), clean
    if decision.before == decision.after:
        raise Refused(_("You changed nothing. Publish it as it is."))
    _release(kind, thing, decision, clean)


def _release(kind: Moderated, thing: Any, decision: Decision, text: str | None) -> None:
    if kind.release is not None:
        kind.release(thing, decision.decided_by, text or None)


def _refuse(kind: Moderated, thing: Any, decision: Decision, _text: str) -> None:
    decision.before = kind.words(thing)
    if kind.refuse is not None:
        kind.refuse(thing, decision)


def _overturn(kind: Moderated, thing: Any, decision: Decision, _text: str) -> None:
    """Undo what the decision appealed against did."""
    undone = decision.against
    if undone is None:
        raise NotThere
    if undone.act == Act.HIDE and kind.is_hidden(thing):
        kind.show(thing)
    elif undone.act == Act.REJECT:
        _release(kind, thing, decision, None)
    elif undone.act == Act.EDIT and kind.amend is not None:
        decision.before, decision.after = undone.after, undone.before
        kind.amend(thing, undone.before)
    Pause.objects.filter(decision=undone, lifted_at=None).update(lifted_at=clock.now())


def _nothing(*_about: Any) -> None:
    """The decision stands for itself."""


_DOINGS: dict[Act, Callable[[Moderated, Any, Decision, str], None]] = {
    Act.HIDE: lambda kind, thing, _decision, _text: kind.hide(thing),
    Act.SHOW: lambda kind, thing, _decision, _text: kind.show(thing),
    Act.KEEP: _nothing,
    Act.PUBLISH: lambda kind, thing, decision, _text: _release(kind, thing, decision, None),
    Act.EDIT: _edit,
    Act.ASK: _nothing,
    Act.REJECT: _refuse,
    Act.WARN: _nothing,
    Act.PAUSE: _nothing,
    Act.UPHOLD: _nothing,
    Act.OVERTURN: _overturn,
}


def _stop_writing(decision: Decision) -> None:
    if decision.until_on is None or decision.author is None:
        return
    Pause.objects.create(person=decision.author, place=decision.place, until_on=decision.until_on, decision=decision)


def _close(case: Case | None, decision: Decision, reports: list[Report]) -> None:
    moment = clock.now()
    if reports and decision.act != Act.ASK:
        Report.objects.filter(pk__in=[entry.pk for entry in reports], closed_at=None).update(
            closed_at=moment, decision=decision
        )
    if case is None:
        return
    if decision.act == Act.ASK:
        case.state, case.due_at = CaseState.ASKED, None
        case.claimed_by = decision.decided_by
        case.claimed_at = moment
        Remark.objects.create(case=case, by=decision.decided_by, words=decision.words)
    else:
        case.state, case.closed_at, case.due_at = CaseState.CLOSED, moment, None
    case.save(update_fields=["state", "closed_at", "due_at", "claimed_by", "claimed_at"])
