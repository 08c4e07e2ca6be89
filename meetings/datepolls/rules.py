"""Who may ask for a date, answer, and end the asking. Single checks and querysets are twins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from meetings import rules as meetings
from meetings.datepolls.models import DatePoll
from meetings.datepolls.states import PollState
from networks import rules as networks
from networks.models import Membership
from networks.states import OPEN_STATES


def readable_polls(user: Any) -> QuerySet[DatePoll]:
    """Polls of the networks `user` belongs to now."""
    return DatePoll.objects.filter(edition__network__in=networks.enterable_networks(user))


def may_read(user: Any, poll: DatePoll) -> Verdict:
    """Whether `user` may see the poll and what the others said."""
    return networks.may_enter(user, poll.edition.network)


def may_ask_as(here: Membership | None) -> Verdict:
    """Whether the place `here` lets ask for a date: whoever may plan meetings (D35)."""
    return meetings.may_plan_as(here)


def answerable_polls(user: Any, now: datetime | None = None) -> QuerySet[DatePoll]:
    """Polls in which `user` may say what suits."""
    day = timezone.localdate(now or clock.now())
    mine = networks.memberships_of(user).filter(edition__state__in=OPEN_STATES)
    return DatePoll.objects.filter(state=PollState.OPEN, until_on__gte=day, edition__in=mine.values("edition"))


def may_answer(user: Any, poll: DatePoll, now: datetime | None = None) -> Verdict:
    """Whether `user` may say what suits: everybody with a place in the year, until the last day is over."""
    here = networks.standing(user, poll.edition.network)
    if here is None or here.edition_id != poll.edition_id:
        return refusal(_("Only members of the network answer here."))
    if not here.edition.is_open:
        return refusal(_("This network's year is closed; its meetings can only be read."))
    if poll.state != PollState.OPEN:
        return refusal(_("This poll has ended; nothing can be answered any more."))
    if (now or clock.now()) > poll.closes_at:
        return refusal(_("The time for answers is over. The coordinator now chooses the date."))
    return ALLOWED


def endable_polls(user: Any) -> QuerySet[DatePoll]:
    """Polls `user` may end, change or withdraw."""
    steered = networks.memberships_of(user).filter(role__in=networks.STEERING, edition__state__in=OPEN_STATES)
    return DatePoll.objects.filter(state=PollState.OPEN, edition__in=steered.values("edition"))


def may_end(user: Any, poll: DatePoll) -> Verdict:
    """Whether `user` may choose the date, change the poll or withdraw it: who steers, while it asks."""
    here = networks.standing(user, poll.edition.network)
    if here is None or here.role not in networks.STEERING:
        return refusal(meetings.NOT_STEERING)
    if here.edition_id != poll.edition_id or not here.edition.is_open:
        return refusal(_("This network's year is closed; its meetings can only be read."))
    if poll.state != PollState.OPEN:
        return refusal(_("This poll has ended already."))
    return ALLOWED
