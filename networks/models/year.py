"""How a network's year went on: its steps, its nominations and its handovers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from networks.models.network import Edition
from networks.states import EditionState, HandoverState


class YearStep(models.Model):
    """One step of the year from state to state, with who made it and why."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="steps", verbose_name=_("network's year"))
    before = models.CharField(_("from which stage"), max_length=20, choices=EditionState.choices, blank=True)
    after = models.CharField(_("to which stage"), max_length=20, choices=EditionState.choices)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("when"))
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("step of the year"), _("steps of the year")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_after_display()}"


class Nomination(models.Model):
    """A member says who could coordinate the network next (A4)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="nominations", verbose_name=_("network's year"))
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("candidate")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("nominated by")
    )
    words = models.TextField(_("why this person"), max_length=1000, blank=True)
    made_at = models.DateTimeField(_("nominated"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("nomination"), _("nominations")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "made_by", "candidate"], name="networks_nominated_once")
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.edition}"


class Handover(models.Model):
    """One passing of the coordinator's duties: proposed, answered, and the record of what moved (A4).

    `moved` maps what the rooms moved to how many things it was.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="handovers", verbose_name=_("network's year"))
    before = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("from whom")
    )
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("to whom")
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("started by")
    )
    state = models.CharField(_("state"), max_length=20, choices=HandoverState.choices, default=HandoverState.PROPOSED)
    words = models.TextField(_("words to the successor"), max_length=1000, blank=True)
    answer = models.TextField(_("the answer"), max_length=1000, blank=True)
    started_at = models.DateTimeField(_("started"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    moved = models.JSONField(_("what moved"), default=dict, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("handover"), _("handovers")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(state=HandoverState.PROPOSED),
                name="networks_one_handover",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.before} → {self.successor}"
