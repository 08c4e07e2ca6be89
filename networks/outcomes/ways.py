"""The beginning of an outcome's way, from the links already in the system: need → plan → meeting → task → result.

Only titles the proposer may read are taken, as words to begin with: they are shown to everybody later, so they stand in
the file as its own sentences, which the authors change before they send it (CM-01).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from networks.outcomes.enums import WayKind
from provenance.registry import THINGS, Reference
from provenance.selectors import sources_of

KINDS = {
    "need": WayKind.NEED,
    "wish": WayKind.NEED,
    "proposal": WayKind.NEED,
    "question": WayKind.NEED,
    "meeting": WayKind.MEETING,
    "plan_point": WayKind.WORK,
    "task": WayKind.WORK,
    "task_result": WayKind.WORK,
    "decision": WayKind.WORK,
    "resource": WayKind.WORK,
    "thread": WayKind.WORK,
}
DEEPEST = 6
ORDER = {WayKind.NEED: 0, WayKind.MEETING: 1, WayKind.WORK: 2}


def remembered(user: Any, source: Reference | None) -> list[tuple[WayKind, str, date | None]]:
    """(station, words, day) of what leads to `source`, needs first, as far as `user` may read it."""
    if source is None:
        return []
    met, edge = [source], [source]
    for _step in range(DEEPEST):
        edge = list(dict.fromkeys(one for thing in edge for one in sources_of(*thing) if one not in met))
        if not edge:
            break
        met += edge
    found = []
    for thing in reversed(met):
        kind = KINDS.get(thing.kind)
        card = THINGS[thing.kind].cards(user, [thing.pk]).get(thing.pk) if kind and thing.kind in THINGS else None
        if kind and card is not None:
            found.append((kind, card.title, None))
    return sorted(found, key=lambda one: ORDER[one[0]])
