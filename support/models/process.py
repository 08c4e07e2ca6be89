"""A school's support process: its approvals, the steps it took, contact persons, the activity log."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Institution, SchoolYear
from kit.once import OnceField
from support.enums import Act, Duration, Kind
from support.states import State


class Process(models.Model):
    """Long-term planned help for one school as a whole (D2, D42)."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="support_processes", verbose_name=_("school")
    )
    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="+", verbose_name=_("school year"))
    title = models.CharField(_("theme"), max_length=200)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.INITIATED)
    duration = models.CharField(_("duration"), max_length=20, choices=Duration.choices, default=Duration.SCHOOL_YEAR)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.STATUTORY)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    short_because = models.TextField(_("why shorter than seven months"), max_length=1000, blank=True)
    project = models.CharField(_("project or programme"), max_length=200, blank=True)
    initiated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("initiated by")
    )
    county_agreed_at = models.DateTimeField(_("county's approval"), null=True, blank=True)
    director_agreed_at = models.DateTimeField(_("director's approval"), null=True, blank=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("last year's process")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("support process"), _("support processes")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(name="support_days_in_order", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(
                name="support_short_has_reason", condition=Q(kind=Kind.STATUTORY) | ~Q(short_because="")
            ),
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
        return self.kind == Kind.SHORT


class Step(models.Model):
    """One step from stage to stage, forward or back; a step back carries its explanation."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="taken", verbose_name=_("process"))
    source = models.CharField(_("from"), max_length=20, choices=State.choices)
    target = models.CharField(_("to"), max_length=20, choices=State.choices)
    is_back = models.BooleanField(_("back"), default=False)
    why = models.TextField(_("explanation"), max_length=2000, blank=True)
    taken_at = models.DateTimeField(_("when"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("step of a process"), _("steps of a process")
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="support_back_has_reason", condition=Q(is_back=False) | ~Q(why=""))]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class ContactPerson(models.Model):
    """Somebody in the school whom the SORE turns to (D4). Seen by the SORE and the director only."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="contacts", verbose_name=_("process"))
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("contact person"), _("contact persons")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


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
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
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
