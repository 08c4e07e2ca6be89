"""What was found out about a school's needs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import KeyCompetence
from kit.once import OnceField
from support.enums import Direction, Priority
from support.models.process import Process


class Diagnosis(models.Model):
    """What was found out about the school's needs (template 4.3). Confidential: SORE and director only."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="diagnosis", verbose_name=_("process"))
    sources = models.JSONField(_("sources"), default=list, blank=True)
    context = models.TextField(_("pupils, teachers, surroundings"), max_length=5000, blank=True)
    strengths = models.TextField(_("strengths"), max_length=5000, blank=True)
    causes = models.TextField(_("causes and barriers"), max_length=5000, blank=True)
    workshop_on = models.DateField(_("day of the workshop"), null=True, blank=True)
    workshop_record = models.TextField(_("what the workshop agreed"), max_length=5000, blank=True)
    area = models.CharField(_("chosen area"), max_length=200, blank=True)
    area_because = models.TextField(_("why this area"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("diagnosis"), _("diagnoses")

    def __str__(self) -> str:
        return self.area


class Need(models.Model):
    """One diagnosed need with its evidence."""

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="needs", verbose_name=_("diagnosis"))
    text = models.CharField(_("need"), max_length=500)
    whose = models.CharField(_("whose"), max_length=200, blank=True)
    evidence = models.CharField(_("how we know"), max_length=500, blank=True)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices, default=Direction.TOWARDS)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority.choices, default=Priority.MIDDLE)
    competences = models.ManyToManyField(KeyCompetence, blank=True, related_name="+", verbose_name=_("key competences"))
    recommendation = models.OneToOneField(
        "support.Recommendation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="need",
        verbose_name=_("last year's recommendation"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("need"), _("needs")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
