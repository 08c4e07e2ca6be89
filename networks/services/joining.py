"""Coming and going: asking for a place, answering, leaving, suspending, removing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks import notices, rules
from networks.enums import JoinPolicy, Role
from networks.models import Edition, Invitation, Membership
from networks.services.seats import departed, holds_seat
from networks.services.waiting import free_seat, seat_or_line
from networks.states import MEMBERSHIP_NEXT, MembershipState
from notifications.services import notify


def steering_people(edition: Edition) -> list[Any]:
    """Coordinators and deputies of the year, as people."""
    held = edition.memberships.active().filter(role__in=rules.STEERING).select_related("user")
    return [one.user for one in held]


def _members_page(edition: Edition) -> str:
    return reverse("networks:members", kwargs={"slug": edition.network.slug})


@transaction.atomic
def join(*, by: Any, edition: Edition, motivation: str = "") -> Membership:
    """Take a place in an open network, or ask the coordinator for one.

    Where all places are taken one stands in line. A person who was removed or refused before always asks.
    Raises Refused by rules.may_join, and when the network's question is not answered.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    insist(rules.may_join(by, edition))
    held = Membership.objects.filter(edition=edition, user=by).first()
    must_ask = held is not None and held.state in (MembershipState.REMOVED, MembershipState.REFUSED)
    if edition.network.join_policy == JoinPolicy.OPEN and not must_ask:
        return come_in(by=by, edition=edition, motivation=motivation)
    if edition.network.question and not motivation.strip():
        raise Refused(_("Answer the network's question, so that the coordinator can decide."))
    return _ask(by=by, edition=edition, motivation=motivation)


def come_in(*, by: Any, edition: Edition, motivation: str | None = None) -> Membership:
    """Give `by` a place, or the last one in the line; those who steer are told of an arrival."""
    place = seat_or_line(edition=edition, user=by, motivation=motivation)
    if place.state == MembershipState.ACTIVE:
        _tell_of_arrival(edition=edition, user=by)
        trail.write(by=by, action="networks.membership.join", about=place)
    return place


def _ask(*, by: Any, edition: Edition, motivation: str) -> Membership:
    values = {
        "state": MembershipState.REQUESTED,
        "role": Role.MEMBER,
        "motivation": motivation,
        "asked_at": clock.now(),
        "ends_on": None,
        "reason": "",
    }
    place, _made = Membership.objects.update_or_create(edition=edition, user=by, defaults=values)
    trail.write(by=by, action="networks.membership.ask", about=place)
    notify(
        notices.REQUESTED,
        to=steering_people(edition),
        by=by,
        about=edition.network,
        title=_("%(person)s asks to join “%(network)s”") % {"person": by.get_full_name(), "network": edition.network},
        text=motivation,
        url=_members_page(edition),
    )
    return place


def ask_by_link(*, by: Any, edition: Edition) -> Membership:
    """Ask the coordinator, for a person whose link may not open the door by itself."""
    return _ask(by=by, edition=edition, motivation="")


def _tell_of_arrival(*, edition: Edition, user: Any) -> None:
    notify(
        notices.JOINED,
        to=steering_people(edition),
        by=user,
        about=edition.network,
        title=_("%(person)s joined “%(network)s”") % {"person": user.get_full_name(), "network": edition.network},
        url=_members_page(edition),
    )


def _move(membership: Membership, state: str, **values: Any) -> Membership:
    """Change the state from the one it is in, in one conditional write; the loser of a race is told (CO-07)."""
    if state not in MEMBERSHIP_NEXT[membership.state]:
        raise Refused(_("This was already decided. Look at the list again."))
    won = Membership.objects.filter(pk=membership.pk, state=membership.state).update(state=state, **values)
    if not won:
        raise Refused(_("This was already decided. Look at the list again."))
    membership.refresh_from_db()
    return membership


def _fresh(membership: Membership) -> Membership:
    """The membership as it is now, its year held until the end of the transaction."""
    Edition.objects.select_for_update().get(pk=membership.edition_id)
    return Membership.objects.select_related("edition__network", "user").get(pk=membership.pk)


@transaction.atomic
def accept_request(*, by: Any, membership: Membership) -> Membership:
    """Let in a person who asked, or put the person in line while no place is free.

    Raises Refused when the request is gone.
    """
    membership = _fresh(membership)
    insist(rules.may_steer(by, membership.edition.network))
    if membership.state != MembershipState.REQUESTED:
        raise Refused(_("This was already decided. Look at the list again."))
    place = seat_or_line(edition=membership.edition, user=membership.user)
    trail.write(by=by, action="networks.membership.accept", about=place, values={"state": place.state})
    network = membership.edition.network
    waits = place.state == MembershipState.WAITING
    title = (
        _("You are accepted to “%(network)s” and wait for a place") if waits else _("You now belong to “%(network)s”")
    )
    notify(
        notices.ANSWERED,
        to=[place.user],
        by=by,
        about=network,
        title=title % {"network": network},
        text=_("All places are taken now. You will be told when one is free.") if waits else "",
        url=reverse("networks:card", kwargs={"slug": network.slug}) if waits else network.get_absolute_url(),
    )
    return place


@transaction.atomic
def refuse_request(*, by: Any, membership: Membership, reason: str) -> Membership:
    """Refuse a person who asked or stands in line, with words for that person."""
    membership = _fresh(membership)
    insist(rules.may_steer(by, membership.edition.network))
    if membership.state not in (MembershipState.REQUESTED, MembershipState.WAITING):
        raise Refused(_("This was already decided. Look at the list again."))
    _insist_on_words(reason)
    place = _move(membership, MembershipState.REFUSED, reason=reason, ended_at=clock.now())
    trail.write(by=by, action="networks.membership.refuse", about=place)
    _tell_person(
        by=by,
        membership=place,
        kind=notices.ANSWERED,
        title=_("Your request to join “%(network)s” was refused") % {"network": place.edition.network},
        text=reason,
    )
    return place


