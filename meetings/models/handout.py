"""What is handed out in a room: a link or a file, which stays on the meeting's page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from kit import clock
from meetings.models.meeting import Meeting

LONGEST_ADDRESS = 500


class Handout(models.Model):
    """One link, or one file, given to everybody in a room; `address` is empty for a file."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="handouts", verbose_name=_("meeting"))
    title = models.CharField(_("title"), max_length=200)
    address = models.URLField(_("address"), max_length=LONGEST_ADDRESS, blank=True)
    files = GenericRelation(StoredFile, content_type_field="parent_type", object_id_field="parent_id")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("handed out by")
    )
    made_at = models.DateTimeField(_("handed out"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("handout of a meeting"), _("handouts of meetings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
