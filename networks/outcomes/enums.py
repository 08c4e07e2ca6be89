"""Words of outcomes."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OutcomeKind(TextChoices):
    """What a network made and shows to others."""

    SCENARIO = "scenario", _("lesson scenario")
    TOOLKIT = "toolkit", _("set of materials")
    PROGRAMME = "programme", _("programme or plan of work")
    PRACTICE = "practice", _("good practice")
    TOOL = "tool", _("diagnostic tool")
    EVENT = "event", _("event or project")


class Licence(TextChoices):
    """On what terms others may use it."""

    CC_BY = "cc-by", _("CC BY 4.0: use freely, name the authors")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0: name the authors, share alike")
    CC_BY_NC_SA = "cc-by-nc-sa", _("CC BY-NC-SA 4.0: not for profit, share alike")
    CC0 = "cc0", _("CC0: no conditions")
    RESERVED = "reserved", _("all rights reserved, for reading only")


LICENCE_ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.pl",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.pl",
    Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.pl",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.pl",
}


class WayKind(TextChoices):
    """A station on the way from the need to the result."""

    NEED = "need", pgettext_lazy("on the way to an outcome", "need")
    MEETING = "meeting", pgettext_lazy("on the way to an outcome", "meeting")
    WORK = "work", pgettext_lazy("on the way to an outcome", "work between meetings")


WORDING = "2026-11"
"""The version of the words authors agree to; change it whenever they change (PD-08)."""
