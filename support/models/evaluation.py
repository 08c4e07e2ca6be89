"""The joint assessment of effects: goals with evidence, conclusions, recommendations (templates 4.8, 4.9)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import SchoolYear
from kit.once import OnceField
from support.enums import Addressee, Advice, Attainment
from support.models.plan import Goal
from support.models.process import Process


class Evaluation(models.Model):
    """What the process brought, and how it was presented (D21, BR12)."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="evaluation", verbose_name=_("process"))
    practice = models.TextField(_("what was put into practice"), max_length=10000, blank=True)
    influence = models.TextField(_("influence on the school's work"), max_length=5000, blank=True)
    conclusions = models.TextField(_("conclusions"), max_length=10000, blank=True)
    direction = models.TextField(_("direction of further work"), max_length=3000, blank=True)
    none_because = models.TextField(_("why there are no recommendations"), max_length=1000, blank=True)
    director_on = models.DateField(_("presented to the director"), null=True, blank=True)
    council_on = models.DateField(_("presented to the teaching council"), null=True, blank=True)
    protocol = models.CharField(_("number of the council's minutes"), max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("evaluation of support"), _("evaluations of support")

    def __str__(self) -> str:
        return f"{self.process_id}"


class GoalResult(models.Model):
    """How far one goal was reached, and how one knows."""

    goal = models.OneToOneField(Goal, models.CASCADE, related_name="result", verbose_name=_("goal"))
    attainment = models.CharField(_("achievement"), max_length=10, choices=Attainment.choices)
    evidence = models.TextField(_("evidence"), max_length=3000)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("result of a goal"), _("results of goals")
        constraints = [models.CheckConstraint(name="support_result_has_evidence", condition=~Q(evidence=""))]

    def __str__(self) -> str:
        return self.get_attainment_display()


class Recommendation(models.Model):
    """What the school should go on with (D22); adopted by the council, it opens the next year's diagnosis (D41)."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="advice", verbose_name=_("process"))
    text = models.CharField(_("recommendation"), max_length=500)
    because = models.CharField(_("the conclusion it comes from"), max_length=500, blank=True)
    addressee = models.CharField(_("for whom"), max_length=20, choices=Addressee.choices, default=Addressee.COUNCIL)
    due_year = models.ForeignKey(
        SchoolYear, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school year")
    )
    sign = models.CharField(_("how we shall know its effect"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=Advice.choices, default=Advice.PROPOSED)
    adopted_on = models.DateField(_("adopted by the teaching council"), null=True, blank=True)
    dropped_because = models.TextField(_("why it was dropped"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("recommendation"), _("recommendations")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="support_advice_adopted_has_day",
                condition=Q(state__in=[Advice.PROPOSED, Advice.DROPPED]) | Q(adopted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="support_advice_dropped_has_reason",
                condition=~Q(state=Advice.DROPPED) | ~Q(dropped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text
