"""Experts in a network's annual report (domain 4.2, part 7)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from networks.experts.models import ExpertRequest
from networks.experts.states import RequestState
from networks.reporting import Figure, asked_once, chapter

WORKED = Q(state__in=[RequestState.DONE, RequestState.EVALUATED])


@asked_once
def counts(edition: Any) -> dict[str, int]:
    """Requests, those whose expert worked, experts and hours; one query."""
    found = ExpertRequest.objects.filter(edition=edition).aggregate(
        asked=Count("pk", filter=~Q(state=RequestState.WITHDRAWN)),
        done=Count("pk", filter=WORKED),
        experts=Count("expert", filter=WORKED, distinct=True),
        hours=Sum("hours", filter=WORKED),
    )
    return {name: value or 0 for name, value in found.items()}


def figures(edition: Any) -> list[Figure]:
    """The numbers; each leads to the requests."""
    found = counts(edition)
    url = reverse("experts:list", kwargs={"slug": edition.network.slug})
    return [
        Figure("experts_asked", _("requests for experts"), found["asked"], url, for_steers=True),
        Figure("experts_done", _("of them carried out"), found["done"], url, for_steers=True),
        Figure("experts_hours", _("hours of work with experts"), found["hours"], url, for_steers=True),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences; nothing where no expert worked."""
    found = counts(edition)
    if not found["done"]:
        return []
    return [
        ngettext(
            "The network worked with %(experts)d expert assigned by the county.",
            "The network worked with %(experts)d experts assigned by the county.",
            found["experts"],
        )
        % found
    ]


chapter("experts", title=_("Work with experts"), figures=figures, sentences=sentences, position=68)
