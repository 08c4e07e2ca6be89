"""Who is told of a decision, and in what words."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from kit import clock, later
from moderation import rules, selectors
from moderation.enums import Act
from moderation.models import Decision, OutsideReport, Report
from moderation.notices import DECISION, OUTCOME
from moderation.registry import Moderated
from notifications.services import notify


def answer_author(kind: Moderated, thing: Any, decision: Decision) -> None:
    """Tell the author, with the rule and the words, at the moment the decision takes effect (DS-05)."""
    if decision.author is None or decision.act == Act.KEEP:
        return
    words = {"title": kind.title(thing)}
    said = {
        Act.HIDE: _("What you wrote was hidden: %(title)s"),
        Act.SHOW: _("What you wrote can be read again: %(title)s"),
        Act.PUBLISH: _("What you wrote is published: %(title)s"),
        Act.EDIT: _("What you wrote is published with changes: %(title)s"),
        Act.ASK: _("Please change something before it is published: %(title)s"),
        Act.REJECT: _("What you wrote was not published: %(title)s"),
        Act.WARN: _("A warning about what you wrote: %(title)s"),
        Act.PAUSE: _("Your writing is paused: %(title)s"),
        Act.UPHOLD: _("Your appeal was answered, the decision stands: %(title)s"),
        Act.OVERTURN: _("Your appeal was answered, the decision is taken back: %(title)s"),
    }[Act(decision.act)]
    if decision.act == Act.ASK and not kind.is_waiting(thing):
        said = _("Please change something in what you wrote: %(title)s")
    rule = _("Rule: %(ground)s.") % {"ground": selectors.ground_words(decision)} + " " if decision.ground else ""
    if decision.act == Act.PUBLISH:
        url = kind.url(thing)
    elif decision.act == Act.ASK and decision.case is not None:
        url = decision.case.get_talk_url()
    else:
        url = decision.get_absolute_url()
    notify(
        DECISION,
        to=[decision.author],
        by=decision.decided_by,
        about=decision,
        title=said % words,
        text=(rule + decision.words).strip(),
        url=url,
    )


def answer_reporters(kind: Moderated, thing: Any, decision: Decision, reports: list[Report]) -> None:
    """Tell whoever reported it what came of it; nothing is said of the author's statement (DS-04).

    An answer to an objection goes to all whose reports the first decision closed, and so does an appeal by which what
    they reported comes back.
    """
    if decision.act == Act.ASK:
        return
    words = {"title": kind.title(thing)}
    said = {
        Act.HIDE: _("What you reported was hidden: %(title)s"),
        Act.SHOW: _("What you reported can be read again: %(title)s"),
        Act.KEEP: _("What you reported was left as it is: %(title)s"),
        Act.UPHOLD: _("Your report was looked at again, the decision stands: %(title)s"),
        Act.OVERTURN: _("After an appeal what you reported can be read again: %(title)s"),
    }.get(Act(decision.act), _("What you reported was dealt with: %(title)s"))
    for entry in reports + _reports_again(decision):
        outside = getattr(entry, "outside", None)
        if outside is not None:
            answer_outside(outside, decision)
        elif entry.reporter is not None:
            notify(
                OUTCOME,
                to=[entry.reporter],
                by=decision.decided_by,
                about=entry,
                title=said % words,
                text=reasons_for_reporters(decision),
                url=entry.get_absolute_url(),
            )
    if isinstance(thing, OutsideReport):
        answer_outside(thing, decision)


def reasons_for_reporters(decision: Decision) -> str:
    """The words of a decision that are for who reported it: where nothing was done; others are the author's."""
    for_them = decision.act == Act.KEEP or (decision.act == Act.UPHOLD and _answers_objection(decision))
    return decision.words if for_them else ""


def _answers_objection(decision: Decision) -> bool:
    return decision.case is not None and decision.case.is_objection


def _reports_again(decision: Decision) -> list[Report]:
    """Reports that were answered before and are concerned anew."""
    if decision.against is None or not (_answers_objection(decision) or decision.act == Act.OVERTURN):
        return []
    return list(Report.objects.filter(decision=decision.against).select_related("reporter", "outside"))


def answer_outside(outside: OutsideReport, decision: Decision) -> None:
    """Write down what came of a notice from outside, and have the letter sent."""
    outside.answered_at = clock.now()
    if decision.act == Act.OVERTURN:
        outside.acted_at = None
    elif decision.act not in {Act.KEEP, Act.SHOW, Act.UPHOLD}:
        outside.acted_at = outside.acted_at or outside.answered_at
    outside.save(update_fields=["answered_at", "acted_at"])
    if outside.email:
        later.enqueue("moderation.answer_outside", outside_id=outside.pk, decision_id=decision.pk)


def letter_to_outside(outside: OutsideReport, decision: Decision | None = None) -> None:
    """Send the acknowledgement, or the outcome once there is one (DS-04)."""
    page = settings.BASE_URL + outside.get_absolute_url()
    values = {"number": outside.number, "address": outside.address, "page": page}
    if decision is None:
        subject = _("We have received your notice %(number)s") % values
        body = _(
            "Thank you. We have received your notice of illegal content.\n\nNumber: %(number)s\n"
            "Address: %(address)s\n\n"
            "A person looks at it and decides; no automatic means are used. We will write to this address what came "
            "of it. You can also read it here: %(page)s"
        )
    else:
        subject = _("What came of your notice %(number)s") % values
        body = _(
            "Your notice %(number)s about %(address)s was looked at by a person, without automatic means."
            "\n\n%(said)s\n\n%(further)s"
        )
        reasons = reasons_for_reporters(decision)
        values["said"] = outcome_in_words(decision) + (f"\n\n{reasons}" if reasons else "")
        values["further"] = _("If you do not agree, answer this letter, or turn to a court.")
        if rules.objection_verdict(decision):
            values["further"] = _(
                "If you do not agree, you can object within six months, free of charge: %(page)s\nAnother person will "
                "decide about it. You can also turn to a court."
            ) % {"page": page}
    EmailMessage(
        subject=subject,
        body=body % values,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outside.email],
        headers={"Auto-Submitted": "auto-replied"},
    ).send()


def outcome_in_words(decision: Decision) -> str:
    """What a decision means for somebody who sent a notice from outside."""
    if decision.act == Act.UPHOLD and _answers_objection(decision):
        return _("Another person looked at it again after an objection. The decision stands: the content was left.")
    if decision.act == Act.OVERTURN:
        return _("After an appeal by its author another person looked at it again. The content can be read again.")
    if decision.act in {Act.KEEP, Act.SHOW}:
        return _("We found no breach of the law or of the rules and left the content as it is.")
    return _("The content was hidden or removed, or the person responsible for it was warned.")


def acknowledge(outside: OutsideReport) -> None:
    """Have the acknowledgement sent once the notice is stored."""
    if outside.email:
        later.enqueue("moderation.answer_outside", outside_id=outside.pk)
