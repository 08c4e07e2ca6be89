"""What one has written that is to go out later."""

from __future__ import annotations

from forum.models import PlannedPost
from forum.selectors.rooms import Room
from kit.verdicts import NotThere


def planned_in(room: Room) -> list[PlannedPost]:
    """One's own in this place, the next first."""
    mine = PlannedPost.objects.filter(network=room.network, author_id=room.user_id)
    if room.network is None:
        mine = mine.filter(section=room.section)
    return list(mine.select_related("network", "section", "thread"))


def planned_for(room: Room, pk: int) -> PlannedPost:
    """One's own of this place. Raises NotThere."""
    found = next((one for one in planned_in(room) if one.pk == pk), None)
    if found is None:
        raise NotThere
    return found
