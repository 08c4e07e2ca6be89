"""The way of a network's year: its steps, its settings, and the next year made from it (domain 3.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import SchoolYear
from kit import clock
from kit.once import once
from kit.registry import Registry
from kit.verdicts import Refused, insist
from moderation import trail
from networks import notices, rules
from networks.enums import Role
from networks.models import Edition, Handover, Membership, Network, NetworkReport, YearStep
from networks.services.reporting import keep_figures
from networks.services.seats import SEATED, departed
from networks.services.waiting import offer_places, tell_of_offer
from networks.states import (
    OPEN_STATES,
    REASONED_STEPS,
    REPORT_CLOSED,
    EditionState,
    HandoverState,
    MembershipState,
)
from notifications.services import notify
from search import services as search

RENEWALS: Registry[Callable[[Edition, Edition, Any], None]] = Registry("networks.renewals")
"""Upper floors sign in functions `(old, new, by) -> None`, called in the transaction that opens the next year."""

ASKED_FOR = timedelta(days=21)
"""How long a place in the next year is kept for a person who is asked to go on."""


@transaction.atomic
def move_year(*, by: Any, edition: Edition, state: str, reason: str = "") -> Edition:
    """Take the year one step on, with a line in its history that members read.

    Raises Refused by rules.may_move_year, for a step out of the usual order without a reason, and when somebody else
    took a step meanwhile.
    """
    fresh = Edition.objects.select_for_update(of=("self",)).select_related("network__county").get(pk=edition.pk)
    insist(rules.may_move_year(by, fresh, state))
    if (fresh.state, state) in REASONED_STEPS and not reason.strip():
        raise Refused(_("This step is out of the usual order. Give the reason: the members will read it."))
    before = fresh.state
    _set_state(fresh, state)
    write_step(fresh, before=before, by=by, reason=reason)
    trail.write(by=by, action="networks.edition.move", about=fresh, values={"from": before, "to": state})
    if before != EditionState.DRAFT:
        tell_members(fresh, by=by, title=_title(state) % {"network": fresh.network}, text=reason.strip())
    if state in OPEN_STATES:
        offer_places(fresh)
    search.changed(fresh.network)
    fresh.refresh_from_db()
    return fresh


def _title(state: str) -> str:
    """What members are told of a step, in the language of the moment."""
    titles: dict[str, str] = {
        EditionState.RECRUITING: _("“%(network)s” takes new members"),
        EditionState.ACTIVE: _("“%(network)s” is at work"),
        EditionState.SUMMARISING: _("“%(network)s” sums up its year"),
        EditionState.CLOSED: _("The year of “%(network)s” is closed; everything can still be read"),
        EditionState.ARCHIVED: _("The year of “%(network)s” went to the archive"),
    }
    return titles[state]


def _set_state(edition: Edition, state: str) -> None:
    values: dict[str, Any] = {"state": state}
    if state in OPEN_STATES and edition.opened_at is None:
        values["opened_at"] = clock.now()
    values["closed_at"] = None if state in OPEN_STATES else (edition.closed_at or clock.now())
    Edition.objects.filter(pk=edition.pk).update(**values)
    for name, value in values.items():
        setattr(edition, name, value)


def write_step(edition: Edition, *, before: str, by: Any, reason: str = "") -> YearStep:
    """A line of the year's history: the state it is in now, and the one it came from."""
    return YearStep.objects.create(
        edition=edition, before=before, after=edition.state, made_by=by, made_at=clock.now(), reason=reason.strip()
    )


def tell_members(edition: Edition, *, by: Any, title: str, text: str = "") -> None:
    """Tell everybody who belongs to the year, experts excepted, that it goes on."""
    members = edition.memberships.active().exclude(role=Role.EXPERT).select_related("user")
    notify(
        notices.YEAR_MOVED,
        to=[held.user for held in members],
        by=by,
        about=edition.network,
        title=title,
        text=text,
        url=edition.network.get_absolute_url(),
    )


@transaction.atomic
def settle(
    *,
    by: Any,
    edition: Edition,
    join_policy: str,
    question: str,
    target_size: int,
    capacity: int | None,
    summary: str,
    description: str,
) -> Edition:
    """Change how one joins, how large the network is and how it introduces itself.

    Places that become free are offered to the people who wait. Raises Refused by rules.may_settle, and for a limit
    below the places already taken.
    """
    fresh = Edition.objects.select_for_update(of=("self",)).select_related("network__county").get(pk=edition.pk)
    insist(rules.may_settle(by, fresh))
    if capacity is not None and capacity < fresh.taken:
        raise Refused(_("%(taken)s places are taken already; the limit cannot be lower.") % {"taken": fresh.taken})
    network = fresh.network
    values = {
        "join_policy": join_policy, "question": question.strip(), "summary": summary.strip(),
        "description": description.strip(),
    }  # fmt: skip
    Network.objects.filter(pk=network.pk).update(**values)
    Edition.objects.filter(pk=fresh.pk).update(target_size=target_size, capacity=capacity)
    trail.write(
        by=by,
        action="networks.edition.settle",
        about=fresh,
        values={"join_policy": join_policy, "target_size": target_size, "capacity": capacity},
    )
    offer_places(fresh)
    network.refresh_from_db()
    search.changed(network)
    fresh.refresh_from_db()
    return fresh


