"""Surveys on the chain: a goal of the plan remembers the outcome it was made from (A13, W3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.surveying import rules
from provenance.registry import Card, thing


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of surveys which `user` may open; one query."""
    rows = rules.readable_surveys(user).filter(pk__in=list(pks)).select_related("survey", "edition__network")
    return {
        one.pk: Card(title=one.survey.title, url=one.get_absolute_url(), note=str(one.survey.get_state_display()))
        for one in rows
    }


thing("survey", label=_("survey"), icon="clipboard-list", cards=cards)
