"""Places as upper floors signed them in, under one kind of key (`network-5`)."""

from __future__ import annotations

from typing import Any

from notifications.registry import PLACES, Place


def place_of(about: Any) -> str:
    """The key of the place in which a thing lies, or nothing."""
    for sort in PLACES:
        number = sort.of(about)
        if number is not None:
            return f"{sort.name}-{number}"
    return ""


def places_of(user: Any) -> list[Place]:
    """The places of a person, in the order in which they were signed in."""
    return [
        Place(key=f"{sort.name}-{number}", label=label, url=url)
        for sort in PLACES
        for number, label, url in sort.mine(user)
    ]
