"""A question to the members of a network: which of these moments suits you."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.once import OnceField
from meetings.datepolls.states import Fits, PollState
from meetings.enums import Kind, Mode
from meetings.models import Meeting
from networks.models import Edition

FEWEST, MOST = 2, 12
"""Moments of one poll: fewer leave no choice, more nobody reads on a phone."""


class DatePoll(models.Model):
    """Asks for a date of a meeting that is not planned yet; its end makes the meeting (D35)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="date_polls", verbose_name=_("network's year"))
    title = models.CharField(_("topic"), max_length=160)
    text = models.TextField(_("a word to members"), max_length=1000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.WORKING)
    agenda = models.CharField(_("ready agenda"), max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(_("how many minutes"), default=90)
    mode = models.CharField(_("where we meet"), max_length=20, choices=Mode.choices, default=Mode.ONLINE)
    place = models.CharField(_("place"), max_length=200, blank=True)
    until_on = models.DateField(_("answers until"))
    state = models.CharField(_("state"), max_length=20, choices=PollState.choices, default=PollState.OPEN)
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="date_poll", verbose_name=_("meeting")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("the silent were reminded"), null=True, editable=False)
    due_told_at = models.DateTimeField(_("the coordinator was told that the time is over"), null=True, editable=False)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("date poll"), _("date polls")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="datepolls_meeting_when_closed", condition=Q(meeting=None) | Q(state=PollState.CLOSED)
            )
        ]
        indexes = [models.Index(fields=["state", "until_on"], name="datepolls_by_deadline")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The poll's page."""
        return reverse("datepolls:poll", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether it still asks; its time may be over all the same."""
        return self.state == PollState.OPEN

    @property
    def closes_at(self) -> datetime:
        """The last moment for answers: the end of the last day."""
        return clock.end_of(self.until_on)

    @property
    def length(self) -> timedelta:
        """How long the meeting is to be."""
        return timedelta(minutes=self.minutes)


class Moment(models.Model):
    """One of the moments a poll asks about."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="moments", verbose_name=_("date poll"))
    starts_at = models.DateTimeField(_("begins"))

    class Meta:
        verbose_name, verbose_name_plural = _("proposed moment"), _("proposed moments")
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="datepolls_moment_once")]

    def __str__(self) -> str:
        return str(self.starts_at)

    @property
    def ends_at(self) -> datetime:
        """When a meeting begun then would end."""
        return self.starts_at + self.poll.length


class Say(models.Model):
    """What one person said about one moment."""

    moment = models.ForeignKey(Moment, models.CASCADE, related_name="said", verbose_name=_("proposed moment"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    fits = models.CharField(_("answer"), max_length=10, choices=Fits.choices)
    said_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name, verbose_name_plural = _("answer about a moment"), _("answers about moments")
        ordering = [F("said_at").asc(), "pk"]
        constraints = [models.UniqueConstraint(fields=["moment", "user"], name="datepolls_say_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_fits_display()}"
