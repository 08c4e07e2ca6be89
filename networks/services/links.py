"""Joining links: made by who steers, good until a day and for so many people, revoked at once (CO-01, AU-01)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules
from networks.models import Edition, JoinLink, Membership
from networks.services.joining import ask_by_link, come_in
from networks.states import MembershipState

LONGEST_LINK = timedelta(days=60)
MOST_LINKS = 20
"""Links of one year that can be used at the same time."""
MOST_USES = 200


@transaction.atomic
def make_link(*, by: Any, edition: Edition, days: int, most_uses: int, key: UUID | None = None) -> JoinLink:
    """A new link, good for `days` days and `most_uses` people.

    Raises Refused unless `by` steers the network, while its year is not open, and for more than twenty links at once.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    insist(rules.may_steer(by, edition.network))
    if not edition.is_open:
        raise Refused(_("This network is closed; nobody can be invited."))
    if not 1 <= days <= LONGEST_LINK.days or not 1 <= most_uses <= MOST_USES:
        raise Refused(_("A link is good for at most 60 days and 200 people."))
    moment = clock.now()

    def make() -> JoinLink:
        if edition.links.filter(revoked_at=None, expires_at__gt=moment).count() >= MOST_LINKS:
            raise Refused(_("There are twenty links already. Revoke those nobody needs."))
        link = JoinLink.objects.create(
            edition=edition, made_by=by, expires_at=moment + timedelta(days=days), most_uses=most_uses, once=key
        )
        trail.write(by=by, action="networks.link.make", about=link, values={"days": days, "most_uses": most_uses})
        return link

    return once(JoinLink.objects.filter(made_by=by, edition=edition), key, make)


@transaction.atomic
def revoke_link(*, by: Any, link: JoinLink) -> JoinLink:
    """Make the link useless at once."""
    insist(rules.may_steer(by, link.edition.network))
    if JoinLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now()):
        trail.write(by=by, action="networks.link.revoke", about=link)
    link.refresh_from_db()
    return link


@transaction.atomic
def use_link(*, by: Any, link: JoinLink) -> Membership:
    """Come in by a link: a place, or the last one in the line; who was removed or refused asks again.

    Raises Refused when the link was revoked, ran out or was used by as many as it was made for.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("network").get(pk=link.edition_id)
    link.edition = edition
    insist(rules.may_use_link(by, link))
    won = JoinLink.objects.filter(
        pk=link.pk, revoked_at=None, expires_at__gt=clock.now(), uses__lt=F("most_uses")
    ).update(uses=F("uses") + 1)
    if not won:
        raise Refused(_("This link is no longer good. Ask the coordinator for a new one."))
    held = Membership.objects.filter(edition=edition, user=by).first()
    if held is not None and held.state in (MembershipState.REMOVED, MembershipState.REFUSED):
        return ask_by_link(by=by, edition=edition)
    return come_in(by=by, edition=edition)
