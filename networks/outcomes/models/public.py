"""What happens to a public outcome: schools that use it, questions to its authors."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Institution
from kit.once import OnceField
from networks.outcomes.models.files import Outcome


class SchoolUse(models.Model):
    """“We use it too”: said for a school by somebody who works there; in public the school stands, never the person."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="uses", verbose_name=_("outcome"))
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+", verbose_name=_("school"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("said by")
    )
    words = models.CharField(_("how you use it"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("said"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("use of an outcome"), _("uses of outcomes")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "institution"], condition=Q(taken_back_at=None), name="outcomes_school_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.institution_id}"


class Question(models.Model):
    """A question to the authors. They and the asker read it; with its answer it stands in public if they show it."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="questions", verbose_name=_("outcome"))
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    words = models.TextField(_("question"), max_length=1000)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    is_shown = models.BooleanField(_("on the public page"), default=False)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("question about an outcome"), _("questions about outcomes")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="outcomes_shown_when_answered", condition=Q(is_shown=False) | Q(answered_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for the asker and the authors."""
        return reverse("outcomes:question", kwargs={"pk": self.pk})
