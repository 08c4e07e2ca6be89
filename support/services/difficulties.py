"""Difficulties are written down, reacted to, solved (D17)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit.once import once
from kit.verdicts import Refused
from support.models import Difficulty, Process
from support.services.acting import begin, not_to_come, tidy, wanted, write_over


def _checked(seen_on: date, reaction: str, solved_on: date | None) -> None:
    """Raise Refused for days to come or out of order, and for a solved one of which nobody says how."""
    not_to_come(seen_on)
    not_to_come(solved_on)
    if solved_on is not None and solved_on < seen_on:
        raise Refused(_("It cannot be solved before it was noticed."))
    if solved_on is not None and not reaction.strip():
        raise Refused(_("Write what was done about it, before it is marked as solved."))


@transaction.atomic
def note_difficulty(
    *, by: Any, process: Process, seen_on: date, text: str, reaction: str = "", solved_on: date | None = None,
    key: UUID | None = None,
) -> Difficulty:  # fmt: skip
    """Write a difficulty down, with the reaction where there is one already. Raises Refused without words, for days
    that cannot be, and unless `by` is the school's SORE at one of the four stages."""
    process = begin(by, "difficulty", process)
    fields = tidy({"text": text, "reaction": reaction})
    wanted(fields["text"], _("Write what stands in the way."))
    _checked(seen_on, fields["reaction"], solved_on)
    fields |= {"seen_on": seen_on, "solved_on": solved_on}
    return once(
        Difficulty.objects.filter(process=process, written_by=by),
        key,
        lambda: Difficulty.objects.create(process=process, stage=process.state, written_by=by, once=key, **fields),
    )


@transaction.atomic
def react(
    *, by: Any, process: Process, difficulty: Difficulty, version: int, text: str, reaction: str,
    solved_on: date | None = None,
) -> Difficulty:  # fmt: skip
    """Write the reaction to a difficulty, its words anew, and whether it is solved; emptied, it is open again.

    Raises Refused as `note_difficulty`, and when somebody wrote since `version`.
    """
    begin(by, "difficulty", process)
    fields = tidy({"text": text, "reaction": reaction})
    wanted(fields["text"], _("Write what stands in the way."))
    _checked(difficulty.seen_on, fields["reaction"], solved_on)
    return write_over(difficulty, version, solved_on=solved_on, **fields)
