"""The plan of a network's year: goals, points, versions, and what members say of it (D34, template 4.1)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.once import OnceField
from networks.models import Edition
from networks.planning.enums import Light, Outcome, Part, PointKind
from networks.planning.states import PlanState


class Plan(models.Model):
    """The one plan of a network's year.

    `number` is the latest version members have been shown (0: none yet); `revision` grows with every saving, so that
    two people writing at once do not overwrite each other (CO-03). `words` maps a Section to plain text.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="plan", verbose_name=_("network's year"))
    state = models.CharField(_("state"), max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    words = models.JSONField(_("chapters"), default=dict, blank=True)
    number = models.PositiveIntegerField(_("version"), default=0, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    consulted_until_on = models.DateField(_("remarks until"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_words = models.TextField(_("how it was agreed"), max_length=1000, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("adopted by")
    )
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("plan of the network"), _("plans of networks")

    def __str__(self) -> str:
        return str(self.edition)

    def get_absolute_url(self) -> str:
        """The plan's page in the space; of an earlier year, the page on which it is only read."""
        slug, edition = self.edition.network.slug, self.edition
        if not edition.is_current:
            return reverse("planning:past", kwargs={"slug": slug, "begins": edition.school_year.starts_on.year})
        return reverse("planning:plan", kwargs={"slug": slug})

    @property
    def is_shown(self) -> bool:
        """Whether members may read it."""
        return self.state != PlanState.DRAFT


class Goal(models.Model):
    """A goal with the criteria by which its success is known."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name=_("plan"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("goal"), max_length=240)
    criteria = models.TextField(_("criteria of success"), max_length=2000, blank=True)
    effect = models.TextField(_("expected effect"), max_length=2000, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("goal of the plan"), _("goals of the plan")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Point(models.Model):
    """Something the network does in the year: a meeting, a task, an activity, an expert; with its time."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="points", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=20, choices=PointKind.choices)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("description"), max_length=4000, blank=True)
    starts_on = models.DateField(_("from day"))
    ends_on = models.DateField(_("to day"))
    whole_months = models.BooleanField(_("only the month is known"), default=False)
    who = models.CharField(_("who does it"), max_length=200, blank=True)
    outcome = models.TextField(_("expected outcome"), max_length=2000, blank=True)
    goal = models.ForeignKey(
        Goal, models.SET_NULL, null=True, blank=True, related_name="points", verbose_name=_("serves the goal")
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("marked by")
    )
    done_words = models.CharField(_("how it went"), max_length=400, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("point of the plan"), _("points of the plan")
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [models.CheckConstraint(name="planning_in_order", condition=Q(starts_on__lte=F("ends_on")))]
        indexes = [models.Index(fields=["plan", "starts_on"], name="planning_by_time")]

    def __str__(self) -> str:
        return self.title

    def light_on(self, day: date) -> Light:
        """Done; under way, when `day` lies in its time; late, when its time is over; ahead otherwise."""
        if self.done_at:
            return Light.DONE
        if self.ends_on < day:
            return Light.LATE
        return Light.DUE if self.starts_on <= day else Light.AHEAD

    @property
    def light(self) -> Light:
        """The traffic light of today."""
        return self.light_on(clock.today())


class Version(models.Model):
    """What members were shown, whole and frozen, and why it differs from the one before."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("version"))
    why = models.TextField(_("why"), max_length=1000, blank=True)
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("version of the plan"), _("versions of the plan")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="planning_version_once")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class Remark(models.Model):
    """What a member says of the plan while it is in consultation, and what the coordinator answered."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks", verbose_name=_("plan"))
    part = models.CharField(_("about"), max_length=20, choices=Part.choices, default=Part.WHOLE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    words = models.TextField(_("remark"), max_length=2000)
    made_at = models.DateTimeField(_("written"))
    outcome = models.CharField(_("what came of it"), max_length=20, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("remark on a plan"), _("remarks on plans")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.words[:60]}"


class Consent(models.Model):
    """A member agrees to a version of the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="consents", verbose_name=_("plan"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    number = models.PositiveIntegerField(_("version"))
    made_at = models.DateTimeField(_("agreed"))

    class Meta:
        verbose_name, verbose_name_plural = _("consent to a plan"), _("consents to plans")
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="planning_consent_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.number}"


class Example(models.Model):
    """A plan made into an example for others: months instead of days, and nobody's name."""

    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("example of a plan"), _("examples of plans")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
