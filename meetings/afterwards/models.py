"""What is kept of the time after a meeting; no answer can be joined with a person."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting


class Envelope(models.Model):
    """What was sent after a meeting, and what came back: sums and words, never an answer of one person."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="envelope", verbose_name=_("meeting"))
    sent_at = models.DateTimeField(_("sent"))
    closes_at = models.DateTimeField(_("questions are asked until"))
    answered = models.PositiveIntegerField(_("answers"), default=0)
    counts = models.JSONField(_("counts"), default=dict)
    words = models.JSONField(_("words, in the order of the alphabet"), default=list)
    shown = models.JSONField(_("what may be shown"), default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("envelope after a meeting"), _("envelopes after meetings")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        """The page after the meeting."""
        return reverse("afterwards:page", kwargs={"pk": self.meeting_id})

    def is_asking_at(self, moment: datetime) -> bool:
        """Whether the questions can be answered at `moment`."""
        return self.sent_at <= moment < self.closes_at


class Answered(models.Model):
    """That a person has answered; neither when nor what."""

    envelope = models.ForeignKey(Envelope, models.CASCADE, related_name="people", verbose_name=_("envelope"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name, verbose_name_plural = _("taking part in a survey"), _("taking part in surveys")
        constraints = [models.UniqueConstraint(fields=["envelope", "user"], name="afterwards_answer_once")]

    def __str__(self) -> str:
        return str(self.user)
