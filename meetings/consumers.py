"""The socket of a meeting's room: it lets in, forwards acts to services, and holds nothing a restart would lose.

From the browser: hello{last}, say{key,text}, hand{key,up}, lower{key,person}, item{key,item}, seen{number}, ping,
leave. To the browser, as a list in every frame: snapshot{number,state}, event{number,kind,at,key,values},
ready{number,now}, ack{key,number}, refused{key,reason}, pong.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from kit.hub import Room, Seat, encoded
from kit.sockets import TOO_MUCH, Socket, in_db
from kit.verdicts import Refused
from meetings import guests, live, selectors, services


class RoomSocket(Socket):
    """One browser in one room."""

    channel_layer_alias = "none"  # the hub speaks with other processes; a layer's queue for each socket is a waste
    meeting_id = 0
    room: Room | None = None
    seat: Seat | None = None
    counted = False

    def _known(self) -> Any:
        """The person of the session, or the guest whose pass the session holds."""
        user = super()._known()
        if user.is_authenticated:
            return user
        guest = guests.person_of(self.scope.get("session"), int(self.scope["url_route"]["kwargs"]["pk"]))
        if guest is None:
            return user
        self.admit(guest)
        return guest

    def admit(self, user: Any) -> None:
        """Ask for the right to the room before anything else (WS-03)."""
        self.meeting_id = int(self.scope["url_route"]["kwargs"]["pk"])
        selectors.pass_for(user, self.meeting_id)

    async def enter(self) -> None:
        """Check the limits, accept (WS-08)."""
        self.hub = live.rooms_here()
        if not self.hub.crowd.enter(self.user.pk):
            await self.close(code=TOO_MUCH)
            return
        self.counted = True
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave; the others hear of it when no other device of this person stays."""
        if self.counted:
            self.counted = False
            self.hub.crowd.leave(self.user.pk)
        if self.room is not None and self.seat is not None:
            self.room.rise(self.seat)

    def may_speak(self) -> bool:
        """Twenty frames a second of one person, forty at once."""
        return self.hub.crowd.may_speak(self.user.pk)

    async def not_there(self) -> None:
        """The person has no place in this room any more."""
        if self.room is not None:
            self.room.put_out(self.user.pk)

    async def say(self, frame: dict[str, Any]) -> None:
        """Answer this socket alone, in the order of everything else it gets."""
        if self.seat is not None:
            self.seat.push(encoded(frame))
        else:
            await self.send(text_data=f"[{encoded(frame)}]")

    # --- frames

    async def on_hello(self, frame: dict[str, Any]) -> None:
        """Take a seat: `last` is the number of the last event the browser has, or nothing."""
        last = frame.get("last")
        if self.seat is not None or not (last is None or _is_number(last)):
            await self.say({"type": "refused", "reason": "frame"})
            return
        room = await self.hub.room(str(self.meeting_id))
        session = self.scope.get("session")
        seat = Seat(
            self.user.pk,
            send=lambda text: self.send(text_data=text),
            cut=lambda code: self.close(code=code),
            session=getattr(session, "session_key", None),
        )
        self.room, self.seat = room, seat
        room.sit(seat, last)

    async def on_ping(self, frame: dict[str, Any]) -> None:
        """Say that the connection lives, and what time it is here."""
        await self.say({"type": "pong", "now": time.time()})

    async def on_seen(self, frame: dict[str, Any]) -> None:
        """The browser has shown everything up to `number`."""
        number = frame.get("number")
        if self.seat is not None and self.room is not None and _is_number(number):
            self.seat.seen = max(self.seat.seen, min(int(frame["number"]), self.room.number))

    async def on_say(self, frame: dict[str, Any]) -> None:
        """A line of the chat."""
        await self._act(services.say, frame, text=frame.get("text"))

    async def on_hand(self, frame: dict[str, Any]) -> None:
        """One's own hand."""
        await self._act(services.raise_hand, frame, up=frame.get("up"))

    async def on_lower(self, frame: dict[str, Any]) -> None:
        """The host lowers a hand."""
        await self._act(services.lower_hand, frame, person=frame.get("person"))

    async def on_item(self, frame: dict[str, Any]) -> None:
        """The host moves along the agenda."""
        await self._act(services.open_item, frame, item=frame.get("item"))

    async def on_leave(self, frame: dict[str, Any]) -> None:
        """Leave at once, without the usual grace."""
        if self.room is not None and self.seat is not None:
            self.room.rise(self.seat, at_once=True)
        await self.close()

    async def _act(self, service: Callable, frame: dict[str, Any], **values: Any) -> None:
        """Have the service act, bring the event to everybody, confirm it to the sender."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        event = await in_db(service)(by=self.user, meeting_id=self.meeting_id, key=frame.get("key"), **values)
        await self.room.take(selectors.event_frame(event))
        await self.say({"type": "ack", "key": event.made_key, "number": event.number})


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
