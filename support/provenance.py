"""A support process in the chain, made of a reported need; only who knows of the process sees it there (SP-01)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from provenance.registry import Card, maker, thing
from support import rules


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of those processes `user` may know of; two queries at most (SP-01)."""
    if not user.is_authenticated:
        return {}
    found = rules.visible_processes(user).filter(pk__in=list(pks)).select_related("institution")
    return {
        one.pk: Card(title=one.title, url=one.get_absolute_url(), note=f"{one.institution} · {one.get_state_display()}")
        for one in found
    }


def _starts(user: Any, _place: Any) -> bool:
    return rules.may_start_any(user)


thing("process", label=_("support process"), icon="sprout", cards=cards)
maker(
    "process",
    label=_("Start the support of a school"),
    icon="sprout",
    sources=("need",),
    url=lambda _place: reverse("support:process_open"),
    offered=_starts,
    position=30,
)
