"""The chapter on members, which networks themselves give to the annual report (domain 4.2, part 3)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.enums import Role
from networks.models import Membership
from networks.reporting import Figure, asked_once, chapter
from networks.states import MembershipState


@asked_once
def counts(edition: Any) -> dict[str, int]:
    """People, schools and experts of the year, in one query."""
    seated = ~Q(role=Role.EXPERT)
    active = Q(state=MembershipState.ACTIVE)
    return Membership.objects.filter(edition=edition).aggregate(
        people=Count("pk", filter=active & seated),
        schools=Count("user__profile__institution", filter=active & seated, distinct=True),
        experts=Count("pk", filter=active & Q(role=Role.EXPERT)),
        gone=Count("pk", filter=Q(state__in=[MembershipState.LEFT, MembershipState.REMOVED]) & seated),
    )


def figures(edition: Any) -> list[Figure]:
    """How many people, schools and experts; each number leads to the list of people."""
    address = reverse("networks:members", kwargs={"slug": edition.network.slug})
    found = counts(edition)
    return [
        Figure("people", _("members"), found["people"], address),
        Figure("schools", _("schools and institutions"), found["schools"], address),
        Figure("experts", _("invited experts"), found["experts"], address),
        Figure("gone", _("people who left during the year"), found["gone"], address),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences made from the same numbers."""
    found = counts(edition)
    lines = [
        ngettext("%(count)s person worked in the network.", "%(count)s people worked in the network.", found["people"])
        % {"count": found["people"]}
    ]
    if found["schools"]:
        lines.append(
            ngettext(
                "They come from %(count)s school or institution.",
                "They come from %(count)s schools and institutions.",
                found["schools"],
            )
            % {"count": found["schools"]}
        )
    if found["experts"]:
        lines.append(
            ngettext(
                "%(count)s expert was invited to work with the network.",
                "%(count)s experts were invited to work with the network.",
                found["experts"],
            )
            % {"count": found["experts"]}
        )
    if found["gone"]:
        lines.append(
            ngettext("%(count)s person left during the year.", "%(count)s people left during the year.", found["gone"])
            % {"count": found["gone"]}
        )
    return lines


chapter("members", title=gettext_lazy("Members"), figures=figures, sentences=sentences, position=20)
