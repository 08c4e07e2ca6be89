"""What everybody may see of a meeting, and who asked to come and has not confirmed it yet."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.enums import audience_labels
from meetings.models import Meeting

WAITS = timedelta(days=1)
"""How long a sign-up waits for its letter's link; then nothing is kept of it."""


def new_secret() -> str:
    """Changed with every new letter, so that the links before lead nowhere."""
    return secrets.token_urlsafe(12)


class Opening(models.Model):
    """The coordinator's word that a meeting has a public page, with what only that page says."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="opening", verbose_name=_("meeting"))
    audience = models.JSONField(_("for whom"), default=list, blank=True)
    led_by = models.CharField(_("who leads, as everybody may read it"), max_length=160, blank=True)
    led_agreed_on = models.DateField(_("agreed to be named on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("opening of a meeting"), _("openings of meetings")
        constraints = [
            models.CheckConstraint(
                name="openings_named_agreed", condition=models.Q(led_by="") | models.Q(led_agreed_on__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("openings:page", kwargs={"pk": self.meeting_id})

    @property
    def audience_names(self) -> list[str]:
        """For whom it is, in words."""
        return audience_labels(self.audience)


class SignUp(models.Model):
    """Somebody without an account asked to come; only the reader of the letter can confirm it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ups", verbose_name=_("meeting"))
    name = models.CharField(_("first and last name"), max_length=160)
    email = models.EmailField(_("e-mail"))
    secret = models.CharField(max_length=32, default=new_secret, editable=False)
    asked_at = models.DateTimeField(_("asked"))

    class Meta:
        verbose_name, verbose_name_plural = _("sign-up not confirmed"), _("sign-ups not confirmed")
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="openings_address_once")]
        indexes = [models.Index(fields=["asked_at"], name="openings_by_time")]

    def __str__(self) -> str:
        return f"{self.name}: {self.meeting}"

    def waits_at(self, moment: datetime) -> bool:
        """Whether its link still confirms it; server time decides, no job has to run."""
        return moment < self.asked_at + WAITS
