"""The verbs of school support. Each asks its rule, writes, leaves a line in the trail and tells those concerned."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import RoleAssignment, User
from directory.models import Institution
from directory.selectors import school_year_for
from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.needs import models as reported
from networks.needs import rules as answering
from networks.needs.services import answer_by_process
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from support import notices, rules, selectors
from support.models import Diagnosis, LogEntry, Need, Process, StageRecord
from support.states import NEXT, STAGES, State

MONTH = 30


@transaction.atomic
def open_process(
    *, by: Any, institution: Institution, key: UUID | None = None, made_from: Reference | None = None, **fields: Any
) -> Process:
    """Start a process for a school: the one who starts it has agreed, the other side is asked (D87, D88, BR16).

    A need it is made from is answered by it, where `by` answers the needs of that county (D33).
    Raises Refused when `by` may not, the days are out of order, or it is shorter than seven months without a reason.
    """
    insist(rules.may_open(by, institution))
    if fields["ends_on"] <= fields["starts_on"]:
        raise Refused(_("The last day must come after the first."))
    short = (fields["ends_on"] - fields["starts_on"]).days < 7 * MONTH
    if short and not fields.get("short_because", "").strip():
        raise Refused(_("Support lasts at least seven months. For a shorter programme write the reason."))

    def make() -> Process:
        return Process.objects.create(
            institution=institution,
            school_year=school_year_for(fields["starts_on"]),
            initiated_by=by,
            once=key,
            **fields,
        )

    process = once(Process.objects.filter(initiated_by=by), key, make)
    if process.county_agreed_at is None and process.director_agreed_at is None:
        trail.write(by=by, action="support.process.open", about=process, values={"rspo": institution.rspo})
        provenance.record(by=by, source=made_from, result=Reference("process", process.pk))
        _answer_need(by, made_from)
        agree(by=by, process=process)
    return process


def _answer_need(by: Any, made_from: Reference | None) -> None:
    """The need the process is made from is answered, where `by` may answer it and nobody has."""
    need = reported.Need.objects.filter(pk=made_from.pk).first() if made_from and made_from.kind == "need" else None
    if need is not None and need.waits and answering.may_decide(by, need):
        answer_by_process(by=by, need=need, words=_("A support process of a school has been started."))


@transaction.atomic
def agree(*, by: Any, process: Process) -> Process:
    """Add the approval of `by`; with both, the process enters its diagnosis (D87)."""
    process = Process.objects.select_for_update().select_related("institution__county").get(pk=process.pk)
    insist(rules.may_agree(by, process))
    if rules.people.holds(by, Role.DIRECTOR, institution=process.institution) and not process.director_agreed_at:
        process.director_agreed_at = clock.now()
    else:
        process.county_agreed_at = clock.now()
    started = bool(process.county_agreed_at and process.director_agreed_at)
    if started:
        process.state = State.DIAGNOSIS
    process.save(update_fields=["county_agreed_at", "director_agreed_at", "state"])
    trail.write(by=by, action="support.process.agree", about=process)
    people = everyone(process)
    if started:
        _tell(notices.STARTED, process, people, by, _("Support of the school has started"))
    else:
        _tell(notices.AGREE, process, people, by, _("A support process waits for your approval"))
    return process


def everyone(process: Process) -> list[Any]:
    """Who is concerned by a process: SORE and director of the school, coordinators of its county."""
    county = RoleAssignment.objects.on(clock.today()).filter(
        role=Role.COUNTY_COORDINATOR, county=process.institution.county
    )
    coordinators = [assignment.user for assignment in county.select_related("user")]
    school = process.institution
    return [*selectors.sores_of(school), *selectors.directors_of(school), *coordinators]


def _tell(kind: Any, process: Process, people: list[Any], by: Any, title: str) -> None:
    notify(kind, to=people, by=by, about=process, title=title, url=process.get_absolute_url())


@transaction.atomic
def name_sore(*, by: Any, process: Process, email: str, until: date | None = None) -> tuple[User, str]:
    """Assign a SORE to the process's school from today on; returns the person and a warning ('' when none, BR10)."""
    insist(rules.may_name_sore(by, process))
    person = User.objects.filter(email=User.objects.normalise(email), is_active=True).select_related("profile").first()
    if person is None:
        raise Refused(_("Nobody here has this e-mail address. Ask the person to create an account first."))
    if rules.people.holds(person, Role.SORE, institution=process.institution):
        raise Refused(_("This person already is the school's SORE."))
    RoleAssignment.objects.create(
        user=person,
        role=Role.SORE,
        institution=process.institution,
        from_on=clock.today(),
        to_on=until,
        appointed_by=by,
    )
    trail.write(by=by, action="support.sore.name", about=process, values={"person": person.pk})
    _tell(notices.NAMED, process, [person], by, _("You have been assigned to a school"))
    employed = getattr(getattr(person, "profile", None), "institution_id", None) == process.institution_id
    warning = _("This person works at the school; a SORE should come from outside.") if employed else ""
    return person, warning


