"""What a county keeps of its own side of support: its plan, what it declares for a year, what a process costs."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import County, SchoolYear
from kit.once import OnceField
from support.models.process import Process


class CountyPlan(models.Model):
    """One version of the county's strategic plan (D78, D98); what is written once never changes."""

    county = models.ForeignKey(County, models.PROTECT, related_name="support_plans", verbose_name=_("county"))
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("support starts"))
    ends_on = models.DateField(_("the plan ends"), null=True, blank=True)
    resolution = models.CharField(_("number and day of the resolution"), max_length=120, blank=True)
    state = models.TextField(_("state of education in the county"), max_length=5000, blank=True)
    priorities = models.TextField(_("priorities"), max_length=5000)
    goals = models.TextField(_("goals and by what we shall know that they are reached"), max_length=5000, blank=True)
    competences = models.TextField(_("support in key competences"), max_length=5000, blank=True)
    organisation = models.TextField(_("people, networks and support of schools"), max_length=5000, blank=True)
    monitoring = models.TextField(_("monitoring and evaluation of the plan"), max_length=5000, blank=True)
    why = models.TextField(_("reason for the change"), max_length=1000, blank=True)
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("strategic plan of a county"), _("strategic plans of counties")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="support_county_plan_once"),
            models.CheckConstraint(name="support_county_plan_why", condition=Q(number=1) | ~Q(why="")),
            models.CheckConstraint(
                name="support_county_plan_days",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


def money(label: str) -> models.DecimalField:
    """An optional sum in zlotys (D96: nothing asks for it)."""
    least = [MinValueValidator(0)]
    return models.DecimalField(label, max_digits=11, decimal_places=2, null=True, blank=True, validators=least)


class CountyYear(models.Model):
    """A county's school year: how many institutions it declares (D77), its split of money (D97), its summary (D89)."""

    county = models.ForeignKey(County, models.PROTECT, related_name="support_years", verbose_name=_("county"))
    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="+", verbose_name=_("school year"))
    declared = models.PositiveIntegerField(_("declared institutions"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    salaries = money(_("planned pay of teachers"))
    for_support = money(_("for process support"))
    for_networks = money(_("for networks"))
    for_other = money(_("for other professional development"))
    summary = models.TextField(_("summary of results"), max_length=10000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("support in a county's year"), _("support in counties' years")
        constraints = [models.UniqueConstraint(fields=["county", "school_year"], name="support_county_year_once")]

    def __str__(self) -> str:
        return f"{self.county_id} {self.school_year_id}"


class ProcessCost(models.Model):
    """What a process costs the county, where the county wants to know (D96, D115)."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="cost", verbose_name=_("process"))
    amount = money(_("cost"))
    note = models.TextField(_("note"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("cost of a process"), _("costs of processes")

    def __str__(self) -> str:
        return f"{self.amount}"
