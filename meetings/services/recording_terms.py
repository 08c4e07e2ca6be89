"""Terms of recording, said before anybody comes in, and what each person answers to them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock
from kit.verdicts import Refused
from meetings import broadcasts, notices, selectors
from meetings.enums import EventKind
from meetings.models import GOING_ON, Meeting, Recording, RecordingConsent, RecordingState, RecordingTerms
from meetings.models.recording import LONGEST_PURPOSE
from meetings.services.events import alone, write
from meetings.services.room import plain
from moderation import trail
from notifications.services import notify

USUAL_DAYS = 30
WORDING = 1
"""Grows whenever the sentences on the page of consent change in meaning; each answer keeps the one that was read."""


# --- said beforehand


def wrong_terms(*, purpose: str, days: Any) -> dict[str, str]:
    """What is wrong with terms of recording, field by field; nothing when they may stand."""
    wrong: dict[str, str] = {}
    if not plain(purpose):
        wrong["record_purpose"] = _("Say what the recording is for; everybody reads it before they come in.")
    elif len(plain(purpose)) > LONGEST_PURPOSE:
        wrong["record_purpose"] = _("The purpose can have 300 characters at most.")
    most = settings.RECORDING_MOST_DAYS
    is_number = isinstance(days, int) and not isinstance(days, bool)
    if not is_number or not 1 <= days <= most:
        sentence = ngettext(
            "A recording is kept for %(most)s day at most, and at least for one.",
            "A recording is kept for %(most)s days at most, and at least for one.",
            most,
        )
        wrong["record_days"] = sentence % {"most": most}
    return wrong


def say_terms(*, by: Any, meeting: Meeting, terms: dict[str, Any] | None, is_new: bool) -> RecordingTerms | None:
    """Say on what terms the meeting is recorded, or with None that it is not; in the caller's transaction.

    The caller has asked whether `by` may plan or change the meeting. Raises Refused where the site cannot record, for
    terms that cannot stand, and when a meeting whose room is open already would be recorded on terms nobody read.
    """
    if not selectors.may_be_offered():
        if terms is not None:
            raise Refused(_("This site does not record meetings."))
        return None
    before = selectors.terms_of(meeting)
    wanted = ("", 0)
    if terms is not None:
        for sentence in wrong_terms(purpose=terms["purpose"], days=terms["days"]).values():
            raise Refused(sentence)
        wanted = (plain(terms["purpose"]), terms["days"])
    if wanted == ((before.purpose, before.days) if before is not None else ("", 0)):
        return before
    if terms is not None and not meeting.has_room:
        raise Refused(_("This meeting takes place on site; there is no room to record."))
    if terms is not None and not is_new and clock.now() >= meeting.opens_at:
        raise Refused(_("The room is open already. Say that a meeting is recorded before anybody comes in."))
    if terms is None and selectors.going_on(meeting) is not None:
        raise Refused(_("The meeting is being recorded now. End the recording in the room first."))
    last = RecordingTerms.objects.filter(meeting=meeting).order_by("-version").first()
    version = last.version + 1 if last is not None else 1
    said = RecordingTerms.objects.create(
        meeting=meeting, version=version, purpose=wanted[0], days=wanted[1], made_by=by
    )
    values = {"version": version, "is_recorded": bool(wanted[0]), "days": wanted[1]}
    trail.write(by=by, action="meetings.recording.terms", about=meeting, values=values)
    return said


# --- agreed to


@transaction.atomic
def consent(*, by: Any, meeting_id: int, version: Any, agrees: bool) -> RecordingConsent:
    """Keep what a person answers to the terms that were read. Without agreeing the person listens and writes.

    Taking the agreement back takes the person off the stage, and tells those who steer when there is a recording.
    Raises NotThere as `selectors.asked_of`, Refused when the terms are others by now.
    """
    selectors.asked_of(by, meeting_id)
    meeting = alone(meeting_id)
    asked = selectors.asked_of(by, meeting_id)  # the terms as nobody changes them now
    if str(asked.terms.version) != str(version):
        raise Refused(_("What was said about the recording has changed. Read it again and answer."))
    now = clock.now()
    found = RecordingConsent.objects.filter(terms=asked.terms, user=by).first()
    if found is None:
        kept = {"is_given": agrees, "wording": WORDING, "answered_at": now}
        return RecordingConsent.objects.create(terms=asked.terms, user=by, **kept)
    agreed_before = found.is_given and found.withdrawn_at is None
    if agrees == agreed_before:
        return found
    if agrees:
        found.is_given, found.answered_at, found.withdrawn_at, found.wording = True, now, None, WORDING
    else:
        found.withdrawn_at = now
    found.save()
    if not agrees:
        _withdrawn(by, meeting)
    return found


def _withdrawn(by: Any, meeting: Meeting) -> None:
    stage = selectors.room_state_of(meeting.pk)["stage"]
    if any(one["person"] == str(by.pk) for one in stage):
        write(meeting, EventKind.STAGE_OFF, by=by, values={"person": by.pk, "by": by.pk})
        transaction.on_commit(partial(broadcasts.room_touched, meeting_id=meeting.pk), robust=True)
    trail.write(by=by, action="meetings.recording.withdraw", about=meeting)
    tell_withdrawn(meeting, by)


def tell_withdrawn(meeting: Meeting, person: Any) -> None:
    """Tell those who steer that a person does not agree any more to a recording there is."""
    there = (*GOING_ON, RecordingState.ARRIVING, RecordingState.KEPT)
    if Recording.objects.filter(meeting=meeting, state__in=there).exists():
        notify(
            notices.CONSENT_WITHDRAWN,
            to=selectors.steering(meeting),
            about=meeting,
            title=_("Consent to the recording was withdrawn: %(name)s") % {"name": person},
            text=_("You can delete the recording at once on the meeting's page: %(title)s.") % {"title": meeting.title},
            url=f"{meeting.get_absolute_url()}#recording",
        )