def recommendations_of(edition: Edition) -> str:
    """The conclusions of the year's accepted report, which the next year starts from; empty while none is accepted."""
    report = NetworkReport.objects.filter(edition=edition, state__in=REPORT_CLOSED).first()
    return report.words.get("conclusions", "") if report else ""


@transaction.atomic
def renew(
    *,
    by: Any,
    edition: Edition,
    school_year: SchoolYear,
    carried: Iterable[int],
    asked: Iterable[int] = (),
    goal: str = "",
    recommendations: str = "",
    key: UUID | None = None,
) -> Edition:
    """Open the network's next year and close this one, which stays readable.

    `carried` and `asked` are numbers of memberships of this year: the first go on at once in the roles they have, the
    second have a place kept for them for three weeks and answer. Coordinators always go on. Rooms move what
    is theirs through RENEWALS. Raises Refused by rules.may_renew, for a school year that is not later, and when nobody
    would coordinate the new year.
    """
    made = Edition.objects.filter(network=edition.network_id)

    def make() -> Edition:
        return _continue(by, edition, school_year, set(carried), set(asked), goal, recommendations, key)

    return once(made, key, make)


def _continue(
    by: Any,
    edition: Edition,
    school_year: SchoolYear,
    carried: set[int],
    asked: set[int],
    goal: str,
    recommendations: str,
    key: UUID | None,
) -> Edition:
    old = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("network__county", "school_year")
        .get(pk=edition.pk)
    )
    insist(rules.may_renew(by, old))
    if school_year.starts_on <= old.school_year.starts_on:
        raise Refused(_("The next year of a network comes after the present one."))
    held = list(old.memberships.active().filter(role__in=SEATED).select_related("user").order_by("pk"))
    if not any(one.role == Role.COORDINATOR and one.user.is_active for one in held):
        raise Refused(_("Nobody coordinates this network. Appoint a coordinator first, then renew it."))
    goes_on = [one for one in held if one.pk in carried or one.role == Role.COORDINATOR]
    to_ask = [one for one in held if one.pk in asked and one not in goes_on]
    _close_for_next(old, by)
    new = _next_edition(old, school_year, by, goal, recommendations, key, places=len(goes_on) + len(to_ask))
    _carry(new, goes_on, to_ask)
    _carry_line(old, new)
    for renewal in RENEWALS:
        renewal(old, new, by)
    for one in held:
        if one not in goes_on:
            departed(one)
    offer_places(new)
    trail.write(
        by=by,
        action="networks.edition.renew",
        about=new,
        values={"from": old.pk, "carried": len(goes_on), "asked": len(to_ask)},
    )
    title = _("“%(network)s” goes on in the school year %(year)s")
    tell_members(new, by=by, title=title % {"network": new.network, "year": school_year.label})
    search.changed(new.network)
    return new


def _close_for_next(old: Edition, by: Any) -> None:
    """Close the year if it is open, and let it be the present one no longer."""
    before = old.state
    keep_figures(edition=old)
    if before in OPEN_STATES:
        _set_state(old, EditionState.CLOSED)
        write_step(old, before=before, by=by)
    Edition.objects.filter(pk=old.pk).update(is_current=False)
    old.is_current = False
    Handover.objects.filter(edition=old, state=HandoverState.PROPOSED).update(
        state=HandoverState.WITHDRAWN, decided_at=clock.now()
    )
    old.invitations.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    old.links.filter(revoked_at=None).update(revoked_at=clock.now())


def _next_edition(
    old: Edition, school_year: SchoolYear, by: Any, goal: str, recommendations: str, key: UUID | None, *, places: int
) -> Edition:
    capacity = old.capacity if old.capacity is None else max(old.capacity, places)
    new = Edition.objects.create(
        network=old.network,
        school_year=school_year,
        state=EditionState.RECRUITING,
        goal=goal.strip(),
        recommendations=recommendations.strip(),
        renewed_from=old,
        target_size=old.target_size,
        capacity=capacity,
        taken=places,
        opened_at=clock.now(),
        once=key,
    )
    write_step(new, before="", by=by)
    return new


def _carry(new: Edition, goes_on: list[Membership], to_ask: list[Membership]) -> None:
    moment = clock.now()
    Membership.objects.bulk_create(
        Membership(edition=new, user=one.user, role=one.role, state=MembershipState.ACTIVE, joined_at=moment)
        for one in goes_on
    )
    offers = Membership.objects.bulk_create(
        Membership(
            edition=new,
            user=one.user,
            role=one.role,
            state=MembershipState.OFFERED,
            asked_at=moment,
            offer_until=_until(moment),
        )
        for one in to_ask
    )
    for offer in offers:
        tell_of_offer(offer)


def _until(moment: datetime) -> datetime:
    return moment + ASKED_FOR


def _carry_line(old: Edition, new: Edition) -> None:
    """People who wait for a place go on waiting, in the same order."""
    waiting = old.memberships.filter(state=MembershipState.WAITING).order_by("lined_at", "pk")
    Membership.objects.bulk_create(
        Membership(
            edition=new,
            user_id=one.user_id,
            state=MembershipState.WAITING,
            motivation=one.motivation,
            asked_at=one.asked_at,
            lined_at=one.lined_at,
        )
        for one in waiting
    )
