"""What people write together in a room: changes of one text, one after another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kit import clock
from meetings.models.meeting import Meeting


class NoteChange(models.Model):
    """One change of a meeting's common text (a Yjs update), only ever added; many old ones become one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="note_changes", verbose_name=_("meeting"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    update = models.BinaryField(_("change"))
    made_key = models.CharField(_("the sender's key"), max_length=64, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("change of a common text"), _("changes of common texts")
        ordering = ["pk"]
        indexes = [models.Index(fields=["meeting", "made_key"], name="meetings_note_keys")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.pk}"
