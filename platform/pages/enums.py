"""Words of the public pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from networks.outcomes.enums import LICENCE_ADDRESSES, Licence, OutcomeKind

__all__ = ["LICENCE_ADDRESSES", "Conformity", "Licence", "OutcomeKind"]


class Conformity(TextChoices):
    """How far the site meets the act on digital accessibility (annex of the act of 4 April 2019)."""

    FULL = "full", _("fully meets the act")
    PARTLY = "partly", _("partly meets the act")
    NOT = "not", _("does not meet the act")
