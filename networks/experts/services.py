"""The verbs: keeping the register, asking for an expert, answering."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from directory.models import County
from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.experts import notices, rules, selectors
from networks.experts.models import Expert, ExpertRequest
from networks.experts.states import RequestState
from networks.models import Edition
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from search import services as search

MANY = ("subjects", "voivodeships", "counties")
TAKEN = gettext_lazy("This address is already in the register of the county.")


@transaction.atomic
def add_expert(*, by: Any, county: County, values: dict[str, Any], key: uuid.UUID | None = None) -> Expert:
    """Put a person on the county's register; one with an account here by the same address is tied to it.

    Raises Refused unless `by` keeps the county's register, or when the address stands there already.
    """
    insist(rules.may_keep(by, county))

    def make() -> Expert:
        plain = {name: value for name, value in values.items() if name not in MANY}
        expert = Expert(county=county, created_by=by, once=key, **plain)
        return _kept(by, expert, values, "experts.expert.add")

    return once(Expert.objects.filter(created_by=by), key, make)


@transaction.atomic
def change_expert(*, by: Any, expert: Expert, values: dict[str, Any]) -> Expert:
    """Change what stands on the register. Raises Refused unless `by` keeps it."""
    insist(rules.may_keep(by, expert.county))
    for name, value in values.items():
        if name not in MANY:
            setattr(expert, name, value)
    return _kept(by, expert, values, "experts.expert.change")


def _kept(by: Any, expert: Expert, values: dict[str, Any], action: str) -> Expert:
    expert.email = User.objects.normalise(expert.email or "")
    expert.user = _account(expert)
    if (
        Expert.objects.active()
        .filter(county=expert.county_id, email=expert.email)
        .exclude(pk=expert.pk)
        .exclude(email="")
        .exists()
    ):
        raise Refused(TAKEN)
    try:
        with transaction.atomic():
            expert.save()
    except IntegrityError as error:
        if expert.once is not None and Expert.objects.filter(once=expert.once).exists():
            raise
        raise Refused(TAKEN) from error
    for name in MANY:
        if name in values:
            getattr(expert, name).set(values[name])
    trail.write(by=by, action=action, about=expert, values={"consent": str(expert.agreed_on or "")})
    search.changed(expert)
    return expert


def _account(expert: Expert) -> User | None:
    """The account with the expert's address, unless another card holds it."""
    if not expert.email:
        return None
    found = User.objects.filter(email=expert.email, is_active=True).first()
    if found is None or Expert.objects.filter(user=found).exclude(pk=expert.pk).exists():
        return None
    return found


@transaction.atomic
def retire_expert(*, by: Any, expert: Expert) -> None:
    """Take somebody off the register: the public card goes at once, requests keep the name for their history."""
    insist(rules.may_keep(by, expert.county))
    Expert.objects.filter(pk=expert.pk, retired_at=None).update(retired_at=clock.now(), agreed_on=None)
    trail.write(by=by, action="experts.expert.retire", about=expert, values={})
    search.changed(expert)


# --- requests


@transaction.atomic
def ask(
    *,
    by: Any,
    edition: Edition,
    values: dict[str, Any],
    made_from: Reference | None = None,
    key: uuid.UUID | None = None,
) -> ExpertRequest:
    """Ask the county for an expert; its coordinators are told.

    `values`: theme, form, wanted_on, when, hours, needs. The same `key` again gives the same request. Raises Refused
    unless `by` steers the network, or when the day has passed or lies outside its school year.
    """
    insist(rules.may_ask(by, edition.network))
    day = values.get("wanted_on")
    if day is not None and day < clock.today():
        raise Refused(_("This day has passed. Choose a later one."))
    if day is not None and not rules.is_within_year(edition, day):
        raise Refused(_("This day lies outside the network's school year %(year)s.") % {"year": edition.school_year})

    def make() -> ExpertRequest:
        asked = ExpertRequest.objects.create(
            county=edition.network.county, edition=edition, asked_by=by, asked_at=clock.now(), once=key, **values
        )
        trail.write(by=by, action="experts.request.ask", about=asked, values={"network": edition.network_id})
        provenance.record(by=by, source=made_from, result=Reference("expert_request", asked.pk))
        notify(
            notices.ASKED,
            to=selectors.keepers_of(asked),
            about=asked,
            by=by,
            title=_("%(network)s asks for an expert: %(theme)s")
            % {"network": edition.network.title, "theme": asked.theme},
            url=asked.get_absolute_url(),
            text=asked.needs,
        )
        return asked

    return once(ExpertRequest.objects.filter(asked_by=by), key, make)