@transaction.atomic
def withdraw_request(*, by: Any, edition: Edition) -> None:
    """Take back one's own request, or leave the line."""
    asking = (MembershipState.REQUESTED, MembershipState.WAITING)
    held = Membership.objects.filter(edition=edition, user=by, state__in=asking).first()
    if held is None:
        raise Refused(_("There is no request of yours here."))
    _move(held, MembershipState.LEFT, ended_at=clock.now(), lined_at=None)
    trail.write(by=by, action="networks.membership.withdraw", about=held)


@transaction.atomic
def leave(*, by: Any, edition: Edition) -> None:
    """Leave the network; the place becomes free. Raises Refused for the last coordinator (AC-08)."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    insist(rules.may_leave(by, edition))
    held = Membership.objects.select_related("edition__network", "user").get(edition=edition, user=by)
    kept_seat = holds_seat(held)
    _move(held, MembershipState.LEFT, ended_at=clock.now(), role=_plain(held))
    if kept_seat:
        free_seat(edition)
    departed(held)
    trail.write(by=by, action="networks.membership.leave", about=held)
    notify(
        notices.GONE,
        to=steering_people(edition),
        by=by,
        about=edition.network,
        title=_("%(person)s left “%(network)s”") % {"person": by.get_full_name(), "network": edition.network},
        url=_members_page(edition),
    )


def _plain(membership: Membership) -> str:
    """The role somebody keeps after leaving: who comes back does not come back as a coordinator."""
    return Role.EXPERT if membership.role == Role.EXPERT else Role.MEMBER


@transaction.atomic
def remove(*, by: Any, membership: Membership, reason: str) -> Membership:
    """Remove a person from the network with a reason that person is told; the place becomes free."""
    membership = _fresh(membership)
    insist(rules.may_decide_about(by, membership))
    _insist_on_words(reason)
    kept_seat = holds_seat(membership)
    place = _move(membership, MembershipState.REMOVED, reason=reason, ended_at=clock.now(), role=_plain(membership))
    if kept_seat:
        free_seat(place.edition)
    _no_way_back(place)
    departed(place)
    trail.write(by=by, action="networks.membership.remove", about=place)
    _tell_person(
        by=by,
        membership=place,
        kind=notices.PLACE_CHANGED,
        title=_("You no longer belong to “%(network)s”") % {"network": place.edition.network},
        text=reason,
    )
    return place


@transaction.atomic
def suspend(*, by: Any, membership: Membership, reason: str) -> Membership:
    """Close the space to a person for a time, with a reason; the place is kept."""
    membership = _fresh(membership)
    insist(rules.may_decide_about(by, membership))
    _insist_on_words(reason)
    place = _move(membership, MembershipState.SUSPENDED, reason=reason)
    _no_way_back(place)
    departed(place)
    trail.write(by=by, action="networks.membership.suspend", about=place)
    _tell_person(
        by=by,
        membership=place,
        kind=notices.PLACE_CHANGED,
        title=_("Your place in “%(network)s” is suspended") % {"network": place.edition.network},
        text=reason,
    )
    return place


@transaction.atomic
def restore(*, by: Any, membership: Membership) -> Membership:
    """Open the space again to a suspended person."""
    membership = _fresh(membership)
    insist(rules.may_decide_about(by, membership))
    if membership.state != MembershipState.SUSPENDED:
        raise Refused(_("This was already decided. Look at the list again."))
    place = _move(membership, MembershipState.ACTIVE, reason="")
    trail.write(by=by, action="networks.membership.restore", about=place)
    _tell_person(
        by=by,
        membership=place,
        kind=notices.PLACE_CHANGED,
        title=_("Your place in “%(network)s” is open again") % {"network": place.edition.network},
        text="",
    )
    return place


@transaction.atomic
def name_deputy(*, by: Any, membership: Membership, deputy: bool) -> Membership:
    """Make a member a deputy coordinator, or a deputy a member again (D29, AC-08)."""
    membership = _fresh(membership)
    network = membership.edition.network
    insist(rules.may_name_deputy(by, network))
    before, after = (Role.MEMBER, Role.DEPUTY) if deputy else (Role.DEPUTY, Role.MEMBER)
    won = Membership.objects.active().filter(pk=membership.pk, role=before).update(role=after)
    if not won:
        raise Refused(_("This was already decided. Look at the list again."))
    membership.refresh_from_db()
    trail.write(by=by, action="networks.membership.deputy", about=membership, values={"deputy": deputy})
    title = (
        _("You are now a deputy coordinator of “%(network)s”")
        if deputy
        else _("You are no longer a deputy coordinator of “%(network)s”")
    )
    _tell_person(by=by, membership=membership, kind=notices.PLACE_CHANGED, title=title % {"network": network}, text="")
    return membership


def _no_way_back(place: Membership) -> None:
    """Withdraw letters that still wait at the person's address: an old one must not undo the decision."""
    Invitation.objects.filter(edition=place.edition_id, email=place.user.email, used_at=None, withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )


def _insist_on_words(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Give the reason: the person will read it."))


def _tell_person(*, by: Any, membership: Membership, kind: Any, title: str, text: str) -> None:
    network = membership.edition.network
    notify(
        kind,
        to=[membership.user],
        by=by,
        about=network,
        title=title,
        text=text,
        url=reverse("networks:card", kwargs={"slug": network.slug}),
    )
