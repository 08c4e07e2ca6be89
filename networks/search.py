"""Networks can be found by everyone signed in; members' things by the audience `network:<number>`."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from networks import rules
from networks.models import Network
from networks.states import EditionState
from search.registry import AUDIENCES, PLACES, SIGNED_IN, Face, Place, entry


def audiences(user: Any) -> set[str]:
    """The words of the networks `user` may enter."""
    return {f"network:{number}" for number in rules.enterable_networks(user).values_list("pk", flat=True)}


def face(network: Network) -> Face | None:
    """What the index knows of a network; nothing of a draft."""
    edition = network.editions.filter(is_current=True).select_related("school_year").first()
    if edition is None or edition.state == EditionState.DRAFT:
        return None
    subjects = [subject.name for subject in network.subjects.all()]
    return Face(
        title=network.title,
        text="\n".join([network.summary, network.description, edition.goal, network.county.name, *subjects]),
        url=reverse("networks:space", kwargs={"slug": network.slug}),
        audience=[SIGNED_IN],
        dated_at=edition.opened_at or network.created_at or clock.now(),
        facets={"county": [network.county.name], "kind": [str(network.get_kind_display())], "subject": subjects},
    )


def among(user: Any) -> QuerySet[Network]:
    """Networks whose card `user` may read."""
    return rules.listed_networks(user)


def places(user: Any) -> list[Place]:
    """The networks `user` may enter, in which a search can be kept."""
    rows = rules.enterable_networks(user).order_by("title").values_list("pk", "slug", "title")
    return [Place(*row) for row in rows]


AUDIENCES.register("networks", audiences)
PLACES.register("networks", places)
entry(
    "network",
    label=_("networks"),
    model=Network,
    face=face,
    among=among,
    rows=lambda: Network.objects.select_related("county"),
    icon="network",
    knows=True,
)
