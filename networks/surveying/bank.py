"""The question bank: ready questions of templates and those a network has asked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kit.verdicts import insist
from networks.surveying import rules
from networks.surveying.models import NetworkSurvey
from surveys import services as surveys
from surveys.items import Item, items_of
from surveys.states import SurveyState
from surveys.templates import TEMPLATES

EARLIER = 10
"""Surveys of the network looked into, the latest first."""


@dataclass(frozen=True)
class Shelf:
    """Questions of one origin: (value in the form, the question)."""

    title: str
    questions: list[tuple[str, Item]]


def shelves(user: Any, asked: NetworkSurvey) -> list[Shelf]:
    """What can be added to the draft `asked`: nothing it has already, each question once; one query."""
    known = {item.text.casefold() for item in items_of(asked.survey.items)}
    found = [_shelf(str(one.title), one.name, one.items(), known) for one in TEMPLATES.values()]
    rows = rules.readable_surveys(user).filter(edition__network=asked.edition.network_id)
    rows = rows.exclude(pk=asked.pk).exclude(survey__state=SurveyState.DRAFT).select_related("survey").order_by("-pk")
    found += [_shelf(one.survey.title, str(one.pk), items_of(one.survey.items), known) for one in rows[:EARLIER]]
    return [one for one in found if one.questions]


def _shelf(title: str, name: str, items: list[Item], known: set[str]) -> Shelf:
    """Adds the words of what it takes to `known`."""
    questions = []
    for item in items:
        if item.asks and item.text.casefold() not in known:
            known.add(item.text.casefold())
            questions.append((f"{name}:{item.key}", item))
    return Shelf(title, questions)


@transaction.atomic
def take(*, by: Any, asked: NetworkSurvey, chosen: list[str]) -> int:
    """Add the chosen questions of the bank to the draft; gives how many. What is not in the bank is passed over.

    Raises Refused unless `by` leads it, for none, and as `surveys.services.take_items` does.
    """
    insist(rules.may_lead(by, asked))
    wanted = set(chosen)
    items = [item for shelf in shelves(by, asked) for value, item in shelf.questions if value in wanted]
    return surveys.take_items(survey=asked.survey, items=items)
