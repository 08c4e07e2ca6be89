"""Minutes and preparing: what the screens around a meeting need, each with a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from files.models import StoredFile
from kit.verdicts import NotThere
from meetings import common_text, rules
from meetings.models import Decision, Meeting, Minutes, NoteChange, Poll, Remark
from meetings.selectors.room import inside_for
from networks.assignments.models import Assignment
from networks.assignments.selectors import promised
from provenance.selectors import Chain, Material, chains, materials

_FILES = StoredFile.objects.defer("text").order_by("uploaded_at", "pk")


def minutes_for(user: Any, meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting already fetched, as far as `user` may read them; None when there are none to read."""
    found = (
        rules.readable_minutes(user)
        .filter(meeting=meeting)
        .select_related("saved_by")
        .prefetch_related(Prefetch("files", _FILES), "remarks__author", "remarks__answered_by")
        .first()
    )
    if found is not None:
        found.meeting = meeting
    return found


def remark_for(user: Any, pk: int) -> Remark:
    """A remark on minutes `user` may read. Raises NotThere."""
    found = (
        Remark.objects.filter(pk=pk, minutes__in=rules.readable_minutes(user))
        .select_related("minutes__meeting__edition__network", "author")
        .first()
    )
    if found is None:
        raise NotThere
    return found


def texts_of(meeting: Meeting, minutes: Minutes | None) -> list[dict[str, str]]:
    """A text for each point of the agenda, what is written already in its place; written ones never get lost."""
    held = {part["title"]: part["text"] for part in (minutes.texts if minutes else [])}
    found = [{"title": item.title, "text": held.pop(item.title, "")} for item in meeting.agenda.all()]
    return [*found, *({"title": title, "text": text} for title, text in held.items() if text.strip())]


@dataclass
class Decided:
    """A decision with what came of it, as its reader sees it."""

    decision: Decision
    chain: Chain


def decisions_of(user: Any, meeting: Meeting) -> list[Decided]:
    """The decisions of a meeting with what came of them."""
    rows = list(meeting.decisions.select_related("person"))
    found = chains(user, "decision", [one.pk for one in rows]) if rows else {}
    return [Decided(one, found[one.pk]) for one in rows]


def materials_for(user: Any, meeting: Meeting) -> list[Material]:
    """What to read before the meeting, as `user` may open it."""
    return materials(user, meeting.links)


def promises_of(meeting: Meeting, people: Iterable[Any]) -> dict[int, list[Assignment]]:
    """What each of `people` is still to do in the network by the meeting; one query for all."""
    rows = (
        Assignment.objects.present()
        .waiting()
        .filter(task__edition=meeting.edition_id, task__due_at__lte=meeting.starts_at, user__in=list(people))
    )
    found: dict[int, list[Assignment]] = defaultdict(list)
    for one in rows.select_related("task").order_by("task__due_at", "pk"):
        found[one.user_id].append(one)
    return found


def note_document(pk: int) -> Any:
    """The text written together in a room, as a document; one query."""
    return common_text.document(NoteChange.objects.filter(meeting=pk).values_list("update", flat=True))


def note_missing(user: Any, pk: int, vector: Any) -> dict[str, str]:
    """What a browser with the state `vector` lacks of the common text, and the state here, as they travel.

    Raises NotThere and Refused as `inside_for`, common_text.StrangeError for a vector that is none.
    """
    inside_for(user, pk)
    made = note_document(pk)
    update = common_text.missing(made, common_text.decoded(vector))
    return {"update": common_text.encoded(update), "vector": common_text.encoded(made.get_state())}


def note_lines(meeting: Meeting) -> list[common_text.Line]:
    """The lines written together in the room; one query."""
    return common_text.lines(note_document(meeting.pk))


def polls_of(meeting: Meeting) -> list[Poll]:
    """What was asked in the room and came out, for who may read the meeting; one query."""
    closed = Poll.objects.filter(meeting=meeting, closed_at__isnull=False)
    return [poll for poll in closed.defer("ballots") if poll.voters]


@dataclass
class Preparation:
    """One member's page before a meeting."""

    promised: list[Assignment] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    answer: str = ""


def preparation_for(user: Any, meeting: Meeting) -> Preparation:
    """What `user` promised by the meeting, what there is to read, and the answer to the invitation."""
    answer = meeting.answers.filter(user=user).values_list("coming", flat=True).first()
    return Preparation(promised(user, meeting.edition, meeting.starts_at), materials_for(user, meeting), answer or "")
