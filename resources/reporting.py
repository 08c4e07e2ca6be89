"""What the library says in a network's annual report."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.reporting import Figure, asked_once, chapter
from resources.enums import Kind, Visibility
from resources.models import Resource


def of_year(edition: Any) -> QuerySet[Resource]:
    """Resources added in this year of the network that can be read."""
    year = edition.school_year
    begins = timezone.make_aware(datetime.combine(year.starts_on, time.min))
    ends = timezone.make_aware(datetime.combine(year.ends_on, time.max))
    return Resource.objects.shown().filter(network=edition.network, created_at__range=(begins, ends))


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
    return said


chapter("resources", title=gettext_lazy("Resources"), figures=figures, sentences=sentences, position=40)
