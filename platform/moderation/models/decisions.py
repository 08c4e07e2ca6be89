"""Decisions with their reasons, what they stop, and the reports they answer."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.once import OnceField
from moderation.enums import Act
from moderation.models.cases import Case


class Decision(models.Model):
    """One decision with its ground and words: the statement of reasons its author can read again (DS-05).

    `ground_words` is the rule as it read then; `before` and `after` are what an edit changed.
    """

    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    about_id = models.PositiveBigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    place = models.CharField(_("place"), max_length=80, blank=True)
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("case")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    act = models.CharField(_("decision"), max_length=20, choices=Act.choices)
    ground = models.CharField(_("rule"), max_length=40, blank=True)
    ground_words = models.CharField(_("rule as it read"), max_length=200, blank=True)
    words = models.TextField(_("reasons"), max_length=2000, blank=True)
    before = models.TextField(_("words before"), blank=True)
    after = models.TextField(_("words after"), blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    after_report = models.BooleanField(_("after a report"), default=False)
    after_watch = models.BooleanField(_("pointed out by a machine"), default=False)
    against = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="answers", verbose_name=_("about the decision")
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("decision"), _("decisions")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="moderation_about"),
            models.Index(fields=["place", "decided_at"], name="moderation_decided_in"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.words[:60]}"

    def get_absolute_url(self) -> str:
        """Where the statement of reasons can be read again."""
        return reverse("moderation:decision", kwargs={"decision_id": self.pk})


class Pause(models.Model):
    """A person may not write in a place until the end of a day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False, verbose_name=_("person")
    )
    place = models.CharField(_("place"), max_length=80)
    until_on = models.DateField(_("until"))
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="pauses", verbose_name=_("decision"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("pause in writing"), _("pauses in writing")
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "place", "until_on"], name="moderation_paused")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.place} – {self.until_on}"


class Report(models.Model):
    """Somebody says that a thing breaks a rule; it waits for the thing's judges (DS-03).

    The author of the thing never learns who reported it (DS-09).
    """

    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    about_id = models.PositiveBigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    place = models.CharField(_("place"), max_length=80, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by")
    )
    ground = models.CharField(_("rule"), max_length=40)
    ground_words = models.CharField(_("rule as it read"), max_length=200, blank=True)
    words = models.TextField(_("in own words"), max_length=2000, blank=True)
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("decision")
    )
    once = OnceField()

    class Meta:
        verbose_name = pgettext_lazy("to a moderator", "report")
        verbose_name_plural = pgettext_lazy("to a moderator", "reports")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="moderation_report_about"),
            models.Index(
                fields=["about_type", "about_id"], condition=models.Q(closed_at=None), name="moderation_report_open"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "about_type", "about_id"],
                condition=models.Q(closed_at=None),
                name="moderation_report_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about_type_id}/{self.about_id}: {self.ground}"

    def get_absolute_url(self) -> str:
        """Where its maker reads what came of it."""
        return reverse("moderation:outcome", kwargs={"report_id": self.pk})
