"""A certificate that was issued: what it says, under a number nobody can guess."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from meetings.models.meeting import Meeting
from networks.models import Edition

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Figures and letters that nobody mistakes for one another."""


def new_number() -> str:
    """Sixteen random signs (79 bits) in fours: 7K3M-9QXT-2WHD-PB6R."""
    drawn = "".join(secrets.choice(SIGNS) for _sign in range(16))
    return "-".join(drawn[start : start + 4] for start in range(0, 16, 4))


class Certificate(models.Model):
    """What one certificate says of one person: meetings and time counted by the ledger, as on the day it was issued.

    It stays when attendance is forgotten. A newer one that says something else stands beside it.
    """

    number = models.CharField(_("number"), max_length=19, unique=True, default=new_number)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="certificates", verbose_name=_("person")
    )
    name = models.CharField(_("first and last name"), max_length=240)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("network's year"))
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("meeting")
    )
    count = models.PositiveSmallIntegerField(_("meetings"))
    minutes = models.PositiveIntegerField(_("minutes"))
    issued_at = models.DateTimeField(_("issued"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("certificate"), _("certificates")
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["user", "edition"], name="meetings_certificates")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The public page that confirms it."""
        return reverse("meetings:verify_one", kwargs={"number": self.number})

    @property
    def initials(self) -> str:
        """What the public page shows of the name: enough to compare with the paper in one's hand."""
        return " ".join(f"{part[0]}." for part in self.name.split() if part)
