"""The way of an outcome; worked out from what stands on it, never stored."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class OutcomeState(TextChoices):
    """In preparation → with the coordinator → with the editors → public; withdrawn or hidden at any time."""

    PREPARED = "prepared", pgettext_lazy("outcome", "in preparation")
    REVIEW = "review", pgettext_lazy("outcome", "waits for approval")
    PUBLIC = "public", pgettext_lazy("outcome", "public")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "withdrawn")
    HIDDEN = "hidden", pgettext_lazy("outcome", "hidden")
