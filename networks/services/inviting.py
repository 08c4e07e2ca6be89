"""Invitations by e-mail: bound to an address, used once, fourteen days (AU-01, NT-10)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kit import clock, later
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import notices, rules
from networks.enums import Role
from networks.models import Edition, Invitation, Membership
from networks.services.joining import steering_people
from networks.services.seats import seat
from networks.services.waiting import seat_or_line
from networks.states import MembershipState
from notifications.services import notify

VALID_FOR = timedelta(days=14)
DAILY_LIMIT = 50
"""Letters one person may send to strangers in a day (NT-10)."""
INVITED_AS = (Role.MEMBER, Role.EXPERT)


def sent_lately(user: Any) -> int:
    """How many invitations `user` sent in the last 24 hours; those of lists have a limit of their own."""
    return Invitation.objects.filter(invited_by=user, listed=None, sent_at__gt=clock.now() - timedelta(days=1)).count()


@transaction.atomic
def invite(
    *,
    by: Any,
    edition: Edition,
    emails: Iterable[str],
    role: str = Role.MEMBER,
    ends_on: date | None = None,
    key: uuid.UUID | None = None,
) -> list[Invitation]:
    """Invite people by their addresses; letters go out through the worker.

    An expert's access ends on `ends_on` (AC-10). All or none: raises Refused unless `by` steers the network, for an
    address that already belongs to it or waits for an answer, and over fifty letters in a day (NT-10).
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    insist(rules.may_steer(by, edition.network))
    _insist_on_sense(edition, role, ends_on)
    people: Any = get_user_model()
    normalise = people.objects.normalise
    addresses = list(dict.fromkeys(normalise(email) for email in emails))
    keys = {address: uuid.uuid5(key, address) if key else None for address in addresses}
    known = Invitation.objects.filter(invited_by=by, edition=edition)
    made = set(known.filter(once__in=[one for one in keys.values() if one]).values_list("email", flat=True))
    fresh = [address for address in addresses if address not in made]
    _insist_on_strangers(edition, fresh)
    if sent_lately(by) + len(fresh) > DAILY_LIMIT:
        raise Refused(_("You can send %(limit)s invitations a day. Send the rest tomorrow.") % {"limit": DAILY_LIMIT})

    def one(address: str) -> Invitation:
        return once(
            known,
            keys[address],
            lambda: _write(by=by, edition=edition, email=address, role=role, ends_on=ends_on, once=keys[address]),
        )

    return [one(address) for address in addresses]


def _insist_on_sense(edition: Edition, role: str, ends_on: date | None) -> None:
    if not edition.is_open:
        raise Refused(_("This network is closed; nobody can be invited."))
    if role not in INVITED_AS:
        raise Refused(_("Members and experts are invited. Coordinators are appointed."))
    if role == Role.EXPERT and (ends_on is None or ends_on < clock.today()):
        raise Refused(_("Say until which day the expert has access; the day must not be past."))


def _insist_on_strangers(edition: Edition, addresses: list[str]) -> None:
    belongs = set(
        edition.memberships.filter(state__in=(MembershipState.ACTIVE, MembershipState.SUSPENDED))
        .exclude(role=Role.EXPERT)
        .filter(user__email__in=addresses)
        .values_list("user__email", flat=True)
    )
    waiting = set(open_invitations(edition).filter(email__in=addresses).values_list("email", flat=True))
    if belongs:
        raise Refused(_("Already in the network: %(people)s.") % {"people": ", ".join(sorted(belongs))})
    if waiting:
        raise Refused(_("Already invited, the answer is awaited: %(people)s.") % {"people": ", ".join(sorted(waiting))})


def open_invitations(edition: Edition) -> Any:
    """Invitations of the year that can still be used."""
    return edition.invitations.filter(Q(used_at=None) & Q(withdrawn_at=None) & Q(expires_at__gt=clock.now()))


def _write(*, by: Any, **values: Any) -> Invitation:
    if values["role"] != Role.EXPERT:
        values["ends_on"] = None
    moment = clock.now()
    invitation = Invitation.objects.create(invited_by=by, expires_at=moment + VALID_FOR, sent_at=moment, **values)
    trail.write(by=by, action="networks.invitation.send", about=invitation, values={"role": invitation.role})
    later.enqueue("networks.invite", invitation_id=invitation.pk)
    tell_the_known(invitation, by=by)
    return invitation


