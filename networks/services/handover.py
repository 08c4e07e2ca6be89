"""Handing a network over: nominations, the proposal, the answer, and everything that moves in one step (A4, D31)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.registry import Registry
from kit.verdicts import Refused, insist
from moderation import trail
from moderation.models import Case
from networks import notices, rules, selectors
from networks.enums import Role
from networks.models import Edition, Handover, Membership, Nomination
from networks.states import HandoverState
from notifications.services import notify
from search import services as search

HANDOVERS: Registry[Callable[[Edition, Any, Any, Any], int | None]] = Registry("networks.handovers")
"""Upper floors sign in functions `(edition, from_user, to_user, by) -> how many things moved`.

They are called in the transaction of the handover, once the roles are swapped; one that fails stops the whole step.
Each moves open duties only (tasks, drafts, pages still worked on); what is finished keeps its author. The count stands
in the record under the key of the registration.
"""


def let_cases_go(edition: Edition, before: Any, _successor: Any, _by: Any) -> int:
    """Cases of moderation which `before` has in hand are free again for who decides now; gives how many."""
    held = Case.objects.filter(place=f"network:{edition.network_id}", claimed_by=before, closed_at=None)
    return held.update(claimed_by=None, claimed_at=None)


HANDOVERS.register("moderation", let_cases_go)


def handover_page(edition: Edition) -> str:
    """Where nominations and the handover are."""
    return reverse("networks:handover", kwargs={"slug": edition.network.slug})


@transaction.atomic
def nominate(*, by: Any, edition: Edition, candidate: Any, words: str = "") -> Nomination:
    """Say who could coordinate the network next; the candidate is told, and by whom.

    Naming oneself is welcome. A second nomination of the same person changes the words. Raises Refused
    by rules.may_nominate and rules.may_succeed.
    """
    insist(rules.may_nominate(by, edition))
    insist(rules.may_succeed(edition, candidate))
    nomination, made = Nomination.objects.update_or_create(
        edition=edition, made_by=by, candidate=candidate, defaults={"words": words.strip()}
    )
    trail.write(by=by, action="networks.nomination.make", about=nomination)
    if made:
        notify(
            notices.NOMINATED,
            to=[candidate],
            by=by,
            about=edition.network,
            title=_("%(person)s nominates you as a coordinator of “%(network)s”")
            % {"person": by.get_full_name(), "network": edition.network},
            text=words.strip(),
            url=handover_page(edition),
        )
    return nomination


@transaction.atomic
def withdraw_nomination(*, by: Any, nomination: Nomination) -> None:
    """Take a nomination back: who made it, or the candidate who does not wish it."""
    if by.pk not in (nomination.made_by_id, nomination.candidate_id):
        raise Refused(_("Only who nominated, or the candidate, takes a nomination back."))
    trail.write(by=by, action="networks.nomination.withdraw", about=nomination)
    nomination.delete()


@transaction.atomic
def start_handover(*, by: Any, edition: Edition, successor: Any, words: str = "", key: UUID | None = None) -> Handover:
    """Propose `successor` as the coordinator; the person is told and answers.

    Started by a coordinator that coordinator's place is handed over, started by the county that of the present one.
    Raises Refused by rules.may_hand_over, for a person from outside or one who coordinates already, and while another
    proposal waits.
    """
    fresh = _locked(edition)
    insist(rules.may_hand_over(by, fresh))
    insist(rules.may_succeed(fresh, successor))

    def make() -> Handover:
        if Handover.objects.filter(edition=fresh, state=HandoverState.PROPOSED).exists():
            raise Refused(_("A handover already waits for an answer. Withdraw it first."))
        return _propose(by, fresh, successor, words, key)

    return once(Handover.objects.filter(started_by=by), key, make)


def _propose(by: Any, edition: Edition, successor: Any, words: str, key: UUID | None) -> Handover:
    present = [one.user for one in coordinators(edition)]
    handover = Handover.objects.create(
        edition=edition,
        before=next((person for person in present if person.pk == by.pk), present[0] if present else None),
        successor=successor,
        started_by=by,
        words=words.strip(),
        started_at=clock.now(),
        once=key,
    )
    trail.write(by=by, action="networks.handover.start", about=handover)
    notify(
        notices.HANDOVER_ASKED,
        to=[successor],
        by=by,
        about=edition.network,
        title=_("%(person)s asks you to take over the network “%(network)s”")
        % {"person": by.get_full_name(), "network": edition.network},
        text=words.strip(),
        url=handover_page(edition),
    )
    return handover


def coordinators(edition: Edition) -> list[Membership]:
    """The present coordinators of the year, the longest first."""
    held = edition.memberships.active().filter(role=Role.COORDINATOR)
    return list(held.select_related("user").order_by("joined_at", "pk"))


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update(of=("self",)).select_related("network__county").get(pk=edition.pk)


@transaction.atomic
def accept_handover(*, by: Any, handover: Handover) -> Handover:
    """The successor accepts: rights, open duties and the report go over in one step, with a record.

    Raises Refused by rules.may_answer_handover, and when the one who hands over coordinates no longer.
    """
    edition = _locked(handover.edition)
    fresh = _fresh(handover, edition)
    insist(rules.may_answer_handover(by, fresh))
    leaving = [one for one in coordinators(edition) if one.user_id == fresh.before_id]
    if fresh.before_id is not None and not leaving:
        raise Refused(_("The person who hands over coordinates the network no longer. Ask for a new proposal."))
    Membership.objects.filter(edition=edition, user=by).update(role=Role.COORDINATOR)
    Membership.objects.filter(pk__in=[one.pk for one in leaving]).update(role=Role.MEMBER)
    selectors.forget_leading(edition.pk)
    _decide(fresh, HandoverState.ACCEPTED, "", moved=move_duties(edition, fresh.before, by, by=by))
    trail.write(by=by, action="networks.handover.accept", about=fresh, values={"moved": fresh.moved})
    _tell_all(fresh, by)
    search.changed(edition.network)
    return fresh


def move_duties(edition: Edition, before: Any, successor: Any, *, by: Any) -> dict[str, int]:
    """Have every room move what is open; gives how many things by the key of the room."""
    if before is None:
        return {}
    moved = {}
    for key, hand in HANDOVERS.items():
        count = hand(edition, before, successor, by)
        if count:
            moved[key] = int(count)
    Nomination.objects.filter(edition=edition, candidate=successor).delete()
    return moved


def _fresh(handover: Handover, edition: Edition) -> Handover:
    fresh = Handover.objects.select_related("before", "successor", "started_by").get(pk=handover.pk)
    fresh.edition = edition
    return fresh


def _decide(handover: Handover, state: str, answer: str, **values: Any) -> None:
    won = Handover.objects.filter(pk=handover.pk, state=HandoverState.PROPOSED).update(
        state=state, answer=answer, decided_at=clock.now(), **values
    )
    if not won:
        raise Refused(_("This was already decided. Look at the list again."))
    handover.refresh_from_db(fields=["state", "answer", "decided_at", "moved"])


def _tell_all(handover: Handover, by: Any) -> None:
    edition = handover.edition
    network = edition.network
    people = [one.user for one in edition.memberships.active().select_related("user")]
    notify(
        notices.COORDINATOR_CHANGED,
        to=people,
        by=by,
        about=network,
        title=_("%(person)s now coordinates the network “%(network)s”")
        % {"person": by.get_full_name(), "network": network},
        text=_("Until now: %(people)s.") % {"people": handover.before} if handover.before else "",
        url=network.get_absolute_url(),
    )


@transaction.atomic
def refuse_handover(*, by: Any, handover: Handover, answer: str = "") -> Handover:
    """The successor does not take the network over; who asked is told, nothing has moved."""
    fresh = _fresh(handover, _locked(handover.edition))
    if fresh.successor_id != by.pk:
        raise Refused(_("Only the person asked answers this."))
    _decide(fresh, HandoverState.REFUSED, answer.strip())
    trail.write(by=by, action="networks.handover.refuse", about=fresh)
    notify(
        notices.HANDOVER_ANSWERED,
        to=[person for person in (fresh.started_by,) if person is not None],
        by=by,
        about=fresh.edition.network,
        title=_("%(person)s does not take over “%(network)s”")
        % {"person": by.get_full_name(), "network": fresh.edition.network},
        text=answer.strip(),
        url=handover_page(fresh.edition),
    )
    return fresh


@transaction.atomic
def withdraw_handover(*, by: Any, handover: Handover) -> Handover:
    """Take the proposal back before it is answered."""
    fresh = _fresh(handover, _locked(handover.edition))
    insist(rules.may_withdraw_handover(by, fresh))
    _decide(fresh, HandoverState.WITHDRAWN, "")
    trail.write(by=by, action="networks.handover.withdraw", about=fresh)
    return fresh


def record_appointment(*, by: Any, edition: Edition, successor: Any, before: list[Any]) -> None:
    """Write the county's appointment down like a handover: duties of those who go move to the successor (D31).

    A proposal that waited is withdrawn.
    """
    moment = clock.now()
    Handover.objects.filter(edition=edition, state=HandoverState.PROPOSED).update(
        state=HandoverState.WITHDRAWN, decided_at=moment
    )
    for person in before:
        Handover.objects.create(
            edition=edition,
            before=person,
            successor=successor,
            started_by=by,
            state=HandoverState.APPOINTED,
            started_at=moment,
            decided_at=moment,
            moved=move_duties(edition, person, successor, by=by),
        )
