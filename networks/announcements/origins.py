"""An announcement as a thing made from others (a decision, a result), for the chain from need to report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.announcements import rules
from provenance.registry import Card, maker, thing


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of those `user` may open; one query."""
    found = rules.readable_announcements(user).filter(pk__in=list(pks))
    return {one.pk: Card(title=one.title, url=one.get_absolute_url()) for one in found}


thing("announcement", label=_("announcement"), icon="megaphone", cards=cards)
maker(
    "announcement",
    label=_("Announce it"),
    icon="megaphone",
    sources=("decision", "meeting", "task_result", "resource", "outcome", "blog_post"),
    url=lambda standing: reverse("announcements:network_new", kwargs={"slug": standing.edition.network.slug}),
    offered=lambda user, standing: rules.may_announce_as(standing),
    position=80,
)
