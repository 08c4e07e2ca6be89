"""The plan of an earlier year, as it was adopted."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.memory import Kept, memory
from networks.planning import across, rules
from networks.planning.enums import Light
from networks.planning.models import Plan


def kept(user: Any, edition: Any) -> list[Kept]:
    """The plan with how many of its points were carried out; two queries."""
    plan = Plan.objects.filter(edition=edition).first()
    if plan is None:
        return []
    plan.edition = edition
    if not rules.may_read_plan(user, plan):
        return []
    lights = across.lights_of(plan)
    note = _("%(done)s of %(all)s points carried out") % {"done": lights[Light.DONE], "all": sum(lights.values())}
    if plan.adopted_on:
        note = _("adopted on %(day)s") % {"day": date_format(plan.adopted_on, "j E Y")} + " · " + note
    title = _("Plan of the year %(year)s") % {"year": edition.school_year.label}
    return [Kept(title, plan.get_absolute_url(), note, [goal.title for goal in plan.goals.all()])]


memory("plan", title=gettext_lazy("The plan"), icon="list-checks", kept=kept, position=10)
