"""Recording of a meeting: what was said about it beforehand, who agreed, and what became of each recording."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.models import StoredFile
from kit import clock
from meetings.models.meeting import Meeting

LONGEST_PURPOSE = 300


class RecordingTerms(models.Model):
    """What the coordinator said of recording a meeting. Never changed: other terms are a new version.

    The newest version holds; without a purpose it says that the meeting is not recorded.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="recording_terms", verbose_name=_("meeting"))
    version = models.PositiveSmallIntegerField(_("version"))
    purpose = models.CharField(_("what for"), max_length=LONGEST_PURPOSE, blank=True)
    days = models.PositiveSmallIntegerField(_("days for which it is kept"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("said by")
    )
    made_at = models.DateTimeField(_("said"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("terms of recording"), _("terms of recordings")
        ordering = ["meeting", "version"]
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="meetings_terms_version")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.version}"


class RecordingConsent(models.Model):
    """What one person answered to one version of the terms, read in one wording of the page; both times are kept."""

    terms = models.ForeignKey(RecordingTerms, models.CASCADE, related_name="consents", verbose_name=_("terms"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    is_given = models.BooleanField(_("agrees to be recorded"))
    wording = models.PositiveSmallIntegerField(_("wording that was read"))
    answered_at = models.DateTimeField(_("answered"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("consent to be recorded"), _("consents to be recorded")
        constraints = [models.UniqueConstraint(fields=["terms", "user"], name="meetings_consent_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.is_given}"


class RecordingState(models.TextChoices):
    """How far a recording is."""

    STARTING = "starting", pgettext_lazy("recording", "is being started")
    RUNNING = "running", pgettext_lazy("recording", "runs")
    ENDING = "ending", pgettext_lazy("recording", "is being ended")
    ARRIVING = "arriving", pgettext_lazy("recording", "its file is on its way")
    KEPT = "kept", pgettext_lazy("recording", "kept")
    FAILED = "failed", pgettext_lazy("recording", "did not succeed")
    DELETED = "deleted", pgettext_lazy("recording", "deleted")


GOING_ON = (RecordingState.STARTING, RecordingState.RUNNING, RecordingState.ENDING)


class WhyDeleted(models.TextChoices):
    """Why a recording was deleted."""

    TERM = "term", _("its time was over")
    COORDINATOR = "coordinator", _("the coordinator's decision")


class Recording(models.Model):
    """One recording. Once it is deleted the row stays as the proof: number, size, digest, dates, and nothing of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="recordings", verbose_name=_("meeting"))
    terms = models.ForeignKey(RecordingTerms, models.CASCADE, related_name="+", verbose_name=_("terms"))
    state = models.CharField(_("state"), max_length=10, choices=RecordingState.choices, default=RecordingState.STARTING)
    name = models.CharField(_("name of the file"), max_length=80)
    egress = models.CharField(_("number at the media server"), max_length=64, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("started by")
    )
    asked_at = models.DateTimeField(_("asked for"))
    started_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    files = GenericRelation(StoredFile, content_type_field="parent_type", object_id_field="parent_id")
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)
    deleted_why = models.CharField(_("why"), max_length=12, choices=WhyDeleted.choices, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deleted by")
    )
    seen_gone_at = models.DateTimeField(_("its bytes were looked for and not found"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("recording"), _("recordings")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state__in=GOING_ON), name="meetings_one_recording_at_once"
            )
        ]
        indexes = [models.Index(fields=["state", "keep_until"], name="meetings_kept_until")]

    def __str__(self) -> str:
        return self.name
