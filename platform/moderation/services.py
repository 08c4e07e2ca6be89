"""Deciding about what people wrote: hide with a reason, show again. The author is always told."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from kit.verdicts import Refused, insist
from moderation import trail
from moderation.models import Act, Decision
from moderation.notices import DECISION
from moderation.registry import GROUNDS, Moderated
from notifications.services import notify


@transaction.atomic
def decide(*, by: Any, kind: Moderated, thing: Any, act: str, ground: str, words: str) -> Decision:
    """Hide `thing` or show it again.

    Writes a statement of reasons, tells the author, and leaves a line in the trail.
    Raises Refused when `by` may not judge it, the ground is unknown, or there are no words.
    """
    insist(kind.may_judge(by, thing))
    if ground not in GROUNDS:
        raise Refused(_("Choose the rule on which the decision rests."))
    if not words.strip():
        raise Refused(_("Write the author a sentence of reasons."))
    (kind.hide if act == Act.HIDE else kind.show)(thing)
    author = kind.author(thing)
    decision = Decision.objects.create(
        about_type=ContentType.objects.get_for_model(thing),
        about_id=thing.pk,
        author=author,
        decided_by=by,
        act=act,
        ground=ground,
        words=words.strip(),
    )
    trail.write(by=by, action=f"{kind.name}.{act}", about=thing, values={"ground": ground, "decision": decision.pk})
    if author is not None:
        title = (
            _("What you wrote was hidden: %(title)s")
            if act == Act.HIDE
            else _("What you wrote can be read again: %(title)s")
        )
        notify(
            DECISION,
            to=[author],
            by=by,
            about=decision,
            title=title % {"title": kind.title(thing)},
            text=f"{_('Rule')}: {GROUNDS[ground]}. {decision.words}",
            url=kind.url(thing),
        )
    return decision
