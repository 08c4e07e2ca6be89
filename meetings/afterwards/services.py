"""The verbs: send what comes after a meeting, answer its three questions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from meetings.afterwards import notices, rules, selectors
from meetings.afterwards.enums import Useful, Voice
from meetings.afterwards.models import Answered, Envelope
from meetings.models import Meeting
from notifications.services import notify

ASKED_FOR = timedelta(days=21)
"""How long the questions can be answered: the weekly letter may come a week later, or after a break."""
FEWEST, STEP = 5, 3
"""From how many answers they are shown, and how many more must come before they are shown anew."""
MOST_WORDS = 300


def send_due(*, now: datetime | None = None) -> int:
    """Send the envelopes that are due, each once; gives how many."""
    now = now or clock.now()
    return sum(_send(meeting, now) for meeting in selectors.due(now))


@transaction.atomic
def _send(meeting: Meeting, now: datetime) -> bool:
    people = selectors.addressees(meeting)
    if not people:
        return False
    envelope, is_new = Envelope.objects.get_or_create(
        meeting=meeting, defaults={"sent_at": now, "closes_at": now + ASKED_FOR}
    )
    if not is_new:
        return False
    notify(
        notices.SENT,
        to=people,
        about=envelope,
        title=_("After the meeting: %(title)s") % {"title": meeting.title},
        text=_("Minutes, what was decided, files, your certificate and three short questions, in one place."),
        url=envelope.get_absolute_url(),
    )
    return True


@transaction.atomic
def answer(*, by: Any, envelope: Envelope, useful: str, voice: str, words: str = "") -> None:
    """Add one answer to the sums. Who answered is kept apart, without a time; what was answered has no owner.

    Raises Refused for who was not there, for a second answer, after the closing, and for anything but the choices.
    """
    held = Envelope.objects.select_for_update().select_related("meeting__edition__network").get(pk=envelope.pk)
    insist(rules.may_answer(by, held))
    if useful not in Useful.values or voice not in Voice.values:
        raise Refused(_("Choose one of the answers."))
    said = " ".join(words.replace("\x00", " ").split())[:MOST_WORDS]
    Answered.objects.create(envelope=held, user=by)
    counts = {name: dict(held.counts.get(name, {})) for name in ("useful", "voice")}
    for name, value in (("useful", useful), ("voice", voice)):
        counts[name][value] = counts[name].get(value, 0) + 1
    held.counts, held.answered = counts, held.answered + 1
    if said:
        held.words = sorted([*held.words, said])
    if held.answered >= FEWEST and held.answered - held.shown.get("answered", 0) >= STEP:
        held.shown = {"answered": held.answered, "counts": held.counts, "words": held.words}
    held.save(update_fields=["counts", "answered", "words", "shown"])
