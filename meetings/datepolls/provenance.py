"""Date polls in the chain of what was made from what: a date is looked for on a plan's point, a meeting follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.datepolls import rules
from meetings.provenance import SOURCES
from provenance.registry import Card, maker, thing


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of polls; one query."""
    found = rules.readable_polls(user).filter(pk__in=list(pks))
    return {
        one.pk: Card(title=one.title, url=one.get_absolute_url(), note=str(one.get_state_display())) for one in found
    }


def _ask(place: Any) -> str:
    return reverse("datepolls:ask", kwargs={"slug": place.edition.network.slug})


def _asks(_user: Any, place: Any) -> Any:
    return rules.may_ask_as(place)


thing("date_poll", label=_("date poll"), icon="calendar-clock", cards=cards, page="datepolls:poll")
maker(
    "date_poll",
    label=_("Look for a date of a meeting on it"),
    icon="calendar-clock",
    sources=SOURCES,
    url=_ask,
    offered=_asks,
    position=41,
)
