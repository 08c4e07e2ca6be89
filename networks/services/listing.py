"""Inviting many at once: a report for every line, letters sent by the worker in portions (NT-10)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from kit import clock, later
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules
from networks.enums import Role
from networks.lists import Line
from networks.models import Edition, Invitation, InvitationList
from networks.services.inviting import VALID_FOR, open_invitations, send_letter, tell_the_known
from networks.states import HOLDING_STATES, MembershipState

logger = logging.getLogger("networks.lists")

LIST_LIMIT = 1000
"""Addresses one network may invite from lists in a day.

The limit of fifty letters a day (NT-10) keeps one person from writing to strangers at random; a list is an act of the
coordinator's office, made in the open (it stays with its report), so it has a limit of its own, counted by network.
"""
PORTION = 50
"""Letters the worker sends in one go; the rest follows a minute later, so that the list holds up no other mail."""
PAUSE = timedelta(minutes=1)
KEPT_FOR = timedelta(days=90)
"""How long the rejected lines, which may name people from outside, are kept."""


@transaction.atomic
def invite_list(*, by: Any, edition: Edition, lines: Iterable[Line], key: UUID | None = None) -> InvitationList:
    """Invite everybody on a list as members, line by line; what cannot be invited is reported with its reason.

    Letters go out through the worker in portions. The same list again invites nobody twice. Raises Refused unless `by`
    steers the network, while its year is not open, and above the day's limit; then nobody is invited.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    insist(rules.may_steer(by, edition.network))
    if not edition.is_open:
        raise Refused(_("This network is closed; nobody can be invited."))
    return once(
        InvitationList.objects.filter(made_by=by, edition=edition),
        key,
        lambda: _write(by=by, edition=edition, lines=list(lines), key=key),
    )


def _write(*, by: Any, edition: Edition, lines: list[Line], key: UUID | None) -> InvitationList:
    good, rejected = _sorted_out(by, edition, lines)
    lately = InvitationList.objects.filter(edition=edition, made_at__gt=clock.now() - timedelta(days=1))
    if (lately.aggregate(all=Sum("accepted"))["all"] or 0) + len(good) > LIST_LIMIT:
        raise Refused(_("A network can invite %(limit)s people from lists in a day.") % {"limit": LIST_LIMIT})
    made = InvitationList.objects.create(
        edition=edition, made_by=by, lines=len(lines), accepted=len(good), rejected=rejected, once=key
    )
    moment = clock.now()
    Invitation.objects.bulk_create(
        Invitation(edition=edition, email=address, invited_by=by, expires_at=moment + VALID_FOR, listed=made)
        for address in good
    )
    trail.write(
        by=by, action="networks.invitation.list", about=made, values={"sent": len(good), "rejected": len(rejected)}
    )
    if good:
        later.enqueue("networks.invite_list", list_id=made.pk)
    return made


def _sorted_out(by: Any, edition: Edition, lines: list[Line]) -> tuple[list[str], list[dict[str, Any]]]:
    """(addresses to invite, rejected lines with reasons), in four queries whatever the length."""
    normalise = get_user_model().objects.normalise
    addresses = {line.number: normalise(line.address) for line in lines if _is_address(line.address)}
    wanted = set(addresses.values())
    held = dict(
        edition.memberships.filter(user__email__in=wanted)
        .exclude(role=Role.EXPERT, state__in=HOLDING_STATES)
        .values_list("user__email", "state")
    )
    waiting = set(open_invitations(edition).filter(email__in=wanted).values_list("email", flat=True))
    first: dict[str, int] = {}
    rejected = []
    for line in lines:
        address = addresses.get(line.number)
        reason = _reason(address, held, waiting, first)
        if reason:
            rejected.append({"line": line.number, "words": line.words, "reason": reason})
        else:
            first[str(address)] = line.number
    return list(first), rejected


def _reason(address: str | None, held: dict[str, str], waiting: set[str], first: dict[str, int]) -> str:
    """Why this line is not invited, in words; empty when it is."""
    if address is None:
        return _("There is no correct e-mail address in this line.")
    if address in first:
        return _("The same address as in line %(number)s.") % {"number": first[address]}
    if held.get(address) in HOLDING_STATES:
        return _("This person already belongs to the network.")
    if held.get(address) in (MembershipState.REQUESTED, MembershipState.WAITING):
        return _("This person already asks to join; answer the request.")
    if held.get(address) == MembershipState.REMOVED:
        return _("This person was removed from the network. Invite the person by a letter of its own.")
    if address in waiting:
        return _("Already invited; the answer is awaited.")
    return ""


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return len(word) <= 254


def send_portion(*, list_id: int) -> int:
    """Send the next portion of a list's letters; done by the worker, may run twice. Gives how many were sent.

    Each letter is claimed before it is sent, so that none goes out twice; one that fails is given back and tried again
    with the next portion.
    """
    rows = Invitation.objects.filter(listed=list_id, sent_at=None, used_at=None, withdrawn_at=None)
    waiting = list(rows.select_related("edition__network", "invited_by").order_by("pk")[:PORTION])
    sent = 0
    failed: Exception | None = None
    for invitation in waiting:
        moment = clock.now()
        if not rows.filter(pk=invitation.pk).update(sent_at=moment, expires_at=moment + VALID_FOR):
            continue
        try:
            send_letter(invitation_id=invitation.pk)
        except Exception as error:
            Invitation.objects.filter(pk=invitation.pk, sent_at=moment).update(sent_at=None)
            failed = error
            continue
        tell_the_known(invitation, by=invitation.invited_by)
        sent += 1
    if failed is not None and not sent:
        raise failed
    if rows.exists():
        later.enqueue("networks.invite_list", after=PAUSE, list_id=list_id)
    return sent


def forget_rejected() -> int:
    """Empty the rejected lines of old lists; done by the worker. Gives how many lists."""
    old = InvitationList.objects.filter(made_at__lt=clock.now() - KEPT_FOR).exclude(rejected=[])
    return old.update(rejected=[])
