"""The blog's tab, and its cards on the start pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab
from networks.blogs import selectors
from networks.models import Membership

SHOWN = 20


def _url(network: Any) -> str:
    return reverse("blogs:list", kwargs={"slug": network.slug})


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"waiting": selectors.waiting_for(user)}


def to_approve(user: Any, _place: Any, _found: Found) -> dict[str, Any]:
    """Entries that wait for the reader's decision, over all networks."""
    return {"entries": selectors.waiting_for(user)[:SHOWN]}


def latest(user: Any, standing: Membership) -> dict[str, Any] | None:
    """In the space: the latest entries."""
    entries = selectors.latest_in(standing)
    return {"entries": entries, "network": standing.edition.network} if entries else None


TABS.register("blog", Tab(name="blog", label=_("Blog"), icon="notebook-pen", url=_url, position=60, is_rare=True))
DESK.register("blogs.approve", Panel("blogs.approve", "blogs/panels/approve.html", to_approve, 30, _asks))
SPACE.register("blogs.latest", Panel("blogs.latest", "blogs/panels/latest.html", latest, 60))
