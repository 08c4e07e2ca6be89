"""Who may do what with meetings. Each single check has its queryset twin; a property test keeps them equal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from meetings.enums import Mode
from meetings.models import (
    CLOSES_AFTER,
    OPENS_BEFORE,
    Deck,
    Handout,
    Meeting,
    Minutes,
    Recording,
    RecordingState,
)
from meetings.states import DONE, MeetingState, MinutesState
from networks import rules as networks
from networks.models import Edition, Membership, Network
from networks.states import OPEN_STATES

NOT_STEERING = _("Only the network's coordinator can do this.")


def standing_in(user: Any, meeting: Meeting) -> Membership | None:
    """The membership through which `user` takes part in the network of this meeting now."""
    return networks.standing(user, meeting.edition.network)


def readable_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings of the networks `user` belongs to now (quality 3.4: nobody outside learns that they exist)."""
    return Meeting.objects.filter(edition__network__in=networks.enterable_networks(user))


def may_read(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may see the meeting."""
    return networks.may_enter(user, meeting.edition.network)


def may_plan(user: Any, network: Network) -> Verdict:
    """Whether `user` may plan meetings of the network (D35): its coordinator, while the year is open (AC-19)."""
    return may_plan_as(networks.standing(user, network))


def may_plan_as(here: Membership | None) -> Verdict:
    """The same for a membership already at hand."""
    if here is None or here.role not in networks.STEERING:
        return refusal(NOT_STEERING)
    if not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def _may_steer(user: Any, meeting: Meeting) -> Verdict:
    here = standing_in(user, meeting)
    if here is None or here.role not in networks.STEERING:
        return refusal(NOT_STEERING)
    if here.edition_id != meeting.edition_id or not here.edition.is_open:
        return refusal(_("This network's year is closed; its meetings can only be read."))
    return ALLOWED


def changeable_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings `user` may change or cancel."""
    steered = networks.memberships_of(user).filter(role__in=networks.STEERING, edition__state__in=OPEN_STATES)
    return Meeting.objects.filter(state=MeetingState.PLANNED, edition__in=steered.values("edition"))


def may_change(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may change or cancel the meeting: the coordinator, while it is planned."""
    verdict = _may_steer(user, meeting)
    if not verdict:
        return verdict
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("This meeting is cancelled. Plan a new one."))
    if meeting.state in DONE:
        return refusal(_("This meeting has been held; it stays as it was."))
    return ALLOWED


def may_close(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may mark the meeting as held: once it has begun."""
    verdict = may_change(user, meeting)
    if verdict and (now or clock.now()) < meeting.starts_at:
        return refusal(_("This meeting has not begun yet."))
    return verdict


def may_count(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may see and correct attendance: the coordinator, once the meeting has begun."""
    verdict = _may_steer(user, meeting)
    if not verdict:
        return verdict
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("This meeting is cancelled; nobody was there."))
    if (now or clock.now()) < meeting.starts_at:
        return refusal(_("This meeting has not begun yet."))
    return ALLOWED


def may_show_code(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may show the code of attendance: who steers, from a quarter of an hour before until the end."""
    verdict = _may_steer(user, meeting)
    return _takes_place(meeting, now) if verdict else verdict


def may_sign_in(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may sign in by the code: a person of the year, during the meeting, once a code is shown."""
    here = standing_in(user, meeting)
    if here is None or here.edition_id != meeting.edition_id:
        return refusal(_("Only people of the network sign in here."))
    verdict = _takes_place(meeting, now)
    if verdict and not meeting.sign_code:
        return refusal(_("The coordinator has not shown a code yet."))
    return verdict


def _takes_place(meeting: Meeting, now: datetime | None = None) -> Verdict:
    now = now or clock.now()
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("This meeting is cancelled."))
    if now < meeting.opens_at:
        return refusal(_("Signing in begins 15 minutes before the meeting."))
    if now >= meeting.ends_at:
        return refusal(_("The meeting has ended; the coordinator marks on the list who was there."))
    return ALLOWED


def may_print_list(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may print the list of attendance: who steers the network, to be signed before and kept after."""
    verdict = networks.may_steer(user, meeting.edition.network)
    if verdict and meeting.state == MeetingState.CANCELLED:
        return refusal(_("This meeting is cancelled; nobody was there."))
    return verdict


def may_certify(user: Any, edition: Edition, number: int) -> Verdict:
    """Whether `user` may print what a person took part in: the person's own, or of people of a network one steers.

    The year is one `user` may read; whether there is anything to certify, the meetings say.
    """
    if user.is_authenticated and user.pk == number:
        return ALLOWED
    return networks.may_steer(user, edition.network)


def may_answer(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may say if they are coming."""
    here = standing_in(user, meeting)
    if here is None or here.edition_id != meeting.edition_id:
        return refusal(_("Only members of the network answer this invitation."))
    if not here.edition.is_open:
        return refusal(_("This network's year is closed; its meetings can only be read."))
    if meeting.state != MeetingState.PLANNED or meeting.ends_at <= (now or clock.now()):
        return refusal(_("This meeting is over or cancelled; there is nothing to answer."))
    return ALLOWED


def enterable_rooms(user: Any, now: datetime | None = None) -> QuerySet[Meeting]:
    """Meetings whose room `user` may enter now."""
    now = now or clock.now()
    return (
        Meeting.objects.filter(edition__in=networks.memberships_of(user).values("edition"))
        .filter(edition__state__in=OPEN_STATES)
        .filter(state=MeetingState.PLANNED, starts_at__lte=now + OPENS_BEFORE, ends_at__gt=now - CLOSES_AFTER)
        .exclude(mode=Mode.ONSITE)
        .order_by(F("starts_at").asc())
    )


def may_enter_room(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may be in the room now: a member of the year, from 15 minutes before until it closes."""
    here = standing_in(user, meeting)
    if here is None or here.edition_id != meeting.edition_id:
        return refusal(_("The room is for members of the network."))
    if not here.edition.is_open:
        return refusal(_("This network's year is closed; its meetings can only be read."))
    return room_is_open(meeting, now)


def room_is_open(meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether the room can be entered now by those who have a place in it."""
    now = now or clock.now()
    if not meeting.has_room:
        return refusal(_("This meeting takes place on site; it has no room here."))
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("This meeting is cancelled."))
    if meeting.state in DONE or now >= meeting.closes_at:
        return refusal(_("This meeting is over; its room is closed."))
    if now < meeting.opens_at:
        return refusal(_("The room opens 15 minutes before the meeting."))
    return ALLOWED


def may_read_deck(user: Any, deck: Deck) -> Verdict:
    """Whether `user` may have the file of slides itself: who brought it while in the network, and who steers.

    Pages of what is shown have a door of their own, for whoever is in the room (selectors.page_for).
    """
    verdict = networks.may_steer(user, deck.meeting.edition.network)
    return may_read(user, deck.meeting) if not verdict and deck.made_by_id == user.pk else verdict


def may_read_handout(user: Any, handout: Handout) -> Verdict:
    """Whether `user` may have what was handed out: whoever may read the meeting.

    Guests get files only while they are in the room (selectors.handed_file).
    """
    return may_read(user, handout.meeting)


# --- recordings


def may_read_recordings(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may have recordings of the meeting: people of its year, and who steers the network. No guests."""
    verdict = may_read(user, meeting)
    if not verdict or networks.may_steer(user, meeting.edition.network):
        return verdict
    if networks.memberships_of(user).filter(edition=meeting.edition_id).exists():
        return ALLOWED
    return refusal(_("The recording is for those who were invited to the meeting."))


def may_read_recording(user: Any, recording: Recording) -> Verdict:
    """Whether `user` may have the file of a recording, once it is kept."""
    if recording.state != RecordingState.KEPT:
        return refusal(_("This recording is not kept."))
    return may_read_recordings(user, recording.meeting)


def may_delete_recording(user: Any, recording: Recording) -> Verdict:
    """Whether `user` may delete a recording before its day: who steers the network, also in a closed year."""
    verdict = networks.may_steer(user, recording.meeting.edition.network)
    if verdict and recording.state != RecordingState.KEPT:
        return refusal(_("This recording is not kept."))
    return verdict


# --- minutes


def readable_minutes(user: Any) -> QuerySet[Minutes]:
    """Minutes `user` may read: published ones of own networks, drafts for those who steer."""
    readable = Minutes.objects.filter(meeting__in=readable_meetings(user))
    steered = networks.steerable_networks(user)
    return readable.filter(Q(state=MinutesState.PUBLISHED) | Q(meeting__edition__network__in=steered))


def may_read_minutes(user: Any, minutes: Minutes) -> Verdict:
    """Whether `user` may read the minutes."""
    if minutes.state == MinutesState.PUBLISHED:
        return may_read(user, minutes.meeting)
    return networks.may_steer(user, minutes.meeting.edition.network)


def minutable_meetings(user: Any, now: datetime | None = None) -> QuerySet[Meeting]:
    """Meetings whose minutes `user` may write."""
    steered = networks.memberships_of(user).filter(role__in=networks.STEERING, edition__state__in=OPEN_STATES)
    begun = Meeting.objects.filter(starts_at__lte=now or clock.now()).exclude(state=MeetingState.CANCELLED)
    return begun.filter(edition__in=steered.values("edition"))


def may_write_minutes(user: Any, meeting: Meeting, now: datetime | None = None) -> Verdict:
    """Whether `user` may write the minutes: who steers, from the moment the meeting begins (A11)."""
    verdict = _may_steer(user, meeting)
    if not verdict:
        return verdict
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("This meeting is cancelled; there is nothing to write of it."))
    if (now or clock.now()) < meeting.starts_at:
        return refusal(_("This meeting has not begun yet."))
    return ALLOWED


def may_remark(user: Any, minutes: Minutes) -> Verdict:
    """Whether `user` may say what to put right in the minutes: a member, once they are published, in an open year."""
    if not minutes.is_published:
        return refusal(_("These minutes are not given to members yet."))
    return networks.may_write(user, minutes.meeting.edition.network)
