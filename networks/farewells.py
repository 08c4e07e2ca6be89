"""Personal data in networks: what every field is, and what happens to it on erasure (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, KEEP, register
from kit import clock
from networks.models import (
    Edition,
    Handover,
    Invitation,
    InvitationList,
    JoinLink,
    Membership,
    Network,
    NetworkReport,
    Nomination,
    ReportVersion,
    ReportVoice,
    YearStep,
)
from networks.services.seats import departed, holds_seat
from networks.services.waiting import free_seat


def erase_memberships(user: Any) -> None:
    """Take the person out of every year; places of present years become free."""
    for held in Membership.objects.filter(user=user).select_related("edition"):
        kept_seat = holds_seat(held)
        departed(held)
        held.delete()
        if kept_seat:
            free_seat(held.edition)


def erase_invitations(user: Any) -> None:
    """Forget invitations to the person's address, and who sent or used the others."""
    Invitation.objects.filter(email=user.email).delete()
    Invitation.objects.filter(invited_by=user).update(invited_by=None)
    Invitation.objects.filter(used_by=user).update(used_by=None)


register(
    Network,
    plain="id title slug kind scope county audience subjects stages competences summary description join_policy "
    "question created_at folded once",
    personal={"created_by": ("who opened the network", BLANK)},
    rows=lambda user: Network.objects.filter(created_by=user),
    erase=lambda user: Network.objects.filter(created_by=user).update(created_by=None) and None,
)
register(
    Edition,
    plain="id network school_year state is_current goal recommendations renewed_from target_size capacity taken "
    "opened_at closed_at once",
)
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
        "lined_at": (_("since when the person waits for a place"), ERASE),
        "offer_until": (_("until when an offered place is kept"), ERASE),
    },
    rows=lambda user: Membership.objects.filter(user=user),
    erase=erase_memberships,
)
register(
    Invitation,
    private="token",
    plain="id edition role created_at expires_at ends_on sent_at used_at withdrawn_at listed once",
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
    plain="id edition state words frozen version round heard public returned_words presented_at handed_at published_at "
    "decided_at updated_at",
    personal={
        "presented_by": (_("who presented the report; part of a document of the network"), KEEP),
        "decided_by": (_("who accepted or returned the report; part of a document of the network"), KEEP),
    },
    rows=lambda user: NetworkReport.objects.filter(Q(presented_by=user) | Q(decided_by=user)),
)


register(ReportVersion, plain="id report number words frozen presented_at")
register(
    ReportVoice,
    plain="id report number",
    personal={
        "user": (_("who read the annual report"), ERASE),
        "read_at": (_("when the annual report was read"), ERASE),
        "accepted_at": (_("when the annual report was accepted"), ERASE),
        "remark": (_("a remark on the annual report"), ERASE),
    },
    rows=lambda user: ReportVoice.objects.filter(user=user),
    erase=lambda user: ReportVoice.objects.filter(user=user).delete() and None,
)


def erase_lists(user: Any) -> None:
    """Forget who made lists, and every rejected line that holds the person's address."""
    InvitationList.objects.filter(made_by=user).update(made_by=None)
    if not user.email:
        return
    for one in InvitationList.objects.filter(rejected__icontains=user.email):
        one.rejected = [line for line in one.rejected if user.email not in line["words"].lower()]
        one.save(update_fields=["rejected"])


register(
    InvitationList,
    plain="id edition made_at lines accepted once",
    personal={
        "made_by": (_("who invited"), BLANK),
        "rejected": (_("lines of the list that could not be invited, with addresses; kept for 90 days"), ERASE),
    },
    rows=lambda user: InvitationList.objects.filter(made_by=user),
    erase=erase_lists,
)
register(
    JoinLink,
    private="token",
    plain="id edition made_at expires_at most_uses uses revoked_at once",
    personal={"token": (_("the secret of the link"), ERASE), "made_by": (_("who made the link"), BLANK)},
    rows=lambda user: JoinLink.objects.filter(made_by=user),
    erase=lambda user: JoinLink.objects.filter(made_by=user).update(made_by=None, revoked_at=clock.now()) and None,
)
register(
    YearStep,
    plain="id edition before after made_at reason",
    personal={"made_by": (_("who moved the network's year on; part of its history"), KEEP)},
    rows=lambda user: YearStep.objects.filter(made_by=user),
)


def erase_nominations(user: Any) -> None:
    """Nobody nominates, and is nominated by, a person who is gone."""
    Nomination.objects.filter(Q(candidate=user) | Q(made_by=user)).delete()


register(
    Nomination,
    plain="id edition",
    personal={
        "candidate": (_("who is nominated as a coordinator"), ERASE),
        "made_by": (_("who nominates"), ERASE),
        "words": (_("why this person"), ERASE),
        "made_at": (_("when"), ERASE),
    },
    rows=lambda user: Nomination.objects.filter(Q(candidate=user) | Q(made_by=user)),
    erase=erase_nominations,
)
register(
    Handover,
    plain="id edition state started_at decided_at moved once",
    personal={
        "before": (_("who handed the network over; part of its history"), KEEP),
        "successor": (_("who was asked to take the network over; part of its history"), KEEP),
        "started_by": (_("who started the handover; part of its history"), KEEP),
        "words": (_("words to the successor; part of the record"), KEEP),
        "answer": (_("the successor's answer; part of the record"), KEEP),
    },
    rows=lambda user: Handover.objects.filter(Q(before=user) | Q(successor=user) | Q(started_by=user)),
)
