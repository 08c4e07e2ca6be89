"""Answers to the three questions."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Useful(TextChoices):
    """Whether the meeting was of use at work."""

    VERY = "very", pgettext_lazy("was the meeting useful", "very much")
    RATHER = "rather", pgettext_lazy("was the meeting useful", "rather yes")
    LITTLE = "little", pgettext_lazy("was the meeting useful", "a little")
    NO = "no", pgettext_lazy("was the meeting useful", "not at all")


class Voice(TextChoices):
    """Whether there was room for one's own voice."""

    ENOUGH = "enough", pgettext_lazy("room for my voice", "enough")
    SOME = "some", pgettext_lazy("room for my voice", "could be more")
    LITTLE = "little", pgettext_lazy("room for my voice", "too little")
