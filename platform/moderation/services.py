"""Deciding about what people wrote: hide with a reason, show again, leave as it is. The author is always told."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from moderation.models import Act, Decision, Report
from moderation.notices import DECISION, OUTCOME, REPORTED
from moderation.registry import GROUNDS, Moderated
from moderation.selectors import open_reports
from notifications.services import notify


@transaction.atomic
def report(
    *, by: Any, kind: Moderated, thing: Any, ground: str, words: str = "", key: uuid.UUID | None = None
) -> Report:
    """Say that `thing` breaks a rule; its judges are told, its author is not (DS-03, DS-09).

    A second report by the same person while the first waits gives the first one back.
    Raises Refused when `by` may not report it or the ground is unknown.
    """
    insist(kind.may_report(by, thing))
    if ground not in GROUNDS:
        raise Refused(_("Choose the rule that is broken."))
    about = ContentType.objects.get_for_model(thing)
    mine = Report.objects.filter(reporter=by)
    waiting = mine.filter(about_type=about, about_id=thing.pk, closed_at=None).first()
    if waiting is not None:
        return waiting

    def make() -> Report:
        made = Report.objects.create(
            about_type=about, about_id=thing.pk, reporter=by, ground=ground, words=words.strip()[:2000], once=key
        )
        trail.write(by=by, action=f"{kind.name}.report", about=thing, values={"ground": ground, "report": made.pk})
        notify(
            REPORTED,
            to=kind.judges(thing),
            about=made,
            title=_("Somebody reports: %(title)s") % {"title": kind.title(thing)},
            text=_("Rule: %(ground)s.") % {"ground": GROUNDS[ground]},
            url=reverse("moderation:decide", kwargs={"kind": kind.name, "pk": thing.pk}),
            by=by,
        )
        return made

    return once(mine, key, make)


@transaction.atomic
def decide(*, by: Any, kind: Moderated, thing: Any, act: str, ground: str = "", words: str = "") -> Decision:
    """Hide `thing`, show it again, or leave it as it is.

    Writes a statement of reasons, tells the author and whoever reported it, closes the reports, and leaves a line in
    the trail. Raises Refused when `by` may not judge it, when somebody else was quicker, when the act is unknown, or
    when hiding lacks its ground or its words; then nothing has changed.
    """
    # The row is locked first, so that of two moderators one decides and the other is told.
    thing = kind.model._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    insist(kind.may_judge(by, thing))
    reports = open_reports(thing)
    _check(kind, thing, act, ground, words, reports)
    if act == Act.HIDE:
        kind.hide(thing)
    elif act == Act.SHOW:
        kind.show(thing)
    decision = Decision.objects.create(
        about_type=ContentType.objects.get_for_model(thing),
        about_id=thing.pk,
        author=kind.author(thing),
        decided_by=by,
        act=act,
        ground=ground if act == Act.HIDE else "",
        words=words.strip(),
        after_report=bool(reports),
    )
    trail.write(
        by=by, action=f"{kind.name}.{act}", about=thing, values={"ground": decision.ground, "decision": decision.pk}
    )
    _close(kind, thing, decision, reports)
    if act != Act.KEEP:
        _tell_author(kind, thing, decision)
    return decision


def _check(kind: Moderated, thing: Any, act: str, ground: str, words: str, reports: list[Report]) -> None:
    if act not in Act.values:
        raise Refused(_("Choose what is to be done."))
    hidden = kind.is_hidden(thing)
    if act == Act.HIDE and hidden:
        raise Refused(_("Somebody else has hidden this meanwhile. Nothing was done twice."))
    if act == Act.SHOW and not hidden:
        raise Refused(_("This can be read again already. Nothing was done twice."))
    if act == Act.KEEP and not reports:
        raise Refused(_("Somebody else has decided about these reports meanwhile. Nothing was done twice."))
    if act == Act.HIDE and ground not in GROUNDS:
        raise Refused(_("Choose the rule on which the decision rests."))
    if act == Act.HIDE and not words.strip():
        raise Refused(_("Write the author a sentence of reasons."))


def _close(kind: Moderated, thing: Any, decision: Decision, reports: list[Report]) -> None:
    """Close the reports and tell whoever made them what came of it."""
    if not reports:
        return
    Report.objects.filter(pk__in=[entry.pk for entry in reports], closed_at=None).update(
        closed_at=clock.now(), decision=decision
    )
    title = {
        Act.HIDE: _("What you reported was hidden: %(title)s"),
        Act.SHOW: _("What you reported can be read again: %(title)s"),
        Act.KEEP: _("What you reported was left as it is: %(title)s"),
    }[Act(decision.act)]
    for entry in reports:
        if entry.reporter is not None:
            notify(
                OUTCOME,
                to=[entry.reporter],
                by=decision.decided_by,
                about=entry,
                title=title % {"title": kind.title(thing)},
                text=decision.words if decision.act == Act.KEEP else "",
                url=kind.url(thing),
            )


def _tell_author(kind: Moderated, thing: Any, decision: Decision) -> None:
    if decision.author is None:
        return
    if decision.act == Act.HIDE:
        title = _("What you wrote was hidden: %(title)s")
        text = _("Rule: %(ground)s.") % {"ground": GROUNDS[decision.ground]} + " " + decision.words
    else:
        title = _("What you wrote can be read again: %(title)s")
        text = decision.words
    notify(
        DECISION,
        to=[decision.author],
        by=decision.decided_by,
        about=decision,
        title=title % {"title": kind.title(thing)},
        text=text,
        url=decision.get_absolute_url(),
    )
