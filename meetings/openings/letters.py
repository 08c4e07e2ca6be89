"""Letters to those who sign up without belonging to the network; done by the worker."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit import clock, ical
from meetings.models import Answer, Meeting
from meetings.openings import rules, selectors
from meetings.openings.models import SignUp
from meetings.passes import selectors as passes
from meetings.passes.models import ExpertPass
from meetings.states import MeetingState

SUBJECTS: dict[str, Promise | str] = {
    "signed": _("You are signed up: %(title)s"),
    "lined": _("You wait for a place: %(title)s"),
    "changed": _("The meeting has changed: %(title)s"),
    "cancelled": _("The meeting is cancelled: %(title)s"),
    "place": _("There is a place for you: %(title)s"),
    "tomorrow": _("Tomorrow or sooner: %(title)s"),
}


def _letter(name: str, subject: str, to: str, values: dict[str, Any]) -> EmailMultiAlternatives:
    title = " ".join(values["meeting"].title.split())
    values["network"] = values["meeting"].edition.network
    letter = EmailMultiAlternatives(
        subject=subject % {"title": title}, body=render_to_string(f"openings/letters/{name}.txt", values), to=[to]
    )
    letter.attach_alternative(render_to_string(f"openings/letters/{name}.html", values), "text/html")
    return letter


def _address(name: str, words: str) -> str:
    return settings.BASE_URL + reverse(name, kwargs={"words": words})


def ask(*, sign_up_id: int) -> None:
    """Ask the reader of the address to confirm a sign-up, while it can be."""
    found = SignUp.objects.select_related("meeting__edition__network__county", "meeting__opening")
    asked = found.filter(pk=sign_up_id).first()
    if asked is None or not asked.waits_at(clock.now()) or not rules.may_sign_up(asked.meeting.opening):
        return
    with translation.override(settings.LANGUAGE_CODE):
        link = _address("openings:confirm", selectors.signed(asked))
        values = {"asked": asked, "meeting": asked.meeting, "link": link}
        letter = _letter("confirm", str(_("Confirm that you come: %(title)s")), asked.email, values)
    letter.send()


def write(*, pass_id: int, what: str) -> None:
    """Write to one person who signed up what is told of the meeting, with an entry for calendars where it helps.

    Who waits for a place is not reminded of the day, and gets the entry with the place.
    """
    found = ExpertPass.objects.select_related("meeting__edition__network__county", "meeting__opening", "guest")
    held = found.filter(pk=pass_id, revoked_at=None).first()
    if held is None or not _is_timely(held.meeting, what):
        return
    given = Answer.objects.filter(meeting=held.meeting_id, user=held.guest_id).first()
    is_lined = given is not None and given.lined_at is not None
    if is_lined and what in ("tomorrow", "place"):
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = passes.signed(held)
        values = {
            "held": held,
            "meeting": held.meeting,
            "what": "lined" if is_lined and what == "signed" else what,
            "is_lined": is_lined,
            "link": _address("passes:open", words),
            "out": _address("openings:withdraw", words) if rules.may_withdraw(held) else "",
        }
        letter = _letter("visit", str(SUBJECTS[str(values["what"])]), held.email, values)
        if not is_lined:
            method, content = _invitation(held)
            letter.attach("spotkanie.ics", content, f"text/calendar; charset=utf-8; method={method}")
    letter.send()
    ExpertPass.objects.filter(pk=pass_id, sent_at=None).update(sent_at=clock.now())


def _is_timely(meeting: Meeting, what: str) -> bool:
    if meeting.state == MeetingState.CANCELLED or what == "cancelled":
        return meeting.state == MeetingState.CANCELLED and what == "cancelled"
    return meeting.state == MeetingState.PLANNED and meeting.ends_at > clock.now()


def _invitation(held: ExpertPass) -> tuple[str, bytes]:
    entry = selectors.entry(held.meeting.opening, settings.BASE_URL)
    return ical.invitation(entry, name=held.name, email=held.email, partstat="ACCEPTED")
