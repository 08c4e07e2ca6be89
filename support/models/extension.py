"""A process that lasts longer than was agreed (D110)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from support.models.process import Process


class Extension(models.Model):
    """One extension: the last day before and after it, and why."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="extensions", verbose_name=_("process"))
    before = models.DateField(_("last day before"))
    after = models.DateField(_("last day"))
    why = models.TextField(_("explanation"), max_length=1000)
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("extension of a process"), _("extensions of processes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="support_extended_later", condition=Q(after__gt=F("before"))),
            models.CheckConstraint(name="support_extended_why", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
