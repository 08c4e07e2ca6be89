"""The words that go round between processes."""

from __future__ import annotations

from typing import Any


def group_of(prefix: str, name: str) -> str:
    """The channel group of one room over all processes."""
    return f"{prefix}-{name}"


def touched(name: str, *, by: str = "") -> dict[str, Any]:
    """The word that a room has something new."""
    return {"type": "hub.touched", "room": name, "by": by}


def person_out(name: str, person: int) -> dict[str, Any]:
    """The word that a person may not be in a room any more."""
    return {"type": "hub.out", "room": name, "person": person}


def aside(name: str, person: int | None, tab: str | None, text: str) -> dict[str, Any]:
    """An encoded frame for one window of one person, wherever it sits; without `tab` for all windows of the person,
    without `person` for everybody in the room."""
    return {"type": "hub.aside", "room": name, "person": person or 0, "tab": tab or "", "text": text}
