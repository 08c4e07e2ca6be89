"""A secret feed of a calendar."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models import Network


def new_nonce() -> str:
    """128 random bits (NT-05)."""
    return secrets.token_hex(16)


class Feed(models.Model):
    """A person's feed of everything, or of one network.

    The secret of its address is made from `nonce` and the platform's key (`networks.calendars.tokens`), so that this
    table alone opens nothing; a new nonce is a new address, and the old one is dead.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("network")
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    made_at = models.DateTimeField(_("address made"))
    read_at = models.DateTimeField(_("last fetched"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("calendar feed"), _("calendar feeds")
        constraints = [
            models.UniqueConstraint(fields=["user", "network"], name="calendars_feed_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(network=None), name="calendars_whole_feed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.network or '*'}"
