"""Panels that upper floors hang into a shared page (the start page, a network's space) without being imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from kit.registry import Registry

Found = dict[str, bool]
"""Which of a panel's questions found something."""


@dataclass(frozen=True)
class Panel:
    """One panel: `values(user, place)` gives the template's values, or None when there is nothing to act on.

    `asks(user, place)` gives querysets by name. All panels' questions go to the database as one query; a panel none
    of whose querysets holds a row is not drawn and asks nothing more, and `values(user, place, found)` of the others
    is told which do.
    """

    name: str
    template: str
    values: Callable[..., dict[str, Any] | None]
    position: int = 50
    asks: Callable[[Any, Any], dict[str, QuerySet]] | None = None


def _everybody(_standing: Any) -> bool:
    return True


@dataclass(frozen=True)
class Tab:
    """One tab of a network's space: `url(network)` leads to it; `seen(standing)` says whose place shows it."""

    name: str
    label: Any
    icon: str
    url: Callable[[Any], str]
    position: int = 50
    seen: Callable[[Any], bool] = _everybody
    is_rare: bool = False
    """Opened seldom: where there are many tabs it stands under “More”."""


DESK: Registry[Panel] = Registry("desk.cards", needs=("name", "template", "values"))
"""Cards of the start page; `place` is None."""
SPACE: Registry[Panel] = Registry("networks.panels", needs=("name", "template", "values"))
"""Panels of a network's start page; `place` is the membership of the reader."""
TABS: Registry[Tab] = Registry("networks.tabs", needs=("name", "label", "icon", "url"))


def drawn(panels: Registry[Panel], user: Any, place: Any = None) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels that have something to say, in their order, with their values."""
    ordered = sorted(panels, key=lambda panel: (panel.position, panel.name))
    answers = _answers({panel.name: panel.asks(user, place) for panel in ordered if panel.asks}, user)
    found = []
    for panel in ordered:
        if panel.asks is None:
            values = panel.values(user, place)
        elif any(answers[panel.name].values()):
            values = panel.values(user, place, answers[panel.name])
        else:
            continue
        if values is not None:
            found.append((panel, values))
    return found


def _answers(questions: dict[str, dict[str, QuerySet]], user: Any) -> dict[str, Found]:
    """Which of the querysets hold a row; one query for all of them."""
    flat = [(panel, name, rows) for panel, named in questions.items() for name, rows in named.items()]
    if not flat:
        return {}
    columns = {f"asked_{number}": Exists(rows) for number, (_panel, _name, rows) in enumerate(flat)}
    row = user._meta.model._base_manager.filter(pk=user.pk).annotate(**columns).values(*columns).get()
    answers: dict[str, Found] = {panel: {} for panel in questions}
    for number, (panel, name, _rows) in enumerate(flat):
        answers[panel][name] = bool(row[f"asked_{number}"])
    return answers
