"""The state of a room as a pure function of its numbered events: `fold(events)`; no clock, no database.

The server and the browser (platform/theme/src/js/rooms/room_state.js) hold the same function; a test compares them.
A state is plain JSON:

    number   the last event in it
    people   {person: {name, role, since}} of those present; `since` is the number of the event of coming
    host     who leads now, or None: whoever steers and came first; gone, a co-host, else who steers and is here longest
    cohosts  persons appointed to help to lead, present or not
    lobby    those who wait at the door, in order: {person, name, role}
    out      those who were turned away or put out: {person, name}
    doors    whether members may come in before the beginning
    locked   whether everybody new has to knock
    floor    persons who may speak though not everybody may
    switches whether everybody may speak, show their screen, write, write the common text
             (note), and write to one another (whisper)
    hands    persons whose hand is up, in the order of raising
    agenda   [{id, title, minutes, leader}]
    item     the point of the agenda that is open, or None; `item_at` since when (ISO)
    polls    the last POLLS: {id, question, kind, options, anonymous, person, open, voted, results}; results are empty
             until a poll is closed, then rows {label, count, names}
    lines    the last LINES lines of the chat: {number, person, name, text, at}
    captioner who writes captions of what is said, {person, name, keep}, or None; `keep`: whether lines are kept
    captions the last CAPTIONS kept lines: {number, person, name, text}; lines that are not kept are no events
    slides   what is shown page by page, or None: {deck, title, pages, page, reached, person, note}; `pages` is 0 while
             they are drawn, `reached` the furthest page shown, `note` why they could not be drawn
    handed   links and files given to everybody, the last HANDED: {id, title, address, person, name}; files have no
             address
    stage    who may be heard and seen, in the order of coming: {person, tab, mic, cam, screen}; `tab` is the window
             that sends, the three are what the person has switched on
    recording whether the stage is being recorded: None, or {state, name, at}; `state` is "starting", "running" or
             "ending", `name` who started it, `at` since when (ISO)
    open     False once the room is closed
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

LINES = 200
POLLS = 20
CAPTIONS = 3
HANDED = 40

State = dict[str, Any]
Event = dict[str, Any]


def empty() -> State:
    """A room in which nothing has happened yet."""
    return {
        "number": 0,
        "people": {},
        "host": None,
        "cohosts": [],
        "lobby": [],
        "out": [],
        "doors": False,
        "locked": False,
        "floor": [],
        "switches": {"speak": True, "show": True, "write": True, "note": True, "whisper": False},
        "hands": [],
        "agenda": [],
        "item": None,
        "item_at": None,
        "polls": [],
        "lines": [],
        "captioner": None,
        "captions": [],
        "slides": None,
        "handed": [],
        "stage": [],
        "recording": None,
        "open": True,
    }


def apply(state: State, event: Event) -> State:
    """The state after `event`; an event already in the state changes nothing. `state` itself is not changed."""
    if event["number"] <= state["number"]:
        return state
    after = {**state, "number": event["number"]}
    change = _CHANGES.get(event["kind"])
    return after if change is None else {**after, **change(after, event)}


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state after all `events`, which come in order."""
    after = empty() if state is None else state
    for event in events:
        after = apply(after, event)
    return after


STEERING = ("coordinator", "deputy")


def leads(state: State, person: str) -> bool:
    """Whether a person who is present may lead: steers the network, or was appointed."""
    here = state["people"].get(person)
    return here is not None and (here["role"] in STEERING or person in state["cohosts"])


def _led(state: State) -> State:
    """`state` with the right host: who leads stays, and goes on to a co-host, else to who steers and came first."""
    if state["host"] is not None and leads(state, state["host"]):
        return state
    here = sorted(state["people"], key=lambda person: state["people"][person]["since"])
    helping = [person for person in here if person in state["cohosts"]]
    steering = [person for person in here if state["people"][person]["role"] in STEERING]
    return {**state, "host": next(iter([*helping, *steering]), None)}


