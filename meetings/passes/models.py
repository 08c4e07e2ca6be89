"""A personal pass of an expert to one meeting and its materials."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from meetings.models import Meeting
from meetings.states import MeetingState

LASTS = 7
"""Days after the meeting for which the materials can still be read (AC-10)."""
MOST = 20
"""Experts' passes to one meeting; how many sign up for an open one, its places say."""


def new_secret() -> str:
    """Changed with every new letter, so that the links before lead nowhere."""
    return secrets.token_urlsafe(12)


class ExpertPass(models.Model):
    """Lets one person into one meeting, without an account, until some days after it.

    `guest` is the author behind what the person says in the room: the person's account, or a row nobody can sign in
    with (never active, no password, an address nobody owns).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="expert_passes", verbose_name=_("meeting"))
    name = models.CharField(_("first and last name"), max_length=160)
    email = models.EmailField(_("e-mail"))
    guest = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="expert_passes", verbose_name=_("person in the room")
    )
    secret = models.CharField(max_length=32, default=new_secret, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued"))
    sent_at = models.DateTimeField(_("letter sent"), null=True, blank=True)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    is_visitor = models.BooleanField(_("of somebody who signed up for an open meeting"), default=False)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("expert's pass"), _("experts' passes")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="passes_address_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.meeting}"

    @property
    def expires_at(self) -> datetime:
        """The end of the pass; it moves with the meeting."""
        return self.meeting.ends_at + timedelta(days=LASTS)

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether it opens anything at `moment`; server time decides, no job has to run (AC-10)."""
        return self.revoked_at is None and self.meeting.state != MeetingState.CANCELLED and moment < self.expires_at
