"""What stands in the way of carrying a plan out, and what is done about it (D17, template 4.8)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from support.models.process import Process
from support.states import State


class Difficulty(models.Model):
    """One difficulty with the reaction to it. Its words are read by SORE and director only."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="difficulties", verbose_name=_("process"))
    stage = models.CharField(_("stage"), max_length=20, choices=State.choices)
    seen_on = models.DateField(_("noticed"))
    text = models.TextField(_("difficulty"), max_length=2000)
    reaction = models.TextField(_("reaction"), max_length=2000, blank=True)
    solved_on = models.DateField(_("solved"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("difficulty"), _("difficulties")
        ordering = ["-seen_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="support_solved_after_seen", condition=Q(solved_on=None) | Q(solved_on__gte=F("seen_on"))
            ),
            models.CheckConstraint(name="support_solved_how", condition=Q(solved_on=None) | ~Q(reaction="")),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_solved(self) -> bool:
        """Whether it stands in the way no more."""
        return self.solved_on is not None
