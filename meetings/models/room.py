"""A room's door: what is set in it, and who waits, was let in or was put out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meeting import Meeting


class Standing(models.TextChoices):
    """How a person stands at the door of a room."""

    WAITING = "waiting", pgettext_lazy("at the door", "waits")
    ADMITTED = "admitted", pgettext_lazy("at the door", "let in")
    REFUSED = "refused", pgettext_lazy("at the door", "turned away")
    REMOVED = "removed", pgettext_lazy("at the door", "put out")


class RoomSettings(models.Model):
    """What those who lead have set in a room; without a row everything is as it begins."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="room", verbose_name=_("meeting"))
    is_open_early = models.BooleanField(_("members come in before the beginning"), default=False)
    is_locked = models.BooleanField(_("is locked"), default=False)
    may_speak = models.BooleanField(_("everybody may speak"), default=True)
    may_show = models.BooleanField(_("everybody may show their screen"), default=True)
    may_write = models.BooleanField(_("everybody may write"), default=True)
    may_note = models.BooleanField(_("everybody may write minutes together"), default=True)
    may_whisper = models.BooleanField(_("people may write to one another"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("settings of a room"), _("settings of rooms")

    def __str__(self) -> str:
        return str(self.meeting)


class Admission(models.Model):
    """One person at the door of one room, and whether the person helps to lead it.

    `seen_at` is renewed while the person waits: whoever closed the page drops out of the line.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="admissions", verbose_name=_("meeting"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    standing = models.CharField(_("at the door"), max_length=10, choices=Standing.choices)
    is_cohost = models.BooleanField(_("helps to lead"), default=False)
    seen_at = models.DateTimeField(_("last seen"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("person at a room's door"), _("people at rooms' doors")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meetings_at_door_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_standing_display()}"


class Whisper(models.Model):
    """A line of the chat to one person; it stands in no event, so nobody else ever gets it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="whispers", verbose_name=_("meeting"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("to whom"))
    text = models.CharField(_("what was written"), max_length=2_000)
    made_key = models.CharField(_("the sender's key"), max_length=64)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name, verbose_name_plural = _("line to one person"), _("lines to one person")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "author", "made_key"], name="meetings_whisper_once")]

    def __str__(self) -> str:
        return self.text[:80]
