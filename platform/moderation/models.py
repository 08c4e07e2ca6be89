"""Decisions about what people wrote, and the append-only trail of who did what."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What a decision did."""

    HIDE = "hide", _("hidden")
    SHOW = "show", _("shown again")


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
    ground = models.CharField(_("rule"), max_length=40)
    words = models.TextField(_("reasons"), max_length=2000)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("decision"), _("decisions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="moderation_about")]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.words[:60]}"


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
