"""Who is on the way into a network: the line, the links, the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from kit import clock
from kit.verdicts import NotThere
from networks.models import Edition, InvitationList, JoinLink, Membership
from networks.states import MembershipState


def place_in_line(place: Membership) -> int:
    """Which in the line the person of `place` is, counted from one."""
    ahead = Membership.objects.filter(edition=place.edition_id, state=MembershipState.WAITING).filter(
        Q(lined_at__lt=place.lined_at) | Q(lined_at=place.lined_at, pk__lt=place.pk)
    )
    return ahead.count() + 1


def links_of(edition: Edition) -> list[JoinLink]:
    """Links of the year that are not revoked, the latest first; `good` says whether they still let people in."""
    now = clock.now()
    links = list(edition.links.filter(revoked_at=None).select_related("made_by")[:50])
    for link in links:
        link.good = link.is_valid_at(now)
    return links


def link_in(standing: Membership, number: int) -> JoinLink:
    """The link `number` of the same year as `standing`. Raises NotThere for any other."""
    found = JoinLink.objects.filter(pk=number, edition=standing.edition_id).first()
    if found is None:
        raise NotThere
    found.edition = standing.edition
    return found


def link_by(token: str) -> JoinLink:
    """The link of this address. Raises NotThere when there is none."""
    found = (
        JoinLink.objects.filter(token=token)
        .select_related("edition__network__county", "edition__school_year", "made_by")
        .first()
    )
    if found is None:
        raise NotThere
    return found


PER_PAGE = 50


def pending_invitations(edition: Edition, page: str) -> Page:
    """One page of the invitations that nobody has answered; `late` says whether the link ran out."""
    now = clock.now()
    found = Paginator(edition.invitations.filter(used_at=None, withdrawn_at=None), PER_PAGE).get_page(page)
    found.object_list = list(found.object_list)
    for invitation in found.object_list:
        invitation.late = invitation.expires_at <= now
    return found


@dataclass(frozen=True)
class Sending:
    """How far a list has come."""

    listed: InvitationList
    sent: int
    answered: int

    @property
    def left(self) -> int:
        """Letters that still wait for the worker."""
        return self.listed.accepted - self.sent


def lists_of(edition: Edition) -> list[InvitationList]:
    """The lists of the year, the latest first."""
    return list(edition.lists.select_related("made_by")[:20])


def sending_of(standing: Membership, number: int) -> Sending:
    """The list `number` of the same year as `standing`, with how far it has come. Raises NotThere for any other."""
    found: Any = (
        InvitationList.objects.filter(pk=number, edition=standing.edition_id)
        .select_related("made_by")
        .annotate(
            done=Count("invitations", filter=Q(invitations__sent_at__isnull=False)),
            used=Count("invitations", filter=Q(invitations__used_at__isnull=False)),
        )
        .first()
    )
    if found is None:
        raise NotThere
    return Sending(listed=found, sent=found.done, answered=found.used)
