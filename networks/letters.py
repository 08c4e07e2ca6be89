"""What networks give to notices: their places, and what waits in them for the weekly letter."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from networks import rules, selectors
from networks.models import Edition, Network
from notifications.registry import PLACES, Line, Places, section

_HOLDERS = ("edition", "meeting", "thread", "plan", "task", "post", "report", "announcement", "membership", "entry")
"""Through what a thing of a room hangs on its network, where it does not name the network itself."""


def network_of(about: Any) -> int | None:
    """The number of the network in which a thing of any room lies; None beyond networks."""
    for _step in range(3):
        if isinstance(about, Network):
            return int(about.pk)
        if isinstance(about, Edition) or hasattr(about, "network_id"):
            return about.network_id
        about = next((getattr(about, name) for name in _HOLDERS if getattr(about, f"{name}_id", None)), None)
        if about is None:
            return None
    return None


def own_places(user: Any) -> list[tuple[int, str, str]]:
    """The networks of a person, by name; one query."""
    found = Network.objects.filter(pk__in=rules.memberships_of(user).values("edition__network")).order_by("folded")
    return [(network.pk, network.title, network.get_absolute_url()) for network in found]


def waits(user: Any) -> list[Line]:
    """Invitations, requests and reports that wait for the person."""
    lines = []
    for invitation in selectors.invitations_for(user):
        words = _("An invitation to the network “%(network)s”") % {"network": invitation.edition.network}
        url = reverse("networks:invitation", kwargs={"token": invitation.token})
        lines.append(Line(words, url, at=invitation.expires_at))
    for held in selectors.requests_for(user):
        network = held.edition.network
        words = _("%(who)s asks to join “%(network)s”") % {"who": held.user.get_full_name(), "network": network}
        lines.append(Line(words, reverse("networks:members", kwargs={"slug": network.slug})))
    for edition in selectors.reports_due(user):
        words = _("The annual report of “%(network)s” waits for your words") % {"network": edition.network}
        lines.append(Line(words, reverse("networks:report", kwargs={"slug": edition.network.slug})))
    for report in selectors.reports_to_decide(user)[: selectors.MOST_DUE]:
        network = report.edition.network
        words = _("The annual report of “%(network)s” waits for your decision") % {"network": network}
        lines.append(Line(words, reverse("networks:county_report", kwargs={"slug": network.slug})))
    return lines


PLACES.register("network", Places(name="network", of=network_of, mine=own_places))
section(
    "networks",
    waits=waits,
    covers=("networks.invited", "networks.requested", "networks.report_to_accept"),
)
