"""Words of meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a meeting is for (D57–D59)."""

    KICKOFF = "kickoff", _("organisational")
    WORKING = "working", _("working")
    SUMMARY = "summary", _("summing up")
    EXPERT = "expert", _("with an expert")


class Mode(TextChoices):
    """Where people meet."""

    ONLINE = "online", _("online")
    ONSITE = "onsite", _("on site")
    HYBRID = "hybrid", _("on site and online")


class Coming(TextChoices):
    """An answer to an invitation."""

    YES = "yes", _("I will come")
    MAYBE = "maybe", _("I do not know yet")
    NO = "no", _("I will not come")


class EventKind(TextChoices):
    """What happens in a room."""

    JOINED = "joined", _("came in")
    LEFT = "left", _("left")
    SAID = "said", _("said")
    HAND_UP = "hand_up", _("raised a hand")
    HAND_DOWN = "hand_down", _("hand lowered")
    ITEM = "item", _("point of the agenda")
    AGENDA = "agenda", _("agenda changed")
    CLOSED = "closed", _("room closed")
