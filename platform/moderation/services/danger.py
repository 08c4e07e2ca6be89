"""The log of what was reported to the police or the emergency services (DSA, article 18)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit.verdicts import Refused, insist
from moderation import rules, selectors, trail
from moderation.models import Case

DANGER = "moderation.case.danger"
"""The action under which the trail holds it."""


@transaction.atomic
def log_danger(*, by: Any, case: Case, told: str, reference: str = "") -> None:
    """Write down for good who was told of signs of a danger to life or safety, and under what reference (DS-07).

    Raises Refused when `by` does not decide about the case, or does not say who was told.
    """
    kind, thing = selectors.kind_of(case), case.about
    if kind is None or thing is None:
        raise Refused(_("What this was about is no longer there."))
    insist(rules.may_decide(by, kind, thing, case))
    told, reference = " ".join(told.split())[:120], " ".join(reference.split())[:80]
    if not told:
        raise Refused(_("Say who was told."))
    values = {"told": told, "reference": reference, "case": case.pk, "place": case.place}
    trail.write(by=by, action=DANGER, about=thing, values=values)
