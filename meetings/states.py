"""The way of a meeting and of its minutes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(TextChoices):
    """A meeting is planned, then held or cancelled; held, it is closed by attendance and short minutes (A11)."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    MINUTED = "minuted", pgettext_lazy("meeting", "held, minutes written")
    CANCELLED = "cancelled", _("cancelled")


MEETING_NEXT: dict[str, set[str]] = {
    MeetingState.PLANNED: {MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.HELD: {MeetingState.MINUTED},
    MeetingState.MINUTED: set(),
    MeetingState.CANCELLED: set(),
}
DONE = (MeetingState.HELD, MeetingState.MINUTED)
"""States of meetings that took place."""


class MinutesState(TextChoices):
    """Minutes are a draft of those who steer, then members read them."""

    DRAFT = "draft", pgettext_lazy("minutes", "draft")
    PUBLISHED = "published", pgettext_lazy("minutes", "given to members")


MINUTES_NEXT: dict[str, set[str]] = {
    MinutesState.DRAFT: {MinutesState.PUBLISHED},
    MinutesState.PUBLISHED: set(),
}
