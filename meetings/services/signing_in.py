"""Signing in where people meet: the coordinator shows a short code, each person types it on a phone (A11)."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from meetings import rules
from meetings.models import Meeting, SignIn
from moderation import trail

MOST_TRIES = 5
"""Wrong codes of one person at one meeting; after them the coordinator ticks the person on the list."""


def _new_code() -> str:
    return f"{secrets.randbelow(10**6):06d}"


@transaction.atomic
def show_code(*, by: Any, meeting: Meeting, renew: bool = False) -> str:
    """The code of this meeting, made when it is first shown, or a new one. Raises Refused outside the meeting."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("edition__network").get(pk=meeting.pk)
    insist(rules.may_show_code(by, held))
    if renew or not held.sign_code:
        held.sign_code = _new_code()
        held.save(update_fields=["sign_code"])
        trail.write(by=by, action="meetings.attendance.code", about=held)
    return held.sign_code


def sign_in(*, by: Any, meeting: Meeting, code: str) -> SignIn:
    """Write down that `by` is where people meet. Once signed in, a second time changes nothing.

    Raises Refused for a wrong code (which is counted), after too many of them, and outside the meeting.
    """
    with transaction.atomic():
        held = Meeting.objects.select_related("edition__network").get(pk=meeting.pk)
        insist(rules.may_sign_in(by, held))
        SignIn.objects.get_or_create(meeting=held, user=by)
        row = SignIn.objects.select_for_update().get(meeting=held, user=by)
        if row.at is not None:
            return row
        if row.tries >= MOST_TRIES:
            raise Refused(_("Too many wrong codes. Ask the coordinator to mark you on the list."))
        typed = "".join(char for char in code if char.isascii() and char.isdigit())
        if constant_time_compare(typed, held.sign_code):
            row.at = clock.now()
            row.save(update_fields=["at"])
            return row
        row.tries += 1
        row.save(update_fields=["tries"])
    # Said after the commit: a refusal must not take back the count of wrong codes.
    raise Refused(_("This is not the code of this meeting. Look at the screen and type it again."))
