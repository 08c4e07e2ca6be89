"""A meeting with its agenda and answers, what happens in its room, and who was there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.once import OnceField
from meetings.enums import Coming, EventKind, Kind, Mode
from meetings.states import DONE, MeetingState
from networks.models import Edition

OPENS_BEFORE = timedelta(minutes=15)
"""The room opens a quarter of an hour before the meeting begins."""
CARRIED = "lk-"
"""How the process of a stay begins that a media server saw: a second witness, which never says who is here now."""
CLOSES_AFTER = timedelta(hours=2)
"""People may stay this long after the planned end."""


class MeetingQuerySet(models.QuerySet):
    """Adjectives of meetings."""

    def upcoming(self, now: datetime) -> MeetingQuerySet:
        """Planned ones that have not ended, nearest first."""
        return self.filter(state=MeetingState.PLANNED, ends_at__gte=now).order_by("starts_at", "pk")

    def done(self) -> MeetingQuerySet:
        """Those that took place, their minutes written or not."""
        return self.filter(state__in=DONE)

    def past(self, now: datetime) -> MeetingQuerySet:
        """All others, latest first."""
        return self.exclude(state=MeetingState.PLANNED, ends_at__gte=now).order_by("-starts_at", "-pk")

    def counted(self) -> MeetingQuerySet:
        """Those that count as meetings of the year: not cancelled (BR2)."""
        return self.exclude(state=MeetingState.CANCELLED)


class Meeting(models.Model):
    """One of the three to five meetings of a network's year (D54, BR2)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="meetings", verbose_name=_("network's year"))
    number = models.PositiveSmallIntegerField(_("number in the year"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.WORKING)
    title = models.CharField(_("topic"), max_length=160)
    description = models.TextField(_("description"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    mode = models.CharField(_("where we meet"), max_length=20, choices=Mode.choices, default=Mode.ONLINE)
    place = models.CharField(_("place"), max_length=200, blank=True)
    travel = models.CharField(_("how to get there"), max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    outside_link = models.URLField(_("link to another video tool"), max_length=400, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    last_number = models.PositiveIntegerField(_("last event of the room"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("planned by")
    )
    day_reminded_at = models.DateTimeField(_("reminded a day before"), null=True, editable=False)
    hour_reminded_at = models.DateTimeField(_("reminded an hour before"), null=True, editable=False)
    week_reminded_at = models.DateTimeField(_("told how to prepare"), null=True, editable=False)
    silent_reminded_at = models.DateTimeField(_("the silent were asked again"), null=True, editable=False)
    sign_code = models.CharField(_("code of attendance"), max_length=6, blank=True, editable=False)
    present_count = models.PositiveSmallIntegerField(
        _("how many were there, once names are forgotten"), null=True, editable=False
    )
    bring = models.CharField(_("what to bring"), max_length=500, blank=True)
    links = models.JSONField(_("what to read before"), default=list, blank=True)
    once = OnceField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("meeting"), _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="meetings_number_once"),
            models.CheckConstraint(name="meetings_in_order", condition=Q(starts_at__lt=F("ends_at"))),
        ]
        indexes = [
            models.Index(fields=["edition", "starts_at"], name="meetings_of_edition"),
            models.Index(fields=["state", "starts_at"], name="meetings_by_time"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The meeting's page."""
        return reverse("meetings:detail", kwargs={"pk": self.pk})

    @property
    def before_url(self) -> str:
        """The page on which a member prepares for it."""
        return reverse("meetings:before", kwargs={"pk": self.pk})

    @property
    def has_room(self) -> bool:
        """Whether people can meet in the room here."""
        return self.mode != Mode.ONSITE

    @property
    def has_begun(self) -> bool:
        """Whether its time has come."""
        return self.starts_at <= clock.now()

    @property
    def opens_at(self) -> datetime:
        """When the room opens."""
        return self.starts_at - OPENS_BEFORE

    @property
    def closes_at(self) -> datetime:
        """When the room closes."""
        return self.ends_at + CLOSES_AFTER

    def is_live_at(self, moment: datetime) -> bool:
        """Whether its room can be entered at `moment`."""
        return self.has_room and self.state == MeetingState.PLANNED and self.opens_at <= moment < self.closes_at


class AgendaItem(models.Model):
    """One point of a meeting's agenda."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("point"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    leader = models.CharField(_("who leads"), max_length=120, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("point of the agenda"), _("agenda")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="meetings_position_once")]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """What a member answered to the invitation."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers", verbose_name=_("meeting"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    coming = models.CharField(_("answer"), max_length=10, choices=Coming.choices)
    answered_at = models.DateTimeField(_("answered"))
    lined_at = models.DateTimeField(_("waits for a place since"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("answer to an invitation"), _("answers to invitations")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meetings_answer_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_coming_display()}"


class SignIn(models.Model):
    """A person's sign-in by the code shown where people meet; `at` is empty while only wrong codes were tried."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ins", verbose_name=_("meeting"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    tries = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    at = models.DateTimeField(_("signed in"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("sign-in by code"), _("sign-ins by code")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meetings_sign_in_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.at}"


class RoomEvent(models.Model):
    """One thing that happened in a meeting's room; numbered without gaps and never changed (WS-11)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="events", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    values = models.JSONField(_("values"), default=dict)
    made_key = models.CharField(_("the sender's key"), max_length=64, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name, verbose_name_plural = _("event in a room"), _("events in rooms")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meetings_event_number"),
            models.UniqueConstraint(
                fields=["meeting", "author", "made_key"], condition=~Q(made_key=""), name="meetings_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number} {self.kind}"


class Visit(models.Model):
    """A stay in the room, written when it begins and when it ends; `seen_at` is kept by the process that holds it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="visits", verbose_name=_("meeting"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    process = models.CharField(_("process"), max_length=32)
    joined_at = models.DateTimeField(_("came in"))
    seen_at = models.DateTimeField(_("last seen"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("stay in a room"), _("stays in rooms")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meetings_stay_in_order", condition=Q(left_at=None) | Q(left_at__gte=F("joined_at"))
            ),
            models.UniqueConstraint(
                fields=["meeting", "user", "process"], condition=Q(left_at=None), name="meetings_one_open_stay"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "user"], name="meetings_stays")]

    def __str__(self) -> str:
        return f"{self.user}: {self.joined_at}"


class Correction(models.Model):
    """The coordinator's word on who was there, over what the room counted; each change stands in the trail."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="corrections", verbose_name=_("meeting"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    was_there = models.BooleanField(_("was there"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("corrected by")
    )
    made_at = models.DateTimeField(_("corrected"))

    class Meta:
        verbose_name, verbose_name_plural = _("correction of attendance"), _("corrections of attendance")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meetings_correction_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.was_there}"
