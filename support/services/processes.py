"""A process begins: it is started, agreed to, gets its SORE, and follows last year's process."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

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
from provenance import services as provenance
from provenance.registry import Reference
from support import notices, rules, selectors
from support.enums import Kind
from support.models import Process
from support.services.acting import begin, everyone, held, tell, tidy
from support.services.stages import take
from support.states import GATES, Actor, State

MONTHS = 7
"""The shortest process support (S003, BR6, D80)."""


def kind_of(starts_on: date, ends_on: date) -> Kind:
    """Process support from seven whole months, the last day counted; a shorter programme below (BR6)."""
    years, month = divmod(starts_on.month - 1 + MONTHS, 12)
    year = starts_on.year + years
    last = min(starts_on.day, monthrange(year, month + 1)[1])
    return Kind.STATUTORY if ends_on + timedelta(days=1) >= date(year, month + 1, last) else Kind.SHORT


@transaction.atomic
def open_process(
    *,
    by: Any,
    institution: Institution,
    key: UUID | None = None,
    made_from: Reference | None = None,
    follows: Process | None = None,
    **fields: Any,
) -> Process:
    """Start a process for a school: the one who starts it has agreed, the other side is asked (D87, D88, BR16).

    A need it is made from is answered by it, where `by` answers the needs of that county (D33). Where it follows last
    year's process, the recommendations adopted there wait in its diagnosis (D22, D41).
    Raises Refused when `by` may not, the days are out of order, or it is shorter than seven months without a reason.
    """
    insist(rules.may_open(by, institution))
    fields = tidy(fields) | {"institution": institution, "kind": _kind(**fields)}

    def make() -> Process:
        after = _followed(by, institution, follows)
        year = school_year_for(fields["starts_on"])
        return Process.objects.create(school_year=year, initiated_by=by, follows=after, once=key, **fields)

    process = once(Process.objects.filter(initiated_by=by), key, make)
    if process.county_agreed_at is None and process.director_agreed_at is None:
        trail.write(by=by, action="support.process.open", about=process, values={"rspo": institution.rspo})
        provenance.record(by=by, source=made_from, result=Reference("process", process.pk))
        _answer_need(by, made_from)
        agree(by=by, process=process)
    return process


def _kind(*, starts_on: date, ends_on: date, short_because: str = "", **_others: Any) -> Kind:
    """The kind of help those days make. Raises Refused for days out of order and for a short one without a reason."""
    if ends_on <= starts_on:
        raise Refused(_("The last day must come after the first."))
    kind = kind_of(starts_on, ends_on)
    if kind == Kind.SHORT and not short_because.strip():
        raise Refused(_("Support lasts at least seven months. For a shorter programme write the reason."))
    return kind


def _followed(by: Any, institution: Institution, follows: Process | None) -> Process | None:
    """Last year's process of the same school, closed and not followed yet. Raises Refused otherwise."""
    if follows is None:
        return None
    before = begin(by, "follow", follows)
    if before.institution_id != institution.pk:
        raise Refused(_("A process follows one of the same school."))
    if Process.objects.filter(follows=before).exists():
        raise Refused(_("The next process has already been started."))
    return before


def _answer_need(by: Any, made_from: Reference | None) -> None:
    """The need the process is made from is answered, where `by` may answer it and nobody has."""
    need = reported.Need.objects.filter(pk=made_from.pk).first() if made_from and made_from.kind == "need" else None
    if need is not None and need.waits and answering.may_decide(by, need):
        answer_by_process(by=by, need=need, words=_("A support process of a school has been started."))


@transaction.atomic
def agree(*, by: Any, process: Process) -> Process:
    """Add the approval of `by`; with both, the process enters its diagnosis (D87)."""
    process = held(process)
    insist(rules.may_agree(by, process))
    if rules.is_actor(by, Actor.DIRECTOR, process) and not process.director_agreed_at:
        process.director_agreed_at = clock.now()
    else:
        process.county_agreed_at = clock.now()
    started = bool(process.county_agreed_at and process.director_agreed_at)
    process.save(update_fields=["county_agreed_at", "director_agreed_at"])
    trail.write(by=by, action="support.process.agree", about=process)
    if started:
        take(by=by, process=process, to=GATES[State.INITIATED].to)
    people = everyone(process)
    if started:
        tell(notices.STARTED, process, people, by, _("Support of the school has started"))
    else:
        tell(notices.AGREE, process, people, by, _("A support process waits for your approval"))
    return process


@transaction.atomic
def name_sore(*, by: Any, process: Process, email: str, until: date | None = None) -> tuple[User, str]:
    """Assign a SORE to the process's school from today on; returns the person and a warning ('' when none, BR10)."""
    process = begin(by, "name_sore", process)
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
    tell(notices.NAMED, process, [person], by, _("You have been assigned to a school"))
    employed = selectors.is_employed(person, process.institution)
    warning = _("This person works at the school; a SORE should come from outside.") if employed else ""
    return person, warning