@transaction.atomic
def record_diagnosis(*, by: Any, process: Process, version: int, **fields: Any) -> Diagnosis:
    """Write the diagnosis. Raises Refused when somebody else has written since `version` was read (CO-03)."""
    insist(rules.may_write(by, process))
    diagnosis, _made = Diagnosis.objects.get_or_create(process=process)
    won = Diagnosis.objects.filter(pk=diagnosis.pk, version=version).update(
        version=version + 1, updated_at=clock.now(), updated_by=by, **fields
    )
    if not won:
        raise Refused(_("Somebody else has changed this in the meantime. Compare both texts and save again."))
    trail.write(by=by, action="support.diagnosis.write", about=process)
    diagnosis.refresh_from_db()
    return diagnosis


@transaction.atomic
def add_need(*, by: Any, process: Process, key: UUID | None = None, competences: Any = (), **fields: Any) -> Need:
    """Add one need to the diagnosis."""
    insist(rules.may_write(by, process))
    diagnosis, _made = Diagnosis.objects.get_or_create(process=process)
    need = once(
        Need.objects.filter(diagnosis=diagnosis),
        key,
        lambda: Need.objects.create(diagnosis=diagnosis, once=key, **fields),
    )
    need.competences.set(competences)
    return need


@transaction.atomic
def drop_need(*, by: Any, process: Process, pk: int) -> None:
    """Take a need out of the diagnosis while it is being made."""
    insist(rules.may_write(by, process))
    if process.state != State.DIAGNOSIS:
        raise Refused(_("Needs can be taken out only during the diagnosis; the plan rests on them."))
    Need.objects.filter(diagnosis__process=process, pk=pk).delete()


@transaction.atomic
def record_stage(*, by: Any, process: Process, stage: str, version: int, **fields: Any) -> StageRecord:
    """Write what a stage settled. Raises Refused for a stage not reached yet and for a clash (CO-03)."""
    insist(rules.may_write(by, process))
    order = [State.INITIATED, *STAGES, State.CLOSED]
    if stage not in STAGES or order.index(State(stage)) > order.index(State(process.state)):
        raise Refused(_("This stage has not begun."))
    record, _made = StageRecord.objects.get_or_create(process=process, stage=stage)
    won = StageRecord.objects.filter(pk=record.pk, version=version).update(
        version=version + 1, updated_at=clock.now(), updated_by=by, **fields
    )
    if not won:
        raise Refused(_("Somebody else has changed this in the meantime. Compare both texts and save again."))
    trail.write(by=by, action="support.stage.write", about=process, values={"stage": stage})
    record.refresh_from_db()
    return record


@transaction.atomic
def log(*, by: Any, process: Process, key: UUID | None = None, **fields: Any) -> LogEntry:
    """Write one act into the activity log, during any stage (D18)."""
    insist(rules.may_write(by, process))
    if fields["done_on"] > clock.today():
        raise Refused(_("The log holds what has been done; this day has not come yet."))
    return once(
        LogEntry.objects.filter(process=process, written_by=by),
        key,
        lambda: LogEntry.objects.create(process=process, stage=process.state, written_by=by, once=key, **fields),
    )


def missing(process: Process) -> list[str]:
    """What the gate of the present stage still wants, as sentences; empty when it is open (domain 3.4)."""
    if process.state == State.INITIATED:
        return [_("the approvals of the county and of the director")]
    if process.state == State.CLOSED:
        return []
    gate = selectors.gate_of(process)
    if process.state == State.DIAGNOSIS:
        wants = [] if gate.area.strip() else [_("the chosen area")]
        return wants if gate.has_needs else [*wants, _("at least one need")]
    record = gate.record
    wants = [] if record.words.strip() else [_("what was settled, in words")]
    if process.state == State.IMPLEMENTATION:
        if not gate.has_log:
            wants.append(_("at least one entry in the activity log"))
        return wants
    if not record.director_on:
        wants.append(_("the day of the agreement with the director"))
    if not record.council_on:
        wants.append(_("the day of the presentation to the teaching council"))
    if process.state == State.ASSESSMENT and not record.recommendations.strip():
        wants.append(_("recommendations for the next year"))
    return wants


@transaction.atomic
def advance(*, by: Any, process: Process) -> Process:
    """Enter the next stage through its gate. Raises Refused with what is missing; then nothing has changed."""
    insist(rules.may_write(by, process))
    wants = missing(process)
    if wants:
        raise Refused(
            ngettext(
                "To go on there is still missing: %(what)s.", "To go on there are still missing: %(what)s.", len(wants)
            )
            % {"what": ", ".join(wants)}
        )
    to = NEXT[process.state]
    won = Process.objects.filter(pk=process.pk, state=process.state).update(state=to)
    if not won:
        raise Refused(_("Somebody else has already moved this process on."))
    process.state = to
    trail.write(by=by, action="support.process.advance", about=process, values={"to": to})
    _tell(notices.MOVED, process, everyone(process), by, _("Support of the school has entered its next stage"))
    return process
