"""Panels that upper floors hang into a shared page (the start page, a network's space) without being imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kit.registry import Registry


@dataclass(frozen=True)
class Panel:
    """One panel: `values(user, place)` gives the template's values, or None when there is nothing to act on."""

    name: str
    template: str
    values: Callable[[Any, Any], dict[str, Any] | None]
    position: int = 50


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


DESK: Registry[Panel] = Registry("desk.cards", needs=("name", "template", "values"))
"""Cards of the start page; `place` is None."""
SPACE: Registry[Panel] = Registry("networks.panels", needs=("name", "template", "values"))
"""Panels of a network's start page; `place` is the membership of the reader."""
TABS: Registry[Tab] = Registry("networks.tabs", needs=("name", "label", "icon", "url"))


def drawn(panels: Registry[Panel], user: Any, place: Any = None) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels that have something to say, in their order, with their values."""
    found = []
    for panel in sorted(panels, key=lambda panel: (panel.position, panel.name)):
        values = panel.values(user, place)
        if values is not None:
            found.append((panel, values))
    return found
