"""A school's support process: approvals, diagnosis with needs, what each stage settled, the activity log."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Institution, KeyCompetence, SchoolYear
from kit.once import OnceField
from support.enums import Act, Direction, Duration, Priority
from support.states import STAGES, State


class Process(models.Model):
    """Long-term planned help for one school as a whole (D2, D42)."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="support_processes", verbose_name=_("school")
    )
    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="+", verbose_name=_("school year"))
    title = models.CharField(_("theme"), max_length=200)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.INITIATED)
    duration = models.CharField(_("duration"), max_length=20, choices=Duration.choices, default=Duration.SCHOOL_YEAR)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    short_because = models.TextField(_("why shorter than seven months"), max_length=1000, blank=True)
    initiated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("initiated by")
    )
    county_agreed_at = models.DateTimeField(_("county's approval"), null=True, blank=True)
    director_agreed_at = models.DateTimeField(_("director's approval"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("support process"), _("support processes")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(name="support_days_in_order", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(
                name="support_both_agreed",
                condition=Q(state=State.INITIATED)
                | (Q(county_agreed_at__isnull=False) & Q(director_agreed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The process's page."""
        return reverse("support:process", kwargs={"pk": self.pk})

    @property
    def is_short(self) -> bool:
        """Whether it lasts less than the seven months that make it process support (BR6)."""
        return (self.ends_on - self.starts_on).days < 7 * 30


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
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("need"), _("needs")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class StageRecord(models.Model):
    """What a stage settled, in words, with the days on which the director and the council took note (BR12)."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="records", verbose_name=_("process"))
    stage = models.CharField(_("stage"), max_length=20, choices=[(stage.value, stage.label) for stage in STAGES])
    words = models.TextField(_("what was settled"), max_length=10000, blank=True)
    recommendations = models.TextField(_("recommendations"), max_length=5000, blank=True)
    director_on = models.DateField(_("agreed with the director"), null=True, blank=True)
    council_on = models.DateField(_("presented to the teaching council"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("stage record"), _("stage records")
        constraints = [models.UniqueConstraint(fields=["process", "stage"], name="support_stage_once")]

    def __str__(self) -> str:
        return self.get_stage_display()


class LogEntry(models.Model):
    """One act of the SORE: day, hours, with whom, what came of it (D18, template 4.6)."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="log", verbose_name=_("process"))
    stage = models.CharField(_("stage"), max_length=20, choices=State.choices)
    done_on = models.DateField(_("day"))
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0.5), MaxValueValidator(24)]
    )
    act = models.CharField(_("kind"), max_length=20, choices=Act.choices, default=Act.CONTACT)
    in_school = models.BooleanField(_("in the school"), default=True)
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    text = models.TextField(_("description and agreements"), max_length=5000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("log entry"), _("activity log")
        ordering = ["-done_on", "-id"]

    def __str__(self) -> str:
        return f"{self.done_on}: {self.get_act_display()}"
