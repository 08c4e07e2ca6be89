"""The yearly support plan (RPW, template 4.4): every activity serves a goal, every goal answers a need (BR9)."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from support.enums import Audience, Form, Progress
from support.models.diagnosis import Need
from support.models.process import Process
from support.states import PlanState


class Plan(models.Model):
    """The plan as it is written now; what was adopted stays in its versions."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="plan", verbose_name=_("process"))
    state = models.CharField(_("state"), max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    general_goal = models.TextField(_("general goal"), max_length=2000, blank=True)
    practice = models.TextField(_("putting into practice"), max_length=5000, blank=True)
    information = models.TextField(_("flow of information"), max_length=3000, blank=True)
    experts = models.TextField(_("experts needed"), max_length=3000, blank=True)
    monitoring = models.TextField(_("monitoring and rules of changing the plan"), max_length=3000, blank=True)
    evaluating = models.TextField(_("way of evaluating"), max_length=3000, blank=True)
    effects = models.TextField(_("expected effects"), max_length=3000, blank=True)
    costs = models.TextField(_("costs, if any"), max_length=2000, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    number = models.PositiveIntegerField(_("adopted version"), default=0, editable=False)
    why = models.TextField(_("reason for the amendment"), max_length=2000, blank=True)
    returned_because = models.TextField(_("why it was sent back"), max_length=2000, blank=True)
    presented_on = models.DateField(_("presented to the teaching council"), null=True, blank=True)
    protocol = models.CharField(_("number of the council's minutes"), max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("yearly support plan"), _("yearly support plans")
        constraints = [
            models.CheckConstraint(
                name="support_plan_presented",
                condition=Q(state=PlanState.DRAFT) | (Q(presented_on__isnull=False) & ~Q(protocol="")),
            ),
            models.CheckConstraint(
                name="support_plan_adopted_number", condition=~Q(state=PlanState.ADOPTED) | Q(number__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"RPW {self.number}"


class PlanVersion(models.Model):
    """The plan as the council heard it and the director adopted it; never changed again."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("version"))
    why = models.TextField(_("reason for the amendment"), max_length=2000, blank=True)
    content = models.JSONField(_("content"))
    presented_on = models.DateField(_("presented to the teaching council"))
    protocol = models.CharField(_("number of the council's minutes"), max_length=60)
    adopted_at = models.DateTimeField(_("adopted"))
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("adopted by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("version of a plan"), _("versions of a plan")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="support_plan_version_once"),
            models.CheckConstraint(name="support_amendment_has_reason", condition=Q(number=1) | ~Q(why="")),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Goal(models.Model):
    """A specific goal: the needs it answers, and the indicators by which one will know."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name=_("plan"))
    text = models.CharField(_("goal"), max_length=500)
    indicators = models.TextField(_("indicators of success"), max_length=2000)
    needs = models.ManyToManyField(Need, related_name="goals", verbose_name=_("needs"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("goal of a support plan"), _("goals of a support plan")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class Activity(models.Model):
    """One row of the plan's table: what, for whom, who leads, how many hours, when, where (D91, D101, D112)."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="activities", verbose_name=_("goal"))
    form = models.CharField(_("form"), max_length=30, choices=Form.choices, default=Form.WORKSHOP)
    title = models.CharField(_("topic"), max_length=200)
    content = models.TextField(_("content"), max_length=3000, blank=True)
    audience = models.CharField(_("for whom"), max_length=20, choices=Audience.choices, default=Audience.COUNCIL)
    team = models.CharField(_("which team"), max_length=200, blank=True)
    leader = models.CharField(_("led by"), max_length=200, blank=True)
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0.5), MaxValueValidator(200)]
    )
    planned_on = models.DateField(_("planned day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    responsible = models.CharField(_("responsible"), max_length=200, blank=True)
    since = models.PositiveIntegerField(_("in the plan since version"), null=True, editable=False)
    progress = models.CharField(_("state"), max_length=20, choices=Progress.choices, default=Progress.PLANNED)
    held_on = models.DateField(_("held"), null=True, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=3000, blank=True)
    cancelled_because = models.TextField(_("why it was cancelled"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("activity of a support plan"), _("activities of a support plan")
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="support_held_has_day", condition=~Q(progress=Progress.HELD) | Q(held_on__isnull=False)
            ),
            models.CheckConstraint(
                name="support_cancelled_has_reason",
                condition=~Q(progress=Progress.CANCELLED) | ~Q(cancelled_because=""),
            ),
            models.CheckConstraint(
                name="support_carried_was_adopted", condition=Q(progress=Progress.PLANNED) | Q(since__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title
