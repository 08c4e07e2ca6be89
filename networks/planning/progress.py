"""The plan on the page of progress: plan against reality, for everybody who may read the plan (D34, D61)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.planning import across, rules, selectors
from networks.planning.enums import Light
from networks.planning.states import FOLLOWED
from networks.progress import Act, Fact, whole


def facts(standing: Any) -> list[Fact]:
    """Points done, under way, late and ahead; nothing while the reader may not see the plan. Two queries."""
    plan = selectors.plan_of(standing.edition)
    if plan.pk is None or not rules.may_read_plan_as(standing, plan):
        return []
    lights = across.lights_of(plan)
    address = selectors.plan_address(standing.edition.network.slug)
    return [Fact(str(light.label), lights[light], address, light.value) for light in Light if lights[light]]


def acts(edition: Any) -> list[Act]:
    """Late points to close or to move; remarks without an answer; two queries."""
    plan = selectors.plan_of(edition)
    if plan.pk is None:
        return []
    found = []
    late = across.lights_of(plan)[Light.LATE] if plan.state in FOLLOWED else 0
    if late:
        words = ngettext(
            "%(count)d point of the plan is late: mark it as done, or move it.",
            "%(count)d points of the plan are late: mark them as done, or move them.",
            late,
        )
        found.append(Act(words % {"count": late}, plan.get_absolute_url(), _("Open the plan"), 60))
    return found


whole("plan", label=gettext_lazy("Plan and reality"), facts=facts, acts=acts, position=10)
