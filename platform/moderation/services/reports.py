"""Reports by those who read."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from kit.once import once
from kit.verdicts import Refused, insist
from moderation import selectors, trail
from moderation.enums import Why
from moderation.models import Report
from moderation.registry import Moderated
from moderation.services.cases import open_case


@transaction.atomic
def report(
    *, by: Any, kind: Moderated, thing: Any, ground: str, words: str = "", key: uuid.UUID | None = None
) -> Report:
    """Say that `thing` breaks a rule; its judges are told, its author is not (DS-03, DS-09).

    A second report by the same person while the first waits gives the first one back.
    Raises Refused when `by` may not report it or the ground is not on the place's list.
    """
    insist(kind.may_report(by, thing))
    mine = Report.objects.filter(reporter=by)
    waiting = mine.filter(
        about_type=ContentType.objects.get_for_model(thing), about_id=thing.pk, closed_at=None
    ).first()
    if waiting is not None:
        return waiting
    return once(mine, key, lambda: file_report(by=by, kind=kind, thing=thing, ground=ground, words=words, key=key))


def file_report(
    *, by: Any, kind: Moderated, thing: Any, ground: str, words: str, key: uuid.UUID | None = None
) -> Report:
    """Write the report down and open the case; `by` is None for somebody without an account."""
    place = kind.where(thing)
    list_of = dict(selectors.ground_choices(place))
    if ground not in list_of:
        raise Refused(_("Choose the rule that is broken."))
    made = Report.objects.create(
        about_type=ContentType.objects.get_for_model(thing),
        about_id=thing.pk,
        place=place,
        reporter=by,
        ground=ground,
        ground_words=list_of[ground][:200],
        words=words.strip()[:2000],
        once=key,
    )
    trail.write(by=by, action=f"{kind.name}.report", about=thing, values={"ground": ground, "report": made.pk})
    open_case(kind=kind, thing=thing, why=Why.REPORT, detail=list_of[ground])
    return made
