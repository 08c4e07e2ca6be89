"""Rooms of sockets inside one process: numbered events out, limits in, and word between processes.

A room's truth lies in the database: every event has a number and is committed before it comes here. A room keeps
the last events already encoded and a state made from them, so that a person who comes back gets exactly what was
missed, or a fresh snapshot, without a question to the database. An event is encoded once for all, and all that
happens in one pass of the loop leaves in one frame. Between processes only the word goes round that a room has
something new; each process then reads it itself, in order.
"""

from kit.hub.limits import (
    BURST,
    CLOSED,
    GRACE,
    LAG,
    OUT,
    RATE,
    REPLACED,
    RING,
    ROUND,
    SLOW,
    SOCKETS_A_PERSON,
    SOCKETS_A_PROCESS,
    WAITING_BYTES,
    WAITING_FRAMES,
    Bucket,
    Crowd,
    encoded,
)
from kit.hub.process import Hub
from kit.hub.rooms import Room
from kit.hub.seats import Seat
from kit.hub.words import group_of, person_out, touched

__all__ = [
    "BURST",
    "CLOSED",
    "GRACE",
    "LAG",
    "OUT",
    "RATE",
    "REPLACED",
    "RING",
    "ROUND",
    "SLOW",
    "SOCKETS_A_PERSON",
    "SOCKETS_A_PROCESS",
    "WAITING_BYTES",
    "WAITING_FRAMES",
    "Bucket",
    "Crowd",
    "Hub",
    "Room",
    "Seat",
    "encoded",
    "group_of",
    "person_out",
    "touched",
]
