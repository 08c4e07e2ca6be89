"""The board of a room: what people draw and write on one sheet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kit import clock
from meetings.models.meeting import Meeting


class BoardMark(models.Model):
    """One mark on a meeting's board. Marks and erasures share one row of numbers, `gone` is the number of erasing."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="board_marks", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("number"))
    gone = models.PositiveIntegerField(_("number of its erasing"), null=True, blank=True)
    shape = models.JSONField(_("shape"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    made_key = models.CharField(_("the sender's key"), max_length=64, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("mark on a board"), _("marks on boards")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_board_numbers")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"
