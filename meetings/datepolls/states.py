"""Words of date polls, and their way."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PollState(TextChoices):
    """A poll asks, then it ends in a meeting or is withdrawn."""

    OPEN = "open", pgettext_lazy("date poll", "asks")
    CLOSED = "closed", pgettext_lazy("date poll", "decided")
    WITHDRAWN = "withdrawn", pgettext_lazy("date poll", "withdrawn")


class Fits(TextChoices):
    """Whether a moment suits a person."""

    YES = "yes", pgettext_lazy("date poll", "yes")
    IF_NEEDED = "if_needed", pgettext_lazy("date poll", "if needed")
    NO = "no", pgettext_lazy("date poll", "no")


CAN = (Fits.YES, Fits.IF_NEEDED)
"""Answers of those who would be there."""
