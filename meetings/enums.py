"""Words of meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a meeting is for (D57–D59)."""

    KICKOFF = "kickoff", _("organisational")
    WORKING = "working", _("working")
    SUMMARY = "summary", _("summing up")
    EXPERT = "expert", _("with an expert")
    OPEN = "open", _("open to the public")


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
    STAGE_ON = "stage_on", _("came to the stage")
    STAGE_OFF = "stage_off", _("left the stage")
    MEDIA = "media", _("sound or picture switched")
    MUTED = "muted", _("muted by the host")
    KNOCKED = "knocked", _("waits at the door")
    WITHDREW = "withdrew", _("waits no more")
    ADMITTED = "admitted", _("was let in")
    REFUSED = "refused", _("was turned away")
    REMOVED = "removed", _("was put out")
    DOORS = "doors", _("doors opened before the beginning")
    LOCKED = "locked", _("room locked or unlocked")
    COHOST = "cohost", _("helps to lead, or no more")
    SWITCHES = "switches", _("who may speak, show and write")
    HANDS_DOWN = "hands_down", _("all hands lowered")
    FLOOR = "floor", _("was given the floor")
    POLL = "poll", _("poll opened")
    VOTED = "voted", _("somebody voted")
    POLL_CLOSED = "poll_closed", _("poll closed")
    CAPTIONER = "captioner", _("writes captions, or no more")
    CAPTION = "caption", _("line of captions")
    SLIDES = "slides", _("slides shown, a page turned, or no more")
    HANDED = "handed", _("handed out")
    TAKEN_BACK = "taken_back", _("taken back what was handed out")
    RECORDING = "recording", _("recording started or ended")
    CLOSED = "closed", _("room closed")
