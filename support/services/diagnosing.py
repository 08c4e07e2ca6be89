"""Stage one: what was found out, the needs, the chosen area; contacts and the log of all stages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused
from moderation import trail
from support.enums import Advice
from support.models import ContactPerson, Diagnosis, LogEntry, Need, Process, Recommendation
from support.services.acting import begin, not_to_come, tidy, wanted, write_over


@transaction.atomic
def record_diagnosis(*, by: Any, process: Process, version: int, **fields: Any) -> Diagnosis:
    """Write the diagnosis. Raises Refused when somebody else has written since `version` was read (CO-03)."""
    process = begin(by, "diagnose", process)
    not_to_come(fields.get("workshop_on"))
    diagnosis, _made = Diagnosis.objects.get_or_create(process=process)
    write_over(diagnosis, version, updated_at=clock.now(), updated_by=by, **tidy(fields))
    trail.write(by=by, action="support.diagnosis.write", about=process)
    return diagnosis


@transaction.atomic
def add_need(*, by: Any, process: Process, key: UUID | None = None, competences: Any = (), **fields: Any) -> Need:
    """Add one need to the diagnosis, with the key competences it is about (D90)."""
    process = begin(by, "diagnose", process)
    fields["text"] = wanted(fields.get("text", ""), _("Write the need in words."))
    return _need(process, key, competences, **fields)


def _need(process: Process, key: UUID | None, competences: Any, **fields: Any) -> Need:
    diagnosis, _made = Diagnosis.objects.get_or_create(process=process)
    need = once(
        Need.objects.filter(diagnosis=diagnosis),
        key,
        lambda: Need.objects.create(diagnosis=diagnosis, once=key, **tidy(fields)),
    )
    need.competences.set(competences)
    return need


@transaction.atomic
def drop_need(*, by: Any, process: Process, pk: int) -> None:
    """Take a need out while the diagnosis is made. Raises Refused when a goal of the plan rests on it (BR9)."""
    process = begin(by, "diagnose", process)
    need = Need.objects.filter(diagnosis__process=process, pk=pk).select_related("recommendation").first()
    if need is None:
        return
    if need.goals.exists():
        raise Refused(_("A goal of the plan rests on this need; it stays."))
    if need.recommendation is not None:
        Recommendation.objects.filter(pk=need.recommendation.pk).update(state=Advice.ADOPTED)
    need.delete()


def _waiting(process: Process, pk: int) -> Recommendation:
    """A recommendation of last year's process that waits to be taken up. Raises Refused when there is none such."""
    rows = Recommendation.objects.select_for_update().filter(process=process.follows_id, state=Advice.ADOPTED, pk=pk)
    if (found := rows.first()) is None:
        raise Refused(_("This recommendation does not wait here any more."))
    return found


@transaction.atomic
def take_up(*, by: Any, process: Process, pk: int) -> Need:
    """Make a need of a recommendation of last year's process (D22, D41)."""
    process = begin(by, "carry_over", process)
    recommendation = _waiting(process, pk)
    need = _need(process, None, (), text=recommendation.text, evidence=recommendation.because)
    need.recommendation = recommendation
    need.save(update_fields=["recommendation"])
    Recommendation.objects.filter(pk=pk).update(state=Advice.TAKEN)
    trail.write(by=by, action="support.recommendation.take", about=process, values={"recommendation": pk})
    return need


@transaction.atomic
def lay_aside(*, by: Any, process: Process, pk: int, why: str) -> None:
    """Drop a recommendation of last year's process with a reason. Raises Refused without one."""
    process = begin(by, "carry_over", process)
    recommendation = _waiting(process, pk)
    why = wanted(why, _("Write why this recommendation is dropped."))
    Recommendation.objects.filter(pk=recommendation.pk).update(state=Advice.DROPPED, dropped_because=why)
    trail.write(by=by, action="support.recommendation.drop", about=process, values={"recommendation": pk})


@transaction.atomic
def log(*, by: Any, process: Process, key: UUID | None = None, **fields: Any) -> LogEntry:
    """Write one act into the activity log, during any stage (D18). Raises Refused for a day to come."""
    process = begin(by, "log", process)
    if fields["done_on"] > clock.today():
        raise Refused(_("The log holds what has been done; this day has not come yet."))
    return once(
        LogEntry.objects.filter(process=process, written_by=by),
        key,
        lambda: LogEntry.objects.create(process=process, stage=process.state, written_by=by, once=key, **tidy(fields)),
    )


@transaction.atomic
def add_contact(*, by: Any, process: Process, key: UUID | None = None, **fields: Any) -> ContactPerson:
    """Note a person of the school to turn to (D4). Raises Refused without a name."""
    process = begin(by, "contacts", process)
    fields["name"] = wanted(fields.get("name", ""), _("Write the name of the person."))
    rows = ContactPerson.objects.filter(process=process)
    return once(rows, key, lambda: ContactPerson.objects.create(process=process, once=key, **tidy(fields)))


@transaction.atomic
def drop_contact(*, by: Any, process: Process, pk: int) -> None:
    """Forget a contact person."""
    process = begin(by, "contacts", process)
    ContactPerson.objects.filter(process=process, pk=pk).delete()
