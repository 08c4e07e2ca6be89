"""Bars of the annual report: what is drawn is what is written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True)
class Bar:
    """A named number with the width of its bar in hundredths of the longest."""

    label: str
    value: int
    share: int


@register.filter
def bars(rows: list[Any]) -> list[Bar]:
    """The rows (label, number) of a chart with their widths."""
    most = max((value for _label, value in rows), default=0) or 1
    return [Bar(label, value, round(100 * value / most)) for label, value in rows]


@register.filter
def source(chapter: dict[str, Any]) -> str:
    """Where what the sentences of a chapter are made of can be seen; empty where there is no such page."""
    return next((figure["url"] for figure in chapter["figures"] if figure["url"]), "")
