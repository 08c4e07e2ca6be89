"""Who may report a need and answer it, speak in the network, vote, ask anonymously."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation import rules as moderation
from networks import rules as hall
from networks.enums import Role
from networks.models import Edition, Membership
from networks.moderation import where
from networks.needs.models import Ballot, Need, Proposal, Question, Reply, Wish
from networks.needs.states import NEED_NEXT


def may_report(user: Any) -> Verdict:
    """Whether `user` may report a need: everybody signed in (D33)."""
    if user.is_authenticated and user.is_active:
        return ALLOWED
    return refusal(_("Sign in to report a need."))


def _counties_of(user: Any) -> Any:
    return people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).values("county")


def readable_needs(user: Any) -> QuerySet[Need]:
    """Needs `user` may read: one's own, those of the counties one coordinates, and those which a network steered by
    `user` answers: whoever plans its year must know what it was opened for (A13)."""
    if not user.is_authenticated or not user.is_active:
        return Need.objects.none()
    answered = Q(network__in=hall.steerable_networks(user))
    return Need.objects.filter(Q(reporter=user) | Q(county__in=_counties_of(user)) | answered)


def may_read_need(user: Any, need: Need) -> Verdict:
    """Whether `user` may read the need."""
    if user.is_authenticated and user.is_active and need.reporter_id == user.pk:
        return ALLOWED
    if need.network is not None and hall.may_steer(user, need.network):
        return ALLOWED
    return may_decide(user, need)


def decidable_needs(user: Any) -> QuerySet[Need]:
    """Needs `user` answers."""
    return Need.objects.filter(county__in=_counties_of(user))


def may_decide(user: Any, need: Need) -> Verdict:
    """Whether `user` answers the need: the county coordinator (D33)."""
    if people.holds(user, PersonRole.COUNTY_COORDINATOR, county=need.county):
        return ALLOWED
    return refusal(_("Needs are answered by the county coordinator."))


def may_step(need: Need, state: str) -> Verdict:
    """Whether the need may become `state` (domain 3.4)."""
    if state in NEED_NEXT[need.state]:
        return ALLOWED
    return refusal(_("This need is “%(state)s”; take it up again first.") % {"state": need.get_state_display()})


# --- in the space ----------------------------------------------------------------------------------------------------


def may_speak_as(here: Membership | None) -> Verdict:
    """Whether the place `here` says what one needs, proposes, votes and asks: members, while the year is open."""
    if not hall.may_enter_as(here) or here is None or here.role == Role.EXPERT:
        return refusal(_("This is for members of the network."))
    return _open(here.edition)


def may_reply_as(here: Membership | None) -> Verdict:
    """Whether the place `here` answers questions: everybody in the space, experts too, while the year is open."""
    if here is None or not hall.may_enter_as(here):
        return refusal(_("This is for members of the network."))
    return _open(here.edition)


def _open(edition: Edition) -> Verdict:
    if not edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def place_in(user: Any, edition_id: int) -> Membership | None:
    """The place of `user` in this year now."""
    return hall.memberships_of(user).filter(edition=edition_id).select_related("edition__network").first()


def may_speak(user: Any, edition: Edition) -> Verdict:
    """The same for a person, whose writing no decision has paused."""
    return may_speak_as(place_in(user, edition.pk)) and _unpaused(user, edition)


def may_reply(user: Any, edition: Edition) -> Verdict:
    """The same for a person, whose writing no decision has paused."""
    return may_reply_as(place_in(user, edition.pk)) and _unpaused(user, edition)


def _unpaused(user: Any, edition: Edition) -> Verdict:
    """Whether no decision keeps `user` from writing in the network now (D62): the one question all its rooms ask."""
    return moderation.may_write(user, where(edition.network_id))


def may_vote(user: Any, proposal: Proposal) -> Verdict:
    """Whether `user` may vote: a member, once, until the last day."""
    verdict = may_speak_as(place_in(user, proposal.edition_id))
    if not verdict:
        return verdict
    if not proposal.is_open or proposal.hidden_at:
        return refusal(_("The voting is over."))
    if Ballot.objects.filter(proposal=proposal, user=user).exists():
        return refusal(_("You have already voted. The vote is secret, so it cannot be taken back."))
    return ALLOWED


def may_close(user: Any, thing: Proposal | Wish) -> Verdict:
    """Whether `user` closes a proposal or a wish: its author, or who steers the network."""
    here = place_in(user, thing.edition_id)
    if here is None:
        return refusal(_("This is for members of the network."))
    if thing.author_id == user.pk or hall.may_steer_as(here):
        return _open(here.edition)
    return refusal(_("Only the author or the coordinator can do this."))


def inside(user: Any) -> Q:
    """Things of the years `user` may enter now."""
    return Q(edition__network__in=hall.enterable_networks(user), edition__is_current=True)


def may_see(user: Any, thing: Wish | Proposal | Question) -> Verdict:
    """Whether `user` may read it: who is in the space; hidden things only who judges."""
    here = place_in(user, thing.edition_id)
    verdict = hall.may_enter_as(here)
    if verdict and thing.hidden_at and not hall.may_steer_as(here):
        return refusal(_("This was hidden by a moderator."))
    return verdict


def may_judge(user: Any, thing: Wish | Proposal | Question | Reply) -> Verdict:
    """Whether `user` may hide it: who steers the network."""
    edition = thing.question.edition if isinstance(thing, Reply) else thing.edition
    return hall.may_steer(user, edition.network)
