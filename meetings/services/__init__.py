"""The verbs of meetings: planning, what happens in the room, and who was there."""

from meetings.services.answering import answer, fill_places, give_back_places, seat, take_answers, unseat
from meetings.services.attendance import close_abandoned, correct, keep_alive, moved
from meetings.services.boarding import clear_board, draw, erase_mark
from meetings.services.captioning import appoint_captioner, caption
from meetings.services.carrying import carried
from meetings.services.certifying import certify
from meetings.services.door import (
    admit,
    appoint,
    arrive,
    forget_waiting,
    give_floor,
    lock,
    lower_all,
    open_doors,
    remove,
    set_switches,
    turn_away,
    withdraw,
)
from meetings.services.forgetting import forget_old
from meetings.services.handing import hand_file, hand_out, take_back
from meetings.services.minutes import answer_remark, publish_minutes, remark, save_minutes, settle, take_in
from meetings.services.noting import take_over, write_note
from meetings.services.planning import cancel, change, mark_held, plan
from meetings.services.polling import ask, close_poll, vote
from meetings.services.preparing import prepare
from meetings.services.presenting import (
    draw_again,
    draw_slides,
    end_slides,
    present,
    slides_gone,
    take_slides,
    throw_slides,
    turn_page,
)
from meetings.services.recording import (
    begun_recording,
    claim_recording,
    follow_recordings,
    give_up_recording,
    recorded,
    recording_to_stop,
    stop_in_closed_room,
    stop_stray_recording,
    stopped_recording,
)
from meetings.services.recording_files import (
    delete_old_recordings,
    delete_recording,
    sweep_recordings,
    take_recording,
)
from meetings.services.recording_terms import consent, say_terms, tell_withdrawn, wrong_terms
from meetings.services.reminding import remind
from meetings.services.room import let_out, lower_hand, open_item, raise_hand, whisper
from meetings.services.saying import Line, say, say_all
from meetings.services.signing_in import show_code, sign_in
from meetings.services.stage import leave_place, lose_place, mute, off_stage, switch, take_place

__all__ = [
    "Line",
    "admit",
    "answer",
    "answer_remark",
    "appoint",
    "appoint_captioner",
    "arrive",
    "ask",
    "begun_recording",
    "cancel",
    "caption",
    "carried",
    "certify",
    "change",
    "claim_recording",
    "clear_board",
    "close_abandoned",
    "close_poll",
    "consent",
    "correct",
    "delete_old_recordings",
    "delete_recording",
    "draw",
    "draw_again",
    "draw_slides",
    "end_slides",
    "erase_mark",
    "fill_places",
    "follow_recordings",
    "forget_old",
    "forget_waiting",
    "give_back_places",
    "give_floor",
    "give_up_recording",
    "hand_file",
    "hand_out",
    "keep_alive",
    "leave_place",
    "let_out",
    "lock",
    "lose_place",
    "lower_all",
    "lower_hand",
    "mark_held",
    "moved",
    "mute",
    "off_stage",
    "open_doors",
    "open_item",
    "plan",
    "prepare",
    "present",
    "publish_minutes",
    "raise_hand",
    "recorded",
    "recording_to_stop",
    "remark",
    "remind",
    "remove",
    "save_minutes",
    "say",
    "say_all",
    "say_terms",
    "seat",
    "set_switches",
    "settle",
    "show_code",
    "sign_in",
    "slides_gone",
    "stop_in_closed_room",
    "stop_stray_recording",
    "stopped_recording",
    "sweep_recordings",
    "switch",
    "take_answers",
    "take_back",
    "take_in",
    "take_over",
    "take_place",
    "take_recording",
    "take_slides",
    "tell_withdrawn",
    "throw_slides",
    "turn_away",
    "turn_page",
    "unseat",
    "vote",
    "whisper",
    "withdraw",
    "write_note",
    "wrong_terms",
]
