"""What was written of a meeting: its minutes, its decisions, what members would put right (A11)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from kit import clock
from kit.once import OnceField
from meetings.models.meeting import Meeting
from meetings.states import MinutesState


class Minutes(models.Model):
    """Short minutes: a few words on the whole, a text for each point of the agenda, questions left open.

    `texts` is a list of {"title", "text"} in the agenda's order, its titles as they stood; plain text throughout.
    `version` grows with every saving (CO-03).
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes", verbose_name=_("meeting"))
    state = models.CharField(_("state"), max_length=20, choices=MinutesState.choices, default=MinutesState.DRAFT)
    summary = models.TextField(_("in short"), max_length=10_000, blank=True)
    texts = models.JSONField(_("point by point"), default=list, blank=True)
    questions = models.TextField(_("questions left open"), max_length=5_000, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    published_at = models.DateTimeField(_("given to members"), null=True, blank=True)
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True)
    files = GenericRelation(StoredFile, content_type_field="parent_type", object_id_field="parent_id")

    class Meta:
        verbose_name, verbose_name_plural = _("minutes of a meeting"), _("minutes of meetings")

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        """Their page."""
        return reverse("meetings:minutes", kwargs={"pk": self.meeting_id})

    @property
    def is_written(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.summary.strip() or any(part["text"].strip() for part in self.texts))

    @property
    def is_published(self) -> bool:
        """Whether members read them."""
        return self.state == MinutesState.PUBLISHED


class Decision(models.Model):
    """What was decided at a meeting: what, who, until when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("what was decided"), max_length=500)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
    )
    for_all = models.BooleanField(_("everybody does it"), default=False)
    until_on = models.DateField(_("until when"), null=True, blank=True)
    created_at = models.DateTimeField(_("written down"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("decision"), _("decisions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its place in the minutes."""
        return f"{reverse('meetings:minutes', kwargs={'pk': self.meeting_id})}#decyzja-{self.pk}"


class Remark(models.Model):
    """What a member would put right in published minutes, and what came of it."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="remarks", verbose_name=_("minutes of a meeting"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    text = models.TextField(_("what to put right"), max_length=2000)
    made_at = models.DateTimeField(_("said"), default=clock.now)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("remark on minutes"), _("remarks on minutes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]
