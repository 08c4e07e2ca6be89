"""What the library says in a network's annual report."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.reporting import Chart, Figure, asked_once, by_month, chapter, span
from resources.enums import Kind, Visibility
from resources.models import Resource, UseNote


def of_year(edition: Any) -> QuerySet[Resource]:
    """Resources added in this year of the network that can be read."""
    begins, ends = span(edition)
    return Resource.objects.shown().filter(network=edition.network_id, created_at__gte=begins, created_at__lt=ends)


def used_in(edition: Any) -> QuerySet[UseNote]:
    """Notes “I used it” written in this year under resources of the network that can be read."""
    begins, ends = span(edition)
    return UseNote.objects.filter(
        resource__network=edition.network_id,
        resource__hidden_at=None,
        hidden_at=None,
        created_at__gte=begins,
        created_at__lt=ends,
    )


@asked_once
def figures(edition: Any) -> list[Figure]:
    """How many, of which kinds, how many for everybody, how often taken."""
    address = reverse("resources:network_list", kwargs={"slug": edition.network.slug})
    rows = of_year(edition)
    # Without order_by the grouping would follow the table's order and count each row alone.
    public = Count("pk", filter=Q(visibility=Visibility.PUBLIC))
    counts = list(rows.order_by().values_list("kind").annotate(many=Count("pk"), public=public, taken=Sum("downloads")))
    kinds = {kind: many for kind, many, _public, _taken in counts}
    found = [
        Figure("resources.all", gettext_lazy("Resources added"), sum(kinds.values()), address),
        Figure(
            "resources.public",
            gettext_lazy("of them for everybody"),
            sum(public for _kind, _many, public, _taken in counts),
            address,
        ),
        Figure(
            "resources.downloads",
            gettext_lazy("Downloads of them"),
            sum(taken or 0 for _kind, _many, _public, taken in counts),
            address,
        ),
        Figure("resources.used", gettext_lazy("Notes “I used it”"), used_in(edition).count(), address),
    ]
    found += [
        Figure(f"resources.kind.{kind.value}", kind.label, kinds[kind.value], f"{address}?rodzaj={kind.value}")
        for kind in Kind
        if kinds.get(kind.value)
    ]
    return found


def sentences(edition: Any) -> list[str]:
    """A draft sentence or two."""
    values = {figure.name: figure.value for figure in figures(edition)}
    if not values["resources.all"]:
        return []
    said = [
        ngettext(
            "Members added %(many)s resource to the network's library.",
            "Members added %(many)s resources to the network's library.",
            values["resources.all"],
        )
        % {"many": values["resources.all"]}
    ]
    if values["resources.downloads"]:
        said.append(_("They were downloaded %(many)s times.") % {"many": values["resources.downloads"]})
    if values["resources.used"]:
        said.append(
            ngettext(
                "Teachers wrote %(many)s note on how they used the network's resources.",
                "Teachers wrote %(many)s notes on how they used the network's resources.",
                values["resources.used"],
            )
            % {"many": values["resources.used"]}
        )
    return said


def charts(edition: Any) -> list[Chart]:
    """Resources by kind."""
    kinds = [figure for figure in figures(edition) if figure.name.startswith("resources.kind.")]
    title = gettext_lazy("Resources by kind")
    return [Chart("resources_kinds", title, [(figure.label, figure.value) for figure in kinds])]


def months(edition: Any) -> QuerySet[Any]:
    """Resources by the month in which they were added."""
    return by_month(of_year(edition), "created_at")


chapter(
    "resources",
    title=gettext_lazy("Resources"),
    figures=figures,
    sentences=sentences,
    charts=charts,
    months=months,
    position=40,
)