def tell_the_known(invitation: Invitation, *, by: Any) -> None:
    """Show the invitation also in the platform, to a person with an account."""
    person = get_user_model().objects.filter(email=invitation.email, is_active=True).first()
    if person is not None:
        network = invitation.edition.network
        notify(
            notices.INVITED,
            to=[person],
            by=by,
            about=network,
            title=_("You are invited to “%(network)s”") % {"network": network},
            url=reverse("networks:invitation", kwargs={"token": invitation.token}),
        )


@transaction.atomic
def resend_invitation(*, by: Any, invitation: Invitation) -> Invitation:
    """Send the letter again and let it be valid for fourteen days from now; at most once a day each."""
    invitation = Invitation.objects.select_for_update().select_related("edition__network").get(pk=invitation.pk)
    insist(rules.may_steer(by, invitation.edition.network))
    _insist_unused(invitation)
    moment = clock.now()
    if invitation.sent_at and invitation.sent_at > moment - timedelta(days=1):
        raise Refused(_("This invitation was sent less than a day ago."))
    if sent_lately(by) >= DAILY_LIMIT:
        raise Refused(_("You can send %(limit)s invitations a day. Send the rest tomorrow.") % {"limit": DAILY_LIMIT})
    invitation.sent_at, invitation.expires_at, invitation.invited_by = moment, moment + VALID_FOR, by
    invitation.save(update_fields=["sent_at", "expires_at", "invited_by"])
    trail.write(by=by, action="networks.invitation.resend", about=invitation)
    later.enqueue("networks.invite", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: Any, invitation: Invitation) -> Invitation:
    """Make the link useless."""
    invitation = Invitation.objects.select_related("edition__network").get(pk=invitation.pk)
    insist(rules.may_steer(by, invitation.edition.network))
    won = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    if not won:
        _insist_unused(invitation)
    trail.write(by=by, action="networks.invitation.withdraw", about=invitation)
    invitation.refresh_from_db()
    return invitation


def _insist_unused(invitation: Invitation) -> None:
    if invitation.used_at is not None:
        raise Refused(_("This invitation has already been used."))
    if invitation.withdrawn_at is not None:
        raise Refused(_("This invitation was withdrawn."))


@transaction.atomic
def accept_invitation(*, by: Any, invitation: Invitation) -> Membership:
    """Use the invitation once and take the place it gives.

    Where all places are taken one stands in line; the invitation is used all the same. Raises Refused for another
    address, and when it was used, withdrawn or ran out meanwhile.
    """
    invitation = Invitation.objects.select_related("edition__network").get(pk=invitation.pk)
    Edition.objects.select_for_update().get(pk=invitation.edition_id)
    insist(rules.may_accept_invitation(by, invitation))
    edition = invitation.edition
    if not edition.is_open or not edition.is_current:
        raise Refused(_("This network is not taking new members now."))
    won = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    ).update(used_at=clock.now(), used_by=by)
    if not won:
        _insist_unused(Invitation.objects.get(pk=invitation.pk))
        raise Refused(_("This invitation has run out. Ask the coordinator for a new one."))
    if invitation.role == Role.EXPERT:
        place = seat(edition=edition, user=by, role=invitation.role, ends_on=invitation.ends_on)
    else:
        place = seat_or_line(edition=edition, user=by)
    trail.write(by=by, action="networks.invitation.accept", about=place, values={"role": invitation.role})
    if place.state == MembershipState.WAITING:
        return place
    notify(
        notices.JOINED,
        to=steering_people(edition),
        by=by,
        about=edition.network,
        title=_("%(person)s accepted the invitation to “%(network)s”")
        % {"person": by.get_full_name(), "network": edition.network},
        url=reverse("networks:members", kwargs={"slug": edition.network.slug}),
    )
    return place


def send_letter(*, invitation_id: int) -> None:
    """Send the letter of an invitation that can still be used; done by the worker."""
    invitation = (
        Invitation.objects.select_related("edition__network__county", "edition__school_year", "invited_by")
        .filter(pk=invitation_id)
        .first()
    )
    if invitation is None or not invitation.is_valid_at(clock.now()):
        return
    with translation.override(settings.LANGUAGE_CODE):
        link = settings.BASE_URL + reverse("networks:invitation", kwargs={"token": invitation.token})
        values = {"invitation": invitation, "network": invitation.edition.network, "link": link}
        network = " ".join(str(invitation.edition.network).split())
        letter = EmailMultiAlternatives(
            subject=_("Invitation to the network “%(network)s”") % {"network": network},
            body=render_to_string("networks/letters/invitation.txt", values),
            to=[invitation.email],
        )
        letter.attach_alternative(render_to_string("networks/letters/invitation.html", values), "text/html")
    letter.send()
