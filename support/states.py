"""The way of a support process as tables a head teacher could read (domain 3.4); imports nothing of ours.

GATES: through which gate a stage is left and who opens it. BACK: where one may return to, always with an explanation.
ACTS: who may do what at which stage. PLAN_NEXT: the way of the yearly support plan. docs/support.md is drawn from here
(`manage.py draw_support`), and tests walk every row.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where a process stands."""

    INITIATED = "initiated", _("waits for approvals")
    DIAGNOSIS = "diagnosis", _("diagnosis")
    PLANNING = "planning", _("planning")
    IMPLEMENTATION = "implementation", _("implementation")
    ASSESSMENT = "assessment", _("joint assessment of effects")
    CLOSED = "closed", pgettext_lazy("process", "closed")


ORDER = tuple(State)
"""The one fixed order (SP-06)."""
STAGES = (State.DIAGNOSIS, State.PLANNING, State.IMPLEMENTATION, State.ASSESSMENT)
"""The four statutory stages (S002, S003)."""


class Actor(TextChoices):
    """Who has a part in a process; each only for the own school or county."""

    COUNTY = "county", _("the county coordinator")
    DIRECTOR = "director", _("the school's director")
    SORE = "sore", _("the school's SORE")


class Part(TextChoices):
    """What a gate asks for."""

    COUNTY_AGREED = "county_agreed", _("the county's approval")
    DIRECTOR_AGREED = "director_agreed", _("the director's approval")
    AREA = "area", _("the chosen area")
    NEED = "need", _("at least one need")
    PLAN = "plan", _("a plan presented to the teaching council and adopted by the director")
    ACTIVITIES = "activities", _("every activity of the plan held, or cancelled with a reason")
    LOGGED = "logged", _("at least one entry of this stage in the activity log")
    GOALS = "goals", _("the achievement of each goal with its evidence")
    CONCLUSIONS = "conclusions", _("the conclusions")
    DIRECTOR_TOLD = "director_told", _("the day of the presentation to the director")
    COUNCIL_TOLD = (
        "council_told",
        _("the day of the teaching council and the number of its minutes"),
    )
    RECOMMENDED = "recommended", _("at least one recommendation, or why there is none")


@dataclass(frozen=True)
class Gate:
    """How a state is left: to which, opened by whom, when all parts are there."""

    to: State
    opened_by: tuple[Actor, ...]
    parts: tuple[Part, ...]


GATES: dict[str, Gate] = {
    State.INITIATED: Gate(State.DIAGNOSIS, (Actor.COUNTY, Actor.DIRECTOR), (Part.COUNTY_AGREED, Part.DIRECTOR_AGREED)),
    State.DIAGNOSIS: Gate(State.PLANNING, (Actor.SORE,), (Part.AREA, Part.NEED)),
    State.PLANNING: Gate(State.IMPLEMENTATION, (Actor.SORE,), (Part.PLAN,)),
    State.IMPLEMENTATION: Gate(State.ASSESSMENT, (Actor.SORE,), (Part.PLAN, Part.ACTIVITIES, Part.LOGGED)),
    State.ASSESSMENT: Gate(
        State.CLOSED,
        (Actor.SORE,),
        (Part.GOALS, Part.CONCLUSIONS, Part.DIRECTOR_TOLD, Part.COUNCIL_TOLD, Part.RECOMMENDED),
    ),
}
"""The only ways forward."""

BACK: dict[str, State] = {
    State.PLANNING: State.DIAGNOSIS,
    State.IMPLEMENTATION: State.PLANNING,
    State.ASSESSMENT: State.IMPLEMENTATION,
}
"""One stage back, by the SORE and with an explanation; what was written stays. A closed process stays closed."""


class PlanState(TextChoices):
    """How far the yearly support plan has come."""

    DRAFT = "draft", pgettext_lazy("support plan", "draft")
    PRESENTED = "presented", pgettext_lazy("support plan", "presented to the teaching council")
    ADOPTED = "adopted", pgettext_lazy("support plan", "adopted")


PLAN_NEXT: dict[str, dict[str, PlanState]] = {
    PlanState.DRAFT: {"present": PlanState.PRESENTED},
    PlanState.PRESENTED: {"adopt": PlanState.ADOPTED, "send_back": PlanState.DRAFT},
    PlanState.ADOPTED: {"amend": PlanState.DRAFT},
}
"""Act -> the plan's next state. Each adoption keeps a version; an amendment and a return carry their reason."""


@dataclass(frozen=True)
class Permit:
    """Who may do an act, at which stages."""

    label: str
    who: tuple[Actor, ...]
    stages: tuple[State, ...]


_PLANS = (State.PLANNING, State.IMPLEMENTATION)
ACTS: dict[str, Permit] = {
    "agree": Permit("agree to the process", (Actor.COUNTY, Actor.DIRECTOR), (State.INITIATED,)),
    "name_sore": Permit("assign the SORE", (Actor.COUNTY,), (State.INITIATED, *STAGES)),
    "log": Permit("write the activity log", (Actor.SORE,), STAGES),
    "difficulty": Permit("write difficulties and reactions to them", (Actor.SORE,), STAGES),
    "contacts": Permit("keep the contact persons", (Actor.SORE,), STAGES),
    "diagnose": Permit("write the diagnosis and its needs", (Actor.SORE,), (State.DIAGNOSIS,)),
    "carry_over": Permit("make needs of last year's recommendations, or drop them", (Actor.SORE,), (State.DIAGNOSIS,)),
    "plan": Permit("write the plan while it is a draft", (Actor.SORE,), _PLANS),
    "present": Permit("write down the plan's presentation to the council", (Actor.SORE,), _PLANS),
    "adopt": Permit("adopt the plan", (Actor.DIRECTOR,), _PLANS),
    "send_back": Permit("send the plan back with a reason", (Actor.DIRECTOR,), _PLANS),
    "amend": Permit("open an amendment of the plan with a reason", (Actor.SORE,), _PLANS),
    "carry_out": Permit("write down an activity as held or cancelled", (Actor.SORE,), (State.IMPLEMENTATION,)),
    "assess": Permit("write the evaluation and recommendations", (Actor.SORE,), (State.ASSESSMENT,)),
    "advance": Permit("enter the next stage through its gate", (Actor.SORE,), STAGES),
    "go_back": Permit("return one stage with an explanation", (Actor.SORE,), STAGES[1:]),
    "extend": Permit("let the process last longer, with a reason", (Actor.COUNTY, Actor.DIRECTOR), STAGES),
    "follow": Permit("start next year's process", (Actor.COUNTY, Actor.DIRECTOR), (State.CLOSED,)),
}
"""Whatever is not named here for an actor and a stage is refused and changes nothing."""
