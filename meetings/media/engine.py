"""What an engine is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kit.verdicts import NotThere


@dataclass(frozen=True)
class Carried:
    """That a server carries a person's window since `joined_at`, or has carried it until `left_at`.

    `mark` names this one connection: the same news told twice speak of the same stay.
    """

    meeting_id: int
    person: int
    mark: str
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True)
class Recorded:
    """What a server tells of one recording, under its own number `egress` and our `name`.

    `has_file` once it ended with one.
    """

    egress: str
    name: str
    is_over: bool
    has_file: bool
    began_at: datetime | None = None
    ended_at: datetime | None = None


class Engine(ABC):
    """Carries sound and picture of a room."""

    name: str
    """The word by which the browser chooses its part (theme/src/js/rooms/room/)."""

    @abstractmethod
    def places(self, people: int) -> int:
        """How many may be on the stage when `people` are in the room."""

    @abstractmethod
    def pictures(self, people: int) -> int:
        """How many pictures (cameras and a shared screen together) it carries when `people` are in the room."""

    @abstractmethod
    def given_to(self, person: int) -> dict[str, Any]:
        """What the browser of `person` needs to begin; plain JSON."""

    async def admission(self, *, meeting_id: int, person: int, tab: str, name: str, sends: bool) -> dict[str, Any]:
        """What lets one window of a person in, where a server carries; `sends` when it has a place on the stage."""
        return {}

    @property
    def records(self) -> bool:
        """Whether it can record a room here; where it cannot, nothing is said of recording anywhere."""
        return False

    async def start_recording(self, *, meeting_id: int, name: str) -> str:
        """Begin to record the stage into the file `name`; gives the server's number of the recording.

        Raises Refused with a sentence for who leads when the server cannot record now, NotThere where none records.
        """
        raise NotThere

    async def stop_recording(self, number: str) -> None:
        """End a recording; one that has ended already is no matter. Raises Refused when the server does not answer."""
        raise NotThere

    async def asked_about(self, number: str) -> Recorded | None:
        """How a recording stands; None when the server knows nothing of it. Raises Refused as `stop_recording`."""
        raise NotThere

    def told(self, body: bytes, proof: str) -> Carried | Recorded | None:
        """What a server that carries tells of a person or of a recording, `proof` being its signature over `body`.

        None for news that are of no use here. Raises NotThere where no server carries, Refused for what was not
        written by ours.
        """
        raise NotThere

    async def follow(self, *, meeting_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Do what a change of the room's state asks of a server; browsers among themselves need nothing."""
        return