def _moved(request: ExpertRequest, state: str, by: Any, **values: Any) -> ExpertRequest:
    """Write the new state; the row is locked by `_held`."""
    values["state"] = state
    for name, value in values.items():
        setattr(request, name, value)
    request.save(update_fields=list(values))
    trail.write(by=by, action=f"experts.request.{state}", about=request, values={"expert": request.expert_id})
    return request


def _held(request: ExpertRequest) -> ExpertRequest:
    return (
        ExpertRequest.objects.select_for_update(of=("self",))
        .select_related("edition__network__county", "county")
        .get(pk=request.pk)
    )


def _tell_network(request: ExpertRequest, by: Any, title: str) -> None:
    notify(
        notices.ANSWERED,
        to=selectors.steering_people(request),
        about=request,
        by=by,
        title=title % {"theme": request.theme},
        url=request.get_absolute_url(),
        text=request.answer,
    )


@transaction.atomic
def take_up(*, by: Any, request: ExpertRequest) -> None:
    """Say that the county looks into it."""
    held = _held(request)
    insist(rules.may_answer(by, held, RequestState.REVIEW))
    _moved(held, RequestState.REVIEW, by)


@transaction.atomic
def accept(*, by: Any, request: ExpertRequest, answer: str = "") -> None:
    """Accept; the expert is still to be found. The network is told."""
    held = _held(request)
    insist(rules.may_answer(by, held, RequestState.ACCEPTED))
    _moved(held, RequestState.ACCEPTED, by, answer=answer.strip(), expert=None, decided_by=by, decided_at=clock.now())
    _tell_network(held, by, _("Accepted: “%(theme)s”; the county looks for an expert"))


@transaction.atomic
def refuse(*, by: Any, request: ExpertRequest, answer: str) -> None:
    """Refuse with a reason, which the network reads. Raises Refused without one."""
    held = _held(request)
    insist(rules.may_answer(by, held, RequestState.REFUSED))
    if not answer.strip():
        raise Refused(_("Give the reason; the network will read it."))
    _moved(held, RequestState.REFUSED, by, answer=answer.strip(), decided_by=by, decided_at=clock.now())
    _tell_network(held, by, _("Refused: the request for an expert “%(theme)s”"))


@transaction.atomic
def assign(*, by: Any, request: ExpertRequest, expert: Expert, answer: str = "") -> None:
    """Assign an expert. The network is told and from now on sees the expert's address."""
    held = _held(request)
    insist(rules.may_answer(by, held, RequestState.ASSIGNED))
    if not rules.readable_experts(by).filter(pk=expert.pk, retired_at=None).exists():
        raise Refused(_("Choose an expert of the register."))
    _moved(
        held,
        RequestState.ASSIGNED,
        by,
        expert=expert,
        answer=answer.strip() or held.answer,
        decided_by=by,
        decided_at=clock.now(),
    )
    _tell_network(held, by, _("An expert is assigned: “%(theme)s”"))


@transaction.atomic
def withdraw(*, by: Any, request: ExpertRequest) -> None:
    """Take the request back."""
    held = _held(request)
    insist(rules.may_withdraw(by, held))
    _moved(held, RequestState.WITHDRAWN, by)
    _tell_county(held, by, _("Withdrawn: the request for an expert “%(theme)s”"))


@transaction.atomic
def finish(*, by: Any, request: ExpertRequest) -> None:
    """Say that the expert's work is done."""
    held = _held(request)
    insist(rules.may_finish(by, held))
    _moved(held, RequestState.DONE, by)
    _tell_county(held, by, _("Done: the expert's work on “%(theme)s”"))


@transaction.atomic
def evaluate(*, by: Any, request: ExpertRequest, rating: int, words: str) -> None:
    """Evaluate the expert's work; read by the network's steering people and the county only (D14)."""
    held = _held(request)
    insist(rules.may_evaluate(by, held))
    if rating not in range(1, 6):
        raise Refused(_("Choose a mark from 1 to 5."))
    _moved(held, RequestState.EVALUATED, by, rating=rating, rating_words=words.strip()[:1500])
    _tell_county(held, by, _("Evaluated: the expert's work on “%(theme)s”"))


def _tell_county(request: ExpertRequest, by: Any, title: str) -> None:
    notify(
        notices.FINISHED,
        to=selectors.keepers_of(request),
        about=request,
        by=by,
        title=title % {"theme": request.theme},
        url=request.get_absolute_url(),
    )
