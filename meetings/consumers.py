"""The socket of a meeting's room: it lets in, forwards acts to services, and holds nothing a restart would lose.

From the browser: hello{last,tab}, say{key,text}, hand{key,up}, lower{key,person}, item{key,item}, seen{number}, ping,
leave; the door: admit{key,person}, turn_away{key,person}, remove{key,person}, cohost{key,person,on}, doors{key},
lock{key,on}, switches{key,speak,show,write,note,whisper}, lower_all{key}, floor{key,person,on}; whisper{key,to,text},
react{kind}; poll{key,question,kind,options,anonymous}, vote{key,poll,choices,secret}, close_poll{key,poll};
captioner{key,person,keep}, caption{key,text};
hand_out{key,address,title}, take_back{key,item};
shelf, present{key,file}, page{key,deck,page}, redraw{key,deck}, no_slides{key},
throw{key,deck};
draw{key,mark}, erase{key,mark}, clear{key,upto}, board_sync{number};
note{key,update}, note_sync{vector} (base64 of Yjs); stage{key,on}, media{key,mic,cam,screen}, off{key,person},
mute{key,person}, record{key,on}, signal{to:[{person,tab,data}]}, admission.
To the browser, as a list in every frame: snapshot{number,state}, event{number,kind,at,key,values}, ready{number,now},
ack{key,number}, refused{key,reason}, pong, waits{why} (at the door; hello again renews it), come (hello again),
whisper{…}, whispers{lines}, reactions{counts}, note{update}, note_state{update,vector},
board{from,number,marks,gone}, caption{key,person,name,text} (not kept), shelf{files}, signal{person,tab,data},
admission{url,token}.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from kit.hub import REPLACED, Seat, encoded
from kit.sockets import TOO_MUCH, Socket, in_db
from kit.verdicts import Refused
from meetings import guests, live, recorder, selectors, services
from meetings.common_text import StrangeError
from meetings.services.room import LONGEST_KEY
from meetings.services.stage import is_tab

ASIDES = 24
"""Agreements between browsers in one frame."""
REACTIONS = ("clap", "yes", "heart", "laugh", "slower")


class RoomSocket(Socket):
    """One browser in one room."""

    channel_layer_alias = "none"  # the hub speaks with other processes; a layer's queue for each socket is a waste
    meeting_id = 0
    room: live.MeetingRoom | None = None
    seat: Seat | None = None
    counted = False
    outside: Seat | None = None

    def _known(self) -> Any:
        """The person of the session, or the guest whose pass the session holds."""
        user = super()._known()
        if user.is_authenticated:
            return user
        guest = guests.person_of(self.scope.get("session"), int(self.scope["url_route"]["kwargs"]["pk"]))
        if guest is None:
            return user
        self.user = guest
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
        if self.room is not None and self.outside is not None:
            self.room.give_up(self.outside)
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
        seat = self.seat or self.outside
        if seat is not None:
            seat.push(encoded(frame))
        else:
            await self.send(text_data=f"[{encoded(frame)}]")

    # --- frames

    async def on_hello(self, frame: dict[str, Any]) -> None:
        """Take a seat: `last` is the number of the last event the browser has, or nothing."""
        last, tab = frame.get("last"), frame.get("tab")
        if self.seat is not None or not (last is None or _is_number(last)) or not (tab is None or is_tab(tab)):
            await self.say({"type": "refused", "reason": "frame"})
            return
        async with self.hub.room(str(self.meeting_id)) as room:
            await self._come_in(cast(live.MeetingRoom, room), last, tab)

    async def _come_in(self, room: live.MeetingRoom, last: int | None, tab: str | None) -> None:
        """Into the room or to its door."""
        ticket, knock = await in_db(services.arrive)(by=self.user, meeting_id=self.meeting_id)
        self.room, outside = room, self.outside or self._new_seat(tab)
        if knock is not None:
            await room.take(selectors.event_frame(knock))
        if ticket.waits:
            self.outside = outside
            room.wait(outside, ticket.waits)
            return
        if self.outside is not None:
            room.waiting.discard(self.outside)
            self.outside = None
        before = room.seat_of(self.user.pk, tab) if tab else None
        self.seat = self._new_seat(tab)
        room.sit(self.seat, last)
        if before is not None:  # the same window came back before its old connection was given up
            before.cut(REPLACED)
        if ticket.settings.may_whisper:
            lines = await in_db(selectors.whispers_of)(self.user, self.meeting_id)
            await self.say({"type": "whispers", "lines": lines})

    def _new_seat(self, tab: str | None) -> Seat:
        return Seat(
            self.user.pk,
            send=lambda text: self.send(text_data=text),
            cut=lambda code: self.close(code=code),
            session=getattr(self.scope.get("session"), "session_key", None),
            tab=tab,
        )

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
        if self.room is None or self.seat is None:
            raise Refused("hello")
        line = services.Line(self.user, self.meeting_id, frame.get("text"), frame.get("key"))
        event = await self.hub.lines.do(line)
        await self.say({"type": "ack", "key": event.made_key, "number": event.number})

    async def on_hand(self, frame: dict[str, Any]) -> None:
        """One's own hand."""
        await self._act(services.raise_hand, frame, up=frame.get("up"))

    async def on_whisper(self, frame: dict[str, Any]) -> None:
        """A line to one person."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        made = await in_db(services.whisper)(
            by=self.user, meeting_id=self.meeting_id, to=frame.get("to"), text=frame.get("text"), key=frame.get("key")
        )
        sent = encoded({"type": "whisper", **selectors.whisper_frame(made)})
        for person in (made.author_id, made.to_id):
            await self.hub.tell(self.room, sent, person)
        await self.say({"type": "ack", "key": made.made_key})

    async def on_react(self, frame: dict[str, Any]) -> None:
        """A reaction: counted, not kept, not confirmed."""
        if self.room is None or self.seat is None or frame.get("kind") not in REACTIONS:
            await self.say({"type": "refused", "reason": "frame"})
            return
        self.room.react(frame["kind"])

    async def on_admit(self, frame: dict[str, Any]) -> None:
        """Somebody who leads lets one person in, or all who wait."""
        await self._act(services.admit, frame, person=frame.get("person"))

    async def on_turn_away(self, frame: dict[str, Any]) -> None:
        """Somebody who leads does not let a person in."""
        await self._act(services.turn_away, frame, person=frame.get("person"))

    async def on_remove(self, frame: dict[str, Any]) -> None:
        """Somebody who leads puts a person out."""
        await self._act(services.remove, frame, person=frame.get("person"))

    async def on_cohost(self, frame: dict[str, Any]) -> None:
        """The host has a person help to lead, or no more."""
        await self._act(services.appoint, frame, person=frame.get("person"), on=frame.get("on"))

    async def on_doors(self, frame: dict[str, Any]) -> None:
        """Somebody who leads lets members in before the beginning."""
        await self._act(services.open_doors, frame)

    async def on_lock(self, frame: dict[str, Any]) -> None:
        """Somebody who leads has everybody new knock."""
        await self._act(services.lock, frame, on=frame.get("on"))

    async def on_switches(self, frame: dict[str, Any]) -> None:
        """Somebody who leads says who may speak, show, write, write minutes and whisper."""
        names = ("speak", "show", "write", "note", "whisper")
        await self._act(services.set_switches, frame, **{name: frame.get(name) for name in names})

    async def on_lower_all(self, frame: dict[str, Any]) -> None:
        """Somebody who leads lowers all hands."""
        await self._act(services.lower_all, frame)

    async def on_floor(self, frame: dict[str, Any]) -> None:
        """Somebody who leads gives a person the floor, or takes it."""
        await self._act(services.give_floor, frame, person=frame.get("person"), on=frame.get("on"))

    async def on_note(self, frame: dict[str, Any]) -> None:
        """A change of the common text: kept, then brought to everybody, then confirmed."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        given = {"update": frame.get("update"), "key": frame.get("key")}
        made = await in_db(services.write_note)(by=self.user, meeting_id=self.meeting_id, **given)
        await self.hub.tell(self.room, encoded({"type": "note", "update": frame["update"]}))
        await self.say({"type": "ack", "key": made.made_key or frame["key"]})

    async def _board(self, verb: Any, frame: dict[str, Any], **given: Any) -> None:
        """A change of the board: kept, then brought to everybody, then confirmed."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        change = await in_db(verb)(by=self.user, meeting_id=self.meeting_id, key=frame.get("key"), **given)
        await self.hub.tell(self.room, encoded({"type": "board", **change}))
        await self.say({"type": "ack", "key": frame["key"]})

    async def on_draw(self, frame: dict[str, Any]) -> None:
        """A mark on the board."""
        await self._board(services.draw, frame, mark=frame.get("mark"))

    async def on_erase(self, frame: dict[str, Any]) -> None:
        """A mark is erased."""
        await self._board(services.erase_mark, frame, mark=frame.get("mark"))

    async def on_clear(self, frame: dict[str, Any]) -> None:
        """Somebody who leads clears the board."""
        await self._board(services.clear_board, frame, upto=frame.get("upto"))

    async def on_board_sync(self, frame: dict[str, Any]) -> None:
        """What this window lacks of the board."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        lacks = await in_db(selectors.board_since)(self.user, self.meeting_id, frame.get("number"))
        await self.say({"type": "board", **lacks})

    async def on_note_sync(self, frame: dict[str, Any]) -> None:
        """What this browser lacks of the common text, and what we have, so that it can send what we lack."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        try:
            lacks = await in_db(selectors.note_missing)(self.user, self.meeting_id, frame.get("vector"))
        except StrangeError:
            await self.say({"type": "refused", "reason": "frame"})
            return
        await self.say({"type": "note_state", **lacks})

    async def on_poll(self, frame: dict[str, Any]) -> None:
        """Somebody who leads, or an expert, asks everybody."""
        names = ("question", "kind", "options", "anonymous")
        await self._act(services.ask, frame, **{name: frame.get(name) for name in names})

    async def on_captioner(self, frame: dict[str, Any]) -> None:
        """Somebody who leads says who writes captions, or that nobody does any more."""
        await self._act(services.appoint_captioner, frame, person=frame.get("person"), keep=frame.get("keep"))

    async def on_caption(self, frame: dict[str, Any]) -> None:
        """A line of captions: an event where lines are kept, else carried and forgotten."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        given = {"text": frame.get("text"), "key": frame.get("key")}
        said = await in_db(services.caption)(by=self.user, meeting_id=self.meeting_id, **given)
        if said.event is not None:
            await self.room.take(selectors.event_frame(said.event))
        else:
            await self.hub.tell(self.room, encoded(said.carried))
        await self.say({"type": "ack", "key": frame["key"]})

    async def on_hand_out(self, frame: dict[str, Any]) -> None:
        """Hand out a link."""
        given = {"address": frame.get("address"), "title": frame.get("title")}
        await self._act(services.hand_out, frame, **given)

    async def on_take_back(self, frame: dict[str, Any]) -> None:
        """Take back what was handed out."""
        await self._act(services.take_back, frame, item=frame.get("item"))

    async def on_shelf(self, frame: dict[str, Any]) -> None:
        """What this person may show; for this window alone."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        rows = await in_db(selectors.shelf_rows)(self.user, self.meeting_id)
        await self.say({"type": "shelf", "files": rows})

    async def on_present(self, frame: dict[str, Any]) -> None:
        """Show a PDF."""
        await self._act(services.present, frame, file=frame.get("file"))

    async def on_redraw(self, frame: dict[str, Any]) -> None:
        """Have pages that could not be drawn tried again."""
        await self._act(services.draw_again, frame, deck=frame.get("deck"))

    async def on_page(self, frame: dict[str, Any]) -> None:
        """Whoever shows slides, or leads, turns to a page."""
        await self._act(services.turn_page, frame, deck=frame.get("deck"), page=frame.get("page"))

    async def on_no_slides(self, frame: dict[str, Any]) -> None:
        """Whoever shows slides, or leads, ends them."""
        await self._act(services.end_slides, frame)

    async def on_throw(self, frame: dict[str, Any]) -> None:
        """A file taken in for the room is removed; the end of slides made of it comes from the database."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        given = {"deck": frame.get("deck"), "key": frame.get("key")}
        await in_db(services.throw_slides)(by=self.user, meeting_id=self.meeting_id, **given)
        await self.room.catch_up()
        await self.say({"type": "ack", "key": frame["key"]})

    async def on_vote(self, frame: dict[str, Any]) -> None:
        """A vote; its key is confirmed and not kept, so that no event says whose it is."""
        if self.room is None or self.seat is None:
            raise Refused("hello")
        given = {name: frame.get(name) for name in ("poll", "choices", "secret")}
        event = await in_db(services.vote)(by=self.user, meeting_id=self.meeting_id, **given)
        if event is not None:
            await self.room.take(selectors.event_frame(event))
        key = frame.get("key")
        await self.say({"type": "ack", "key": key if isinstance(key, str) and len(key) <= LONGEST_KEY else None})

    async def on_close_poll(self, frame: dict[str, Any]) -> None:
        """Whoever asked, or who leads, closes a poll."""
        await self._act(services.close_poll, frame, poll=frame.get("poll"))

    async def on_lower(self, frame: dict[str, Any]) -> None:
        """The host lowers a hand."""
        await self._act(services.lower_hand, frame, person=frame.get("person"))

    async def on_item(self, frame: dict[str, Any]) -> None:
        """The host moves along the agenda."""
        await self._act(services.open_item, frame, item=frame.get("item"))

    async def on_stage(self, frame: dict[str, Any]) -> None:
        """Come to the stage with this window, or leave it."""
        on = frame.get("on")
        if on is True:
            await self._act(services.take_place, frame, tab=self.seat.about["tab"] if self.seat else None)
        elif on is False:
            await self._act(services.leave_place, frame)
        else:
            await self.say({"type": "refused", "reason": "frame"})

    async def on_media(self, frame: dict[str, Any]) -> None:
        """What this person sends from the stage."""
        await self._act(services.switch, frame, **{name: frame.get(name) for name in ("mic", "cam", "screen")})

    async def on_off(self, frame: dict[str, Any]) -> None:
        """The host takes somebody off the stage."""
        await self._act(services.off_stage, frame, person=frame.get("person"))

    async def on_mute(self, frame: dict[str, Any]) -> None:
        """The host mutes one person or all."""
        await self._act(services.mute, frame, person=frame.get("person"))

    async def on_record(self, frame: dict[str, Any]) -> None:
        """Somebody who leads begins to record the stage, or ends it."""
        on = frame.get("on")
        if self.room is None or self.seat is None or not isinstance(on, bool):
            await self.say({"type": "refused", "reason": "frame"})
            return
        verb = recorder.start if on else recorder.stop
        event = await verb(by=self.user, meeting_id=self.meeting_id, key=frame.get("key"))
        await self.room.take(selectors.event_frame(event))
        await self.say({"type": "ack", "key": event.made_key, "number": event.number})

    async def on_signal(self, frame: dict[str, Any]) -> None:
        """Agreements between two browsers, one of which sends from the stage; carried, not kept, not confirmed."""
        asides = frame.get("to")
        if self.room is None or self.seat is None or not isinstance(asides, list) or len(asides) > ASIDES:
            await self.say({"type": "refused", "reason": "frame"})
            return
        for aside in asides:
            if not self.room.may_signal(self.seat, aside):
                continue  # the stage has changed meanwhile: nothing is owed to who is not on it
            sent = {"type": "signal", "person": str(self.user.pk), "tab": self.seat.about["tab"], "data": aside["data"]}
            await self.hub.tell_aside(self.room, int(aside["person"]), aside["tab"], encoded(sent))

    async def on_admission(self, frame: dict[str, Any]) -> None:
        """This window asks to be let in where sound and picture are carried."""
        if self.room is None or self.seat is None or not self.seat.about["tab"]:
            raise Refused("hello")
        ticket = await in_db(selectors.inside_for)(self.user, self.meeting_id)
        tab, sends = self.seat.about["tab"], self.room.sends(self.seat)
        given = await self.room.engine.admission(
            meeting_id=self.meeting_id, person=ticket.person, tab=tab, name=ticket.name, sends=sends
        )
        await self.say({"type": "admission", **given})

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
