"""Words of questionnaires."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an item of a questionnaire is: a heading, or a question answered in one of six ways."""

    SECTION = "section", _("heading of a part")
    SINGLE = "single", _("one answer of several")
    SEVERAL = "several", _("several answers")
    SCALE = "scale", _("scale from 1 to 5")
    MATRIX = "matrix", _("several lines on a scale from 1 to 5")
    RANKING = "ranking", _("putting in order")
    TEXT = "text", _("own words")


CHOOSING = (Kind.SINGLE, Kind.SEVERAL)
"""Kinds on whose answers another question may hang."""
LISTING = (Kind.SINGLE, Kind.SEVERAL, Kind.RANKING)
"""Kinds with a list of answers."""
STEPS = 5
"""Steps of a scale."""
