"""Polls of a room: asking, voting, closing. A second vote changes the first; closing freezes what came out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from meetings import selectors
from meetings.enums import EventKind
from meetings.models import Poll, PollKind, RoomEvent
from meetings.selectors import Pass
from meetings.services.events import write
from meetings.services.room import act, made_before, plain

FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION = 2, 10, 120
MOST_WORDS, LONGEST_WORD = 3, 30
MOST_POLLS = 30
SCALE = ["1", "2", "3", "4", "5"]
SECRET = re.compile(r"[A-Za-z0-9_-]{20,64}\Z")


def _may_ask(ticket: Pass) -> None:
    if not ticket.is_free:
        raise Refused(_("Those who lead the meeting, and its experts, ask."))


def _options(kind: Any, options: Any) -> list[str]:
    if kind == PollKind.SCALE:
        return SCALE
    if kind == PollKind.WORDS:
        return []
    if kind not in PollKind.values or not isinstance(options, list) or not all(isinstance(one, str) for one in options):
        raise Refused(_("This message was not understood."))
    kept = [plain(one) for one in options[: MOST_OPTIONS + 1]]
    kept = list(dict.fromkeys(one for one in kept if one))
    if not FEWEST_OPTIONS <= len(kept) <= MOST_OPTIONS:
        raise Refused(_("Give from two to ten different answers, each on a line of its own."))
    if any(len(one) > LONGEST_OPTION for one in kept):
        raise Refused(_("An answer can have 120 characters at most."))
    return kept


@transaction.atomic
def ask(*, by: Any, meeting_id: int, question: Any, kind: Any, options: Any, anonymous: Any, key: str) -> RoomEvent:
    """Ask everybody in the room. Who leads asks, and an expert. Raises Refused for a question that cannot be asked."""
    ticket = selectors.inside_for(by, meeting_id)
    _may_ask(ticket)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    words = plain(question) if isinstance(question, str) else ""
    if not words or len(words) > 200:
        raise Refused(_("Write a question of 200 characters at most."))
    if not isinstance(anonymous, bool):
        raise Refused(_("This message was not understood."))
    kept = _options(kind, options)
    if Poll.objects.filter(meeting=meeting_id).count() >= MOST_POLLS:
        raise Refused(_("A meeting has 30 polls at most."))
    poll = Poll.objects.create(
        meeting=ticket.meeting, question=words, kind=kind, options=kept, is_anonymous=anonymous, made_by=by
    )
    values = {"id": poll.pk, "question": words, "kind": kind, "options": kept, "anonymous": anonymous}
    return act(by, ticket, EventKind.POLL, key, values | {"person": by.pk})


def _choices(poll: Poll, given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise Refused(_("This message was not understood."))
    if poll.kind == PollKind.WORDS:
        said = [plain(one).lower()[:LONGEST_WORD] for one in given[:MOST_WORDS]]
        kept = list(dict.fromkeys(one for one in said if one))
    else:
        kept = [option for option in poll.options if option in given]
        if poll.kind != PollKind.SEVERAL and len(kept) > 1:
            raise Refused(_("Choose one answer."))
    if not kept:
        raise Refused(_("Choose an answer first."))
    return kept


@transaction.atomic
def vote(*, by: Any, meeting_id: int, poll: Any, choices: Any, secret: Any = None) -> RoomEvent | None:
    """Vote, or change one's vote; gives the event, or None when as many voted as before.

    An anonymous vote is known again only by `secret`, a random word the voter's browser keeps; we keep its digest.
    Raises Refused for a closed poll, a strange choice, or a change from another browser than the vote came from.
    """
    ticket = selectors.inside_for(by, meeting_id)
    held = _held(ticket, poll)
    if held.closed_at is not None:
        raise Refused(_("This poll is closed."))
    kept, mark = _choices(held, choices), str(by.pk)
    if held.is_anonymous:
        if not isinstance(secret, str) or not SECRET.match(secret):
            raise Refused(_("This message was not understood."))
        mark = hashlib.sha256(f"{held.pk}:{secret}".encode()).hexdigest()
        if by.pk in held.voters and mark not in held.ballots:
            raise Refused(_("An anonymous vote can be changed only in the window it was given in."))
        if by.pk not in held.voters and mark in held.ballots:
            raise Refused(_("This message was not understood."))
    is_new = by.pk not in held.voters
    held.voters = sorted({*held.voters, by.pk})
    held.ballots = dict(sorted({**held.ballots, mark: kept}.items()))
    held.save(update_fields=["voters", "ballots"])
    if not is_new:
        return None
    return write(ticket.meeting, EventKind.VOTED, by=None, values={"poll": held.pk, "voted": held.voted})


def _held(ticket: Pass, number: Any) -> Poll:
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**53
    found = Poll.objects.select_for_update().filter(meeting=ticket.meeting.pk, pk=number if is_number else 0).first()
    if found is None:
        raise Refused(_("This poll is not there any more."))
    return found


@transaction.atomic
def close_poll(*, by: Any, meeting_id: int, poll: Any, key: str) -> RoomEvent:
    """Close a poll: what came out is frozen and shown to everybody. Its asker closes it, or who leads."""
    ticket = selectors.inside_for(by, meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    held = _held(ticket, poll)
    if not (ticket.is_host or held.made_by_id == by.pk):
        raise Refused(_("Whoever asked closes the poll, or those who lead the meeting."))
    if held.closed_at is not None:
        raise Refused(_("This poll is closed."))
    held.results, held.closed_at = _results(held), clock.now()
    if held.is_anonymous:
        held.ballots = {}
    held.save(update_fields=["results", "closed_at", "ballots"])
    values = {"poll": held.pk, "results": held.results, "voted": held.voted}
    return act(by, ticket, EventKind.POLL_CLOSED, key, values)


def _results(poll: Poll) -> list[dict[str, Any]]:
    counts = Counter(choice for choices in poll.ballots.values() for choice in choices)
    labels = poll.options if poll.kind != PollKind.WORDS else sorted(counts, key=lambda word: (-counts[word], word))
    rows: list[dict[str, Any]] = [{"label": label, "count": counts[label], "names": []} for label in labels]
    if poll.is_anonymous:
        return rows
    names = {str(one.pk): str(one) for one in get_user_model().objects.filter(pk__in=poll.voters)}
    for row in rows:
        row["names"] = sorted(names.get(mark, "") for mark, given in poll.ballots.items() if row["label"] in given)
    return rows
