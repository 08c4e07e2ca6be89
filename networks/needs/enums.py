"""Words of needs, offers and votes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Priority(TextChoices):
    """How much a need matters to who reports it."""

    HIGH = "high", pgettext_lazy("need", "urgent")
    USUAL = "usual", pgettext_lazy("need", "important")
    LOW = "low", pgettext_lazy("need", "worth thinking of")


class WishKind(TextChoices):
    """What a member says: a need or an offer (D57)."""

    SEEKS = "seeks", _("what I look for")
    OFFERS = "offers", _("what I can share")


class BallotKind(TextChoices):
    """How one votes."""

    SUPPORT = "support", _("an idea to support")
    SINGLE = "single", _("a vote: one answer")
    SEVERAL = "several", _("a vote: several answers")