def _without(rows: list[Any], person: str) -> list[Any]:
    return [row for row in rows if (row["person"] if isinstance(row, dict) else row) != person]


def _joined(state: State, event: Event) -> State:
    values = event["values"]
    person = {"name": values["name"], "role": values["role"], "since": event["number"]}
    number = str(values["person"])
    lobby, hands = _without(state["lobby"], number), state["hands"]
    if "hand" in values and number not in hands:  # back soon after the line broke: the place in the queue is kept
        hands = [*hands[: values["hand"]], number, *hands[values["hand"] :]]
    return _led({**state, "lobby": lobby, "hands": hands, "people": {**state["people"], number: person}})


def _left(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    return _led(
        {
            **state,
            "people": {key: value for key, value in state["people"].items() if key != person},
            "hands": _without(state["hands"], person),
            "floor": _without(state["floor"], person),
            "stage": _without(state["stage"], person),
        }
    )


def _knocked(state: State, event: Event) -> State:
    values = event["values"]
    row = {"person": str(values["person"]), "name": values["name"], "role": values["role"]}
    return {"lobby": [*_without(state["lobby"], row["person"]), row]}


def _withdrew(state: State, event: Event) -> State:
    return {"lobby": _without(state["lobby"], str(event["values"]["person"]))}


def _admitted(state: State, event: Event) -> State:
    people = [str(person) for person in event["values"]["people"]]
    return {name: [row for row in state[name] if row["person"] not in people] for name in ("lobby", "out")}


def _turned_out(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    out = [*_without(state["out"], person), {"person": person, "name": event["values"]["name"]}]
    lobby, cohosts = _without(state["lobby"], person), _without(state["cohosts"], person)
    captioner = state["captioner"]
    if captioner is not None and captioner["person"] == person:
        captioner = None
    slides = None if state["slides"] is not None and state["slides"]["person"] == person else state["slides"]
    gone = _left({**state, "cohosts": cohosts, "captioner": captioner, "slides": slides}, event)
    return {**gone, "lobby": lobby, "out": out}


def _doors(state: State, event: Event) -> State:
    return {"doors": event["values"]["on"]}


def _locked(state: State, event: Event) -> State:
    return {"locked": event["values"]["on"]}


def _cohost(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    cohosts = _without(state["cohosts"], person)
    return _led({**state, "cohosts": [*cohosts, person] if event["values"]["on"] else cohosts})


def _switches(state: State, event: Event) -> State:
    values = {"note": event["values"]["write"], **event["values"]}  # one switch until they were parted
    return {"switches": {name: values[name] for name in ("speak", "show", "write", "note", "whisper")}}


def _hands_down(state: State, event: Event) -> State:
    return {"hands": []}


def _floor(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    floor = _without(state["floor"], person)
    if not event["values"]["on"] or person not in state["people"]:
        return {"floor": floor}
    return {"floor": [*floor, person], "hands": _without(state["hands"], person)}


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


def _captioner(state: State, event: Event) -> State:
    values = event["values"]
    if values["person"] is None:
        return {"captioner": None, "captions": []}
    return {"captioner": {"person": str(values["person"]), "name": values["name"], "keep": values["keep"]}}


def _caption(state: State, event: Event) -> State:
    values = event["values"]
    line = {"number": event["number"], "person": str(values["person"]), "name": values["name"], "text": values["text"]}
    return {"captions": [*state["captions"], line][-CAPTIONS:]}


_SLIDES = ("deck", "title", "pages", "page", "reached", "note")


def _slides(state: State, event: Event) -> State:
    values = event["values"]
    if values["deck"] is None:
        return {"slides": None}
    return {"slides": {**{name: values[name] for name in _SLIDES}, "person": str(values["person"])}}


def _handed(state: State, event: Event) -> State:
    values = event["values"]
    row = {name: values[name] for name in ("id", "title", "address", "name")} | {"person": str(values["person"])}
    return {"handed": [*state["handed"], row][-HANDED:]}


def _taken_back(state: State, event: Event) -> State:
    return {"handed": [row for row in state["handed"] if row["id"] != event["values"]["id"]]}


def _poll(state: State, event: Event) -> State:
    values = event["values"]
    copied = {name: values[name] for name in ("id", "question", "kind", "options", "anonymous")}
    poll = {**copied, "person": str(values["person"]), "open": True, "voted": 0, "results": []}
    return {"polls": [*state["polls"], poll][-POLLS:]}


def _voted(state: State, event: Event) -> State:
    values = event["values"]
    counted = {"voted": values["voted"]}
    return {"polls": [one | counted if one["id"] == values["poll"] else one for one in state["polls"]]}


def _poll_closed(state: State, event: Event) -> State:
    values = event["values"]
    closed = {"open": False, "voted": values["voted"], "results": values["results"]}
    return {"polls": [one | closed if one["id"] == values["poll"] else one for one in state["polls"]]}


def _hand_up(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    if person in state["hands"] or person not in state["people"]:
        return {}
    return {"hands": [*state["hands"], person]}


def _hand_down(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    return {"hands": _without(state["hands"], person)}


def _item(state: State, event: Event) -> State:
    item = event["values"]["item"]
    return {"item": item, "item_at": None if item is None else event["at"]}


def _agenda(state: State, event: Event) -> State:
    items = event["values"]["items"]
    kept = state["item"] if any(item["id"] == state["item"] for item in items) else None
    return {"agenda": items, "item": kept, "item_at": state["item_at"] if kept is not None else None}


_OFF = {"mic": False, "cam": False, "screen": False}


def _stage_on(state: State, event: Event) -> State:
    person, tab = str(event["values"]["person"]), event["values"]["tab"]
    if person not in state["people"]:
        return {}
    place = {"person": person, "tab": tab, **_OFF}
    if any(one["person"] == person for one in state["stage"]):
        return {"stage": [place if one["person"] == person else one for one in state["stage"]]}
    return {"stage": [*state["stage"], place], "hands": _without(state["hands"], person)}


def _stage_off(state: State, event: Event) -> State:
    person = str(event["values"]["person"])
    return {"stage": _without(state["stage"], person), "floor": _without(state["floor"], person)}


def _media(state: State, event: Event) -> State:
    values = event["values"]
    switches = {name: values[name] for name in _OFF}
    person = str(values["person"])
    return {"stage": [{**one, **switches} if one["person"] == person else one for one in state["stage"]]}


def _muted(state: State, event: Event) -> State:
    person = event["values"]["person"]
    return {
        "stage": [
            {**one, "mic": False} if person is None or one["person"] == str(person) else one for one in state["stage"]
        ]
    }


def _recording(state: State, event: Event) -> State:
    values, before = event["values"], state["recording"]
    if values["state"] is None:
        return {"recording": None}
    at = before["at"] if before is not None else event["at"]
    return {"recording": {"state": values["state"], "name": values["name"], "at": at}}


def _closed(state: State, event: Event) -> State:
    emptied: State = {name: [] for name in ("hands", "stage", "lobby", "floor")}
    return {"open": False, **emptied, "captioner": None, "slides": None, "recording": None}


_CHANGES = {
    "joined": _joined,
    "left": _left,
    "said": _said,
    "hand_up": _hand_up,
    "hand_down": _hand_down,
    "item": _item,
    "agenda": _agenda,
    "stage_on": _stage_on,
    "stage_off": _stage_off,
    "media": _media,
    "muted": _muted,
    "knocked": _knocked,
    "withdrew": _withdrew,
    "admitted": _admitted,
    "refused": _turned_out,
    "removed": _turned_out,
    "doors": _doors,
    "locked": _locked,
    "cohost": _cohost,
    "switches": _switches,
    "hands_down": _hands_down,
    "floor": _floor,
    "captioner": _captioner,
    "caption": _caption,
    "slides": _slides,
    "handed": _handed,
    "taken_back": _taken_back,
    "poll": _poll,
    "voted": _voted,
    "poll_closed": _poll_closed,
    "recording": _recording,
    "closed": _closed,
}
