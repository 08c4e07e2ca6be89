"""Writing a meeting's minutes, giving them to members, putting them right, closing the meeting (A11)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from kit import clock, once
from kit.verdicts import Refused, insist
from meetings import notices, rules, selectors
from meetings.models import Decision, Meeting, Minutes, Remark
from meetings.services.planning import mark_held
from meetings.states import MeetingState, MinutesState
from moderation import trail
from networks import rules as networks
from networks.models import Edition
from notifications.services import notify
from provenance.selectors import results_of
from search import services as search

MOST_DECISIONS, MOST_FILES = 30, 10


def take_in(*, by: Any, edition: Edition, upload: Any) -> StoredFile:
    """Take one file in as a draft of the minutes. Raises Refused when `by` may not write in the network."""
    insist(networks.may_write(by, edition.network))
    return files.receive(by=by, upload=upload, space=f"network:{edition.network_id}")


@transaction.atomic
def save_minutes(
    *,
    by: Any,
    meeting: Meeting,
    version: int,
    summary: str,
    texts: list[dict[str, str]],
    questions: str,
    decisions: Iterable[dict[str, Any]],
    drafts: Iterable[StoredFile] = (),
    without: Iterable[StoredFile] = (),
) -> tuple[Minutes, list[int]]:
    """Save the minutes as they stand; after publishing it is a correction, which members see with its date.

    `decisions` are {"id" (0: new), "text", "person" (or None), "for_all", "until_on"} in their order; one without text
    goes away. Gives the minutes and the decisions' numbers, row by row (0 where the row is empty).
    Raises Refused when somebody saved since `version` (CO-03), when `by` may not, when a decision with a task goes.
    """
    insist(rules.may_write_minutes(by, meeting))
    minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
    now = clock.now()
    won = Minutes.objects.filter(pk=minutes.pk, version=version).update(
        version=F("version") + 1,
        summary=summary,
        texts=texts,
        questions=questions,
        saved_at=now,
        saved_by=by,
        corrected_at=now if minutes.is_published else None,
    )
    if not won:
        raise Refused(
            _("Somebody else saved these minutes meanwhile. What you wrote is below; compare and save again.")
        )
    numbers = _save_decisions(meeting, list(decisions))
    _save_files(by, minutes, list(drafts), without)
    minutes.refresh_from_db()
    minutes.meeting = meeting
    if minutes.is_published:
        trail.write(by=by, action="meetings.minutes.correct", about=meeting, values={"version": minutes.version})
    return minutes, numbers


def _save_decisions(meeting: Meeting, rows: list[dict[str, Any]]) -> list[int]:
    if len(rows) > MOST_DECISIONS:
        raise Refused(_("Minutes hold at most %(most)s decisions.") % {"most": MOST_DECISIONS})
    held = {one.pk: one for one in Decision.objects.filter(meeting=meeting)}
    numbers = []
    for position, row in enumerate(rows):
        text = row["text"].strip()[:500]
        one = held.pop(row.get("id") or 0, None)
        if not text:
            if one is not None:
                held[one.pk] = one
            numbers.append(0)
            continue
        one = one or Decision(meeting=meeting, created_at=clock.now())
        one.position, one.text = position, text
        one.person, one.for_all, one.until_on = row.get("person"), bool(row.get("for_all")), row.get("until_on")
        one.save()
        numbers.append(one.pk)
    if results_of("decision", held, result_kind="task"):
        raise Refused(
            _("A task was made from this decision, so it stays. Withdraw the task first, or change the words.")
        )
    Decision.objects.filter(pk__in=held).delete()
    return numbers


def _save_files(by: Any, minutes: Minutes, drafts: list[StoredFile], without: Iterable[StoredFile]) -> None:
    gone = {file.pk for file in without}
    for file in files_of(minutes).filter(pk__in=gone):
        files.remove(file=file)
    if drafts and len(drafts) + files_of(minutes).count() > MOST_FILES:
        raise Refused(_("Minutes hold at most %(most)s files.") % {"most": MOST_FILES})
    for draft in drafts:
        files.attach(by=by, file=draft, parent=minutes)


@transaction.atomic
def publish_minutes(*, by: Any, meeting: Meeting) -> Minutes:
    """Give the minutes to members; a meeting still planned is then held, one with attendance is closed.

    Raises Refused when nothing is written, or they are published already.
    """
    insist(rules.may_write_minutes(by, meeting))
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or not minutes.is_written:
        raise Refused(_("Write a few words first: in short, or at a point of the agenda."))
    won = Minutes.objects.filter(pk=minutes.pk, state=MinutesState.DRAFT).update(
        state=MinutesState.PUBLISHED, published_at=clock.now()
    )
    if not won:
        raise Refused(_("Members have these minutes already."))
    if meeting.state == MeetingState.PLANNED:
        meeting = mark_held(by=by, meeting=meeting)
    trail.write(by=by, action="meetings.minutes.publish", about=meeting)
    notify(
        notices.MINUTES,
        to=selectors.everybody(meeting),
        by=by,
        about=meeting,
        title=_("Minutes: %(title)s") % {"title": meeting.title},
        text=minutes.summary[:200],
        url=minutes.get_absolute_url(),
    )
    settle(by=by, meeting=meeting)
    search.changed(meeting)
    minutes.refresh_from_db()
    return minutes


def settle(*, by: Any, meeting: Meeting) -> bool:
    """Close a held meeting that has attendance and published minutes (A11); says whether it is closed now."""
    minutes = Minutes.objects.filter(meeting=meeting, state=MinutesState.PUBLISHED)
    if meeting.state != MeetingState.HELD or not minutes.exists():
        return False
    if not any(row.was_there for row in selectors.attendance_of(meeting)):
        return False
    won = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.HELD).update(state=MeetingState.MINUTED)
    if won:
        meeting.state = MeetingState.MINUTED
        trail.write(by=by, action="meetings.meeting.close", about=meeting)
    return bool(won)


@transaction.atomic
def remark(*, by: Any, minutes: Minutes, text: str, key: uuid.UUID | None = None) -> Remark:
    """Say what to put right in published minutes; those who steer are told."""
    insist(rules.may_remark(by, minutes))
    if not text.strip():
        raise Refused(_("Say what should be put right."))

    def make() -> Remark:
        made = Remark.objects.create(
            minutes=minutes, author=by, text=text.strip()[:2000], made_at=clock.now(), once=key
        )
        notify(
            notices.REMARK,
            to=selectors.steering(minutes.meeting),
            by=by,
            about=minutes.meeting,
            title=_("To put right in the minutes: %(title)s") % {"title": minutes.meeting.title},
            text=made.text[:200],
            url=f"{minutes.get_absolute_url()}#poprawki",
        )
        return made

    return once.once(Remark.objects.filter(author=by, minutes=minutes), key, make)


@transaction.atomic
def answer_remark(*, by: Any, remark: Remark, answer: str) -> Remark:
    """Say what came of a remark; its author is told."""
    meeting = remark.minutes.meeting
    insist(rules.may_write_minutes(by, meeting))
    if not answer.strip():
        raise Refused(_("Say what came of it."))
    waiting = Remark.objects.filter(pk=remark.pk, answered_at=None)
    if not waiting.update(answer=answer.strip()[:500], answered_at=clock.now(), answered_by=by):
        raise Refused(_("Somebody has answered this meanwhile."))
    remark.refresh_from_db()
    if remark.author is not None:
        notify(
            notices.REMARK,
            to=[remark.author],
            by=by,
            about=meeting,
            title=_("An answer to your remark on the minutes: %(title)s") % {"title": meeting.title},
            text=remark.answer,
            url=f"{remark.minutes.get_absolute_url()}#poprawki",
        )
    return remark
