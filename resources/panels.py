"""What the library hangs into a network's space."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import SPACE, TABS, Panel, Tab
from resources import selectors


def _address(network: Any) -> str:
    return reverse("resources:network_list", kwargs={"slug": network.slug})


def newest(user: Any, place: Any) -> dict[str, Any] | None:
    """The newest resources of the network, or an invitation to add the first."""
    network = place.edition.network
    return {
        "network": network,
        "resources": selectors.newest(user, network),
        "may_deposit": place.edition.is_open,
    }


TABS.register("resources", Tab(name="resources", label=_("Library"), icon="book-open", url=_address, position=40))
SPACE.register(
    "resources", Panel(name="resources", template="resources/panels/newest.html", values=newest, position=40)
)
