"""The way of an entry; worked out from what stands on it, never stored."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class EntryState(TextChoices):
    """Draft → (planned) → for the network → under review → public; hidden by a decision at any time."""

    DRAFT = "draft", pgettext_lazy("blog entry", "draft")
    PLANNED = "planned", pgettext_lazy("blog entry", "planned")
    NETWORK = "network", pgettext_lazy("blog entry", "for the network")
    REVIEW = "review", pgettext_lazy("blog entry", "waits for approval")
    PUBLIC = "public", pgettext_lazy("blog entry", "public")
    HIDDEN = "hidden", pgettext_lazy("blog entry", "hidden")
