"""A PDF somebody shows in a room, page by page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from kit import clock
from meetings.models.meeting import Meeting


class Deck(models.Model):
    """One file shown, or taken in to be shown, in one room; `pages` is 0 until the worker has drawn them.

    `note` says why they could not be drawn. The file is the deck's own when it was taken in by the room, else one of
    the meeting's materials; when it goes, the deck goes.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decks", verbose_name=_("meeting"))
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    pages = models.PositiveIntegerField(_("pages"), default=0)
    note = models.CharField(_("why it cannot be shown"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("chosen by")
    )
    made_at = models.DateTimeField(_("chosen"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("slides in a room"), _("slides in rooms")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "file"], name="meetings_deck_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.file_id}"
