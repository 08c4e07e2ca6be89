"""The state of a room as a pure function of its numbered events: `fold(events)`; no clock, no database.

The server and the browser (platform/theme/src/js/rooms/room_state.js) hold the same function; a test compares them.
A state is plain JSON:

    number   the last event in it
    people   {person: {name, role}} of those present
    hands    persons whose hand is up, in the order of raising
    agenda   [{id, title, minutes, leader}]
    item     the point of the agenda that is open, or None; `item_at` since when (ISO)
    lines    the last LINES lines of the chat: {number, person, name, text, at}
    open     False once the room is closed
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

LINES = 200

State = dict[str, Any]
Event = dict[str, Any]


def empty() -> State:
    """A room in which nothing has happened yet."""
    return {
        "number": 0,
        "people": {},
        "hands": [],
        "agenda": [],
        "item": None,
        "item_at": None,
        "lines": [],
        "open": True,
    }


def apply(state: State, event: Event) -> State:
    """The state after `event`; an event already in the state changes nothing. `state` itself is not changed."""
    if event["number"] <= state["number"]:
        return state
    after = {**state, "number": event["number"]}
    change = _CHANGES.get(event["kind"])
    return after if change is None else {**after, **change(state, event)}


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state after all `events`, which come in order."""
    after = empty() if state is None else state
    for event in events:
        after = apply(after, event)
    return after


def _joined(state: State, event: Event) -> State:
    values = event["values"]
    person = {"name": values["name"], "role": values["role"]}
    return {"people": {**state["people"], str(values["person"]): person}}


def _left(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    return {
        "people": {key: value for key, value in state["people"].items() if key != person},
        "hands": [key for key in state["hands"] if key != person],
    }


def _said(state: State, event: Event) -> State:
    values = event["values"]
    line = {
        "number": event["number"],
        "person": str(values["person"]),
        "name": values["name"],
        "text": values["text"],
        "at": event["at"],
    }
    return {"lines": [*state["lines"], line][-LINES:]}


def _hand_up(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    if person in state["hands"] or person not in state["people"]:
        return {}
    return {"hands": [*state["hands"], person]}


def _hand_down(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    return {"hands": [key for key in state["hands"] if key != person]}


def _item(state: State, event: Event) -> State:
    item = event["values"]["item"]
    return {"item": item, "item_at": None if item is None else event["at"]}


def _agenda(state: State, event: Event) -> State:
    items = event["values"]["items"]
    kept = state["item"] if any(item["id"] == state["item"] for item in items) else None
    return {"agenda": items, "item": kept, "item_at": state["item_at"] if kept is not None else None}


def _closed(state: State, event: Event) -> State:
    return {"open": False, "hands": []}


_CHANGES = {
    "joined": _joined,
    "left": _left,
    "said": _said,
    "hand_up": _hand_up,
    "hand_down": _hand_down,
    "item": _item,
    "agenda": _agenda,
    "closed": _closed,
}
