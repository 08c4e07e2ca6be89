"""The four statutory stages of a support process (S002, S003) and the way through them; imports nothing of ours."""

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


STAGES = (State.DIAGNOSIS, State.PLANNING, State.IMPLEMENTATION, State.ASSESSMENT)
"""The four stages in their one order (SP-06)."""

NEXT: dict[str, str] = {
    State.INITIATED: State.DIAGNOSIS,
    State.DIAGNOSIS: State.PLANNING,
    State.PLANNING: State.IMPLEMENTATION,
    State.IMPLEMENTATION: State.ASSESSMENT,
    State.ASSESSMENT: State.CLOSED,
}
"""The only ways forward; each has a gate (services.advance)."""
