"""Notices to people: in the platform, live, and by mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.enums import Level


class Notice(models.Model):
    """One thing one person should know. Words are made when it is written and stay legible when `about` is gone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=60)
    about_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail_state = models.CharField(_("mail"), max_length=10, default="none")
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_inbox"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """What one person chose for one kind of notice: only in the platform, or also by mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=60)
    level = models.CharField(_("how"), max_length=10, choices=Level.choices)

    class Meta:
        verbose_name, verbose_name_plural = _("choice about notices"), _("choices about notices")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notifications_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_level_display()}"
