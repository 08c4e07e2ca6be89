"""The tab of outcomes, and what of them waits for a person on the start page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import DESK, TABS, Found, Panel, Tab
from networks.outcomes import selectors

SHOWN = 20


def _url(network: Any) -> str:
    return reverse("outcomes:list", kwargs={"slug": network.slug})


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {
        "to_approve": selectors.waiting_for(user),
        "consents": selectors.consents_asked(user),
        "questions": selectors.questions_for(user),
    }


def waiting(user: Any, _place: Any, found: Found) -> dict[str, Any]:
    """Decisions, consents and answers that wait for the reader; asked only where there are any."""
    rows = _asks(user, None)
    return {name: list(rows[name][:SHOWN]) if found[name] else [] for name in rows}


TABS.register("outcomes", Tab("outcomes", _("Outcomes"), "sparkles", _url, position=75, is_rare=True))
DESK.register("outcomes.waiting", Panel("outcomes.waiting", "outcomes/panels/waiting.html", waiting, 32, _asks))
