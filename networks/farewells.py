"""Personal data in networks: what every field is, and what happens to it on erasure (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, KEEP, register
from networks.models import Edition, Invitation, Membership, Network, NetworkReport
from networks.services.seats import departed, give_seat_back, holds_seat


def erase_memberships(user: Any) -> None:
    """Take the person out of every year; places of present years become free."""
    for held in Membership.objects.filter(user=user).select_related("edition"):
        if holds_seat(held):
            give_seat_back(held.edition)
        departed(held)
        held.delete()


def erase_invitations(user: Any) -> None:
    """Forget invitations to the person's address, and who sent or used the others."""
    Invitation.objects.filter(email=user.email).delete()
    Invitation.objects.filter(invited_by=user).update(invited_by=None)
    Invitation.objects.filter(used_by=user).update(used_by=None)


register(
    Network,
    plain="id title slug kind scope county audience subjects stages competences summary description join_policy "
    "created_at folded once",
    personal={"created_by": ("who opened the network", BLANK)},
    rows=lambda user: Network.objects.filter(created_by=user),
    erase=lambda user: Network.objects.filter(created_by=user).update(created_by=None) and None,
)
register(Edition, plain="id network school_year state is_current goal capacity taken opened_at closed_at")
register(
    Membership,
    plain="id edition",
    personal={
        "user": ("who belongs to the network", ERASE),
        "role": ("what the person does there", ERASE),
        "state": ("whether the place is in force", ERASE),
        "motivation": ("why the person asked to join", ERASE),
        "joined_at": ("since when", ERASE),
        "asked_at": ("when the person asked to join", ERASE),
        "ended_at": ("until when", ERASE),
        "ends_on": ("until when an expert has access", ERASE),
        "reason": ("what the person was told on a refusal", ERASE),
    },
    rows=lambda user: Membership.objects.filter(user=user),
    erase=erase_memberships,
)
register(
    Invitation,
    private="token",
    plain="id edition role created_at expires_at ends_on sent_at used_at withdrawn_at once",
    personal={
        "email": ("to whom the invitation was sent", ERASE),
        "token": ("the secret of the link", ERASE),
        "invited_by": ("who invited", BLANK),
        "used_by": ("who accepted", BLANK),
    },
    rows=lambda user: Invitation.objects.filter(Q(email=user.email) | Q(invited_by=user) | Q(used_by=user)),
    erase=erase_invitations,
)
register(
    NetworkReport,
    plain="id edition state words frozen version returned_words presented_at decided_at updated_at",
    personal={
        "presented_by": (_("who presented the report; part of a document of the network"), KEEP),
        "decided_by": (_("who accepted or returned the report; part of a document of the network"), KEEP),
    },
    rows=lambda user: NetworkReport.objects.filter(Q(presented_by=user) | Q(decided_by=user)),
)
