"""Members' voices on the plan: remarks, answers, consent (D34, D65)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.enums import Role
from networks.models import Membership
from networks.planning import notices, rules
from networks.planning.enums import Outcome, Part
from networks.planning.models import Consent, Plan, Remark
from notifications.services import notify


@transaction.atomic
def remark(*, by: Any, plan: Plan, words: str, part: str = Part.WHOLE, key: UUID | None = None) -> Remark:
    """Say what the plan lacks. Raises Refused unless `by` is a member and the plan is in consultation."""
    insist(rules.may_speak(by, plan))
    words = words.strip()
    if not words:
        raise Refused(_("Write something first."))

    def make() -> Remark:
        made = Remark.objects.create(
            plan=plan, part=Part(part), author=by, words=words[:2000], made_at=clock.now(), once=key
        )
        steering = Membership.objects.active().filter(edition=plan.edition_id).select_related("user")
        notify(
            notices.REMARKED,
            to=[held.user for held in steering.filter(role__in=[Role.COORDINATOR, Role.DEPUTY])],
            by=by,
            about=made,
            title=_("A remark on the plan: %(part)s") % {"part": made.get_part_display()},
            text=made.words,
            url=f"{plan.get_absolute_url()}#uwagi",
        )
        return made

    return once(Remark.objects.filter(author=by), key, make)


@transaction.atomic
def answer_remark(*, by: Any, remark: Remark, outcome: str, answer: str = "") -> None:
    """Say what came of a remark; one not taken into account is answered in words.

    Raises Refused unless `by` writes the plan, and for a refusal without a reason.
    """
    insist(rules.may_answer(by, remark))
    outcome, answer = Outcome(outcome), answer.strip()
    if outcome == Outcome.NOT_TAKEN and not answer:
        raise Refused(_("Say why the remark was not taken into account."))
    Remark.objects.filter(pk=remark.pk).update(
        outcome=outcome, answer=answer[:2000], answered_at=clock.now(), answered_by=by
    )
    remark.refresh_from_db()
    trail.write(by=by, action="planning.remark.answer", about=remark.plan, values={"outcome": str(outcome.value)})
    if remark.author_id is not None:
        notify(
            notices.ANSWERED,
            to=[remark.author],
            by=by,
            about=remark,
            title=_("Your remark on the plan: %(outcome)s") % {"outcome": remark.get_outcome_display()},
            text=answer,
            url=f"{remark.plan.get_absolute_url()}#uwagi",
        )


@transaction.atomic
def agree(*, by: Any, plan: Plan) -> None:
    """Agree to the plan as it stands now; a later version needs a new consent. Raises Refused as `remark` does."""
    insist(rules.may_speak(by, plan))
    number = Plan.objects.values_list("number", flat=True).get(pk=plan.pk)
    Consent.objects.update_or_create(plan=plan, user=by, defaults={"number": number, "made_at": clock.now()})
