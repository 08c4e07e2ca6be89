"""Decisions about what people wrote, and the append-only trail of who did what."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.once import OnceField


class Act(models.TextChoices):
    """What a decision did."""

    HIDE = "hide", _("hidden")
    SHOW = "show", _("shown again")
    KEEP = "keep", _("left as it is")


class Decision(models.Model):
    """One decision with its ground and words: the statement of reasons its author can read again (DS-05)."""

    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    about_id = models.PositiveBigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    act = models.CharField(_("decision"), max_length=20, choices=Act.choices)
    ground = models.CharField(_("rule"), max_length=40, blank=True)
    words = models.TextField(_("reasons"), max_length=2000, blank=True)
    after_report = models.BooleanField(_("after a report"), default=False)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("decision"), _("decisions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="moderation_about")]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.words[:60]}"

    def get_absolute_url(self) -> str:
        """Where the statement of reasons can be read again."""
        return reverse("moderation:decision", kwargs={"decision_id": self.pk})


class Report(models.Model):
    """Somebody says that a thing breaks a rule; it waits for the thing's judges (DS-03).

    The author of the thing never learns who reported it (DS-09).
    """

    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    about_id = models.PositiveBigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by")
    )
    ground = models.CharField(_("rule"), max_length=40)
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


class TrailEntry(models.Model):
    """Who did what, with values instead of foreign keys, so that it stays legible. Never changed."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    by_id = models.PositiveBigIntegerField(_("who (number)"), null=True)
    by_name = models.CharField(_("who"), max_length=200, blank=True)
    action = models.CharField(_("what"), max_length=80, db_index=True)
    about_kind = models.CharField(_("about (kind)"), max_length=80)
    about_id = models.CharField(_("about (number)"), max_length=40)
    about_name = models.CharField(_("about"), max_length=300)
    values = models.JSONField(_("values"), default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("trail entry"), _("trail")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.about_name}"
