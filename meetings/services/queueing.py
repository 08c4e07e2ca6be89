"""The queue of raised hands outlives a broken line: who is back soon has the place that was waited for."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit import clock
from meetings import room_state, selectors
from meetings.enums import EventKind
from meetings.models import RoomEvent

BACK_WITHIN = timedelta(seconds=30)
"""From the moment the room says that a person has left, which it says only after the hub's own grace."""


def hands_kept(meeting_id: int, people: list[int]) -> dict[int, dict[str, int]]:
    """Of `people` who are coming back, those whose hand was up when the line broke: {person: {"hand": its place}}.

    The place is the one by the moment of raising, among the hands that are up now. Lowered meanwhile, it is lost.
    """
    since = clock.now() - BACK_WITHIN
    gone = RoomEvent.objects.filter(meeting=meeting_id, kind=EventKind.LEFT, author__in=people, at__gte=since)
    if not people or not gone.exists():
        return {}
    state, raised, lost = _walked(selectors.events_after(meeting_id, 0))
    hands, kept = list(state["hands"]), {}
    for person in sorted(people, key=lambda one: raised.get(str(one), 0)):
        number = str(person)
        if number not in lost or lost[number] < since:
            continue
        place = sum(raised[other] < raised[number] for other in hands)
        hands.insert(place, number)
        kept[person] = {"hand": place}
    return kept


def _walked(events: list[room_state.Event]) -> tuple[room_state.State, dict[str, int], dict[str, datetime]]:
    """The state, when each hand was raised last, and whose was up when they left, with the moment of leaving."""
    state = room_state.empty()
    raised: dict[str, int] = {}
    lost: dict[str, datetime] = {}
    for event in events:
        before, state = state, room_state.apply(state, event)
        kind, values = event["kind"], event["values"]
        if kind == EventKind.HANDS_DOWN:
            lost.clear()
            continue
        number = str(values.get("person"))
        if kind == EventKind.HAND_UP and number in state["hands"] and number not in before["hands"]:
            raised[number] = event["number"]
        if kind == EventKind.LEFT and number in before["hands"]:
            lost[number] = datetime.fromisoformat(event["at"])
        elif kind in _ENDS:
            lost.pop(number, None)
    return state, raised, lost


_ENDS = {
    EventKind.JOINED, EventKind.HAND_DOWN, EventKind.HAND_UP, EventKind.FLOOR, EventKind.REMOVED, EventKind.STAGE_ON,
}  # fmt: skip
