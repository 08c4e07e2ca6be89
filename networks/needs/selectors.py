"""What the screens of needs show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import County
from kit import clock
from kit.verdicts import NotThere
from networks import rules as hall
from networks.models import Edition, Membership, Network
from networks.needs import rules
from networks.needs.enums import BallotKind, WishKind
from networks.needs.matching import matches
from networks.needs.models import Ballot, Need, Option, Proposal, Question, Reply, Wish
from networks.needs.states import WAITING, NeedState
from networks.selectors import counties_of
from networks.selectors.listing import nearby_counties
from networks.states import OPEN_STATES
from provenance.registry import Card, Seed
from provenance.selectors import Chain, chains

PER_PAGE = 30


# --- needs reported to the county ------------------------------------------------------------------------------------


def need_for(user: Any, number: int) -> Need:
    """The need `user` may read. Raises NotThere otherwise."""
    need = (
        rules.readable_needs(user)
        .filter(pk=number)
        .select_related("county", "institution", "reporter", "network", "decided_by")
        .first()
    )
    if need is None:
        raise NotThere
    return need


def needs_reported_by(user: Any) -> QuerySet[Need]:
    """What `user` reported, latest first."""
    return Need.objects.filter(reporter=user).select_related("county", "network")


def needs_under_way(user: Any) -> QuerySet[Need]:
    """What `user` reported and still waits for an answer, or got one in the last month."""
    lately = clock.now() - timedelta(days=30)
    return needs_reported_by(user).filter(Q(state__in=WAITING) | Q(decided_at__gte=lately))


def needs_answered_by(standing: Membership) -> list[Need]:
    """The reported needs which the network answers, for whoever steers it; nobody else sees them here."""
    if not hall.may_steer_as(standing):
        return []
    return list(Need.objects.filter(network=standing.edition.network_id).select_related("institution")[:20])


def steering_place(user: Any, need: Need) -> Membership | None:
    """The place from which `user` steers the network that answers the need; None for everybody else."""
    here = hall.standing(user, need.network) if need.network is not None else None
    return here if hall.may_steer_as(here) else None


@dataclass
class CountyNeeds:
    """The county's list: one page, and how many wait."""

    counties: list[County]
    page: Page
    state: str
    counts: list[tuple[str, str, int]]


def needs_of_county(user: Any, state: str, number: str, network: str = "") -> CountyNeeds:
    """Needs of the counties `user` coordinates; waiting ones unless another state is asked for, or those of a network.

    Raises NotThere for everybody else.
    """
    counties = counties_of(user)
    rows = Need.objects.filter(county__in=counties)
    counted = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    waiting = sum(counted.get(one, 0) for one in WAITING)
    counts = [("", _("waiting for an answer"), waiting)] + [
        (value, str(label), counted.get(value, 0)) for value, label in NeedState.choices if value not in WAITING
    ]
    state = state if state in NeedState.values else ""
    rows = rows.filter(state=state) if state else rows.filter(state__in=WAITING)
    if network.isdecimal() and len(network) < 18:
        rows = rows.filter(network=int(network))
    rows = rows.select_related("county", "institution", "reporter", "network")
    return CountyNeeds(counties, Paginator(rows, PER_PAGE).get_page(number), state, counts)


def waiting_needs(user: Any) -> QuerySet[Need]:
    """Needs that wait for the county coordinator `user`."""
    return rules.decidable_needs(user).filter(state__in=WAITING)


def needs_to_answer(user: Any) -> list[Need]:
    """Needs that wait for the county coordinator `user`, oldest first; one query."""
    waiting = rules.decidable_needs(user).filter(state__in=WAITING).select_related("institution", "county")
    return list(waiting.order_by("made_at", "pk")[:10])


def networks_to_answer(need: Need) -> list[Network]:
    """Networks of the need's county which may answer it."""
    present = Edition.objects.current().exclude(state__in=("closed", "archived")).values("network")
    return list(Network.objects.filter(county=need.county_id, pk__in=present))


def counties_offered(user: Any) -> list[County]:
    """Counties to which `user` may report: one's own first, then all the others."""
    own = set(nearby_counties(user))
    return sorted(County.objects.all(), key=lambda county: (county.pk not in own, county.name))


# --- members' needs and offers ---------------------------------------------------------------------------------------


@dataclass
class Said:
    """One need or offer with those that match it, and whether the reader closes it."""

    wish: Wish
    matches: list[Wish]
    is_own: bool
    can_close: bool


@dataclass
class Wishes:
    """The page: what people look for and what they can share."""

    seeks: list[Said] = field(default_factory=list)
    offers: list[Said] = field(default_factory=list)


def wishes_in(standing: Membership) -> Wishes:
    """Open needs and offers of the network's year, in one query; at most three hundred."""
    rows = list(
        Wish.objects.filter(edition=standing.edition_id, closed_at=None, hidden_at=None).select_related(
            "author__profile__institution"
        )[:300]
    )
    steers, found = bool(hall.may_steer_as(standing)), Wishes()
    for one in rows:
        is_own = one.author_id == standing.user_id
        said = Said(one, matches(one, rows), is_own, (is_own or steers) and standing.edition.is_open)
        (found.seeks if one.kind == WishKind.SEEKS else found.offers).append(said)
    return found


def wish_in(standing: Membership, number: int) -> Wish:
    """The need or offer of this year. Raises NotThere for any other (AC-05)."""
    return _here(Wish.objects.filter(pk=number, edition=standing.edition_id).first(), standing)


def _here(found: Any, standing: Membership) -> Any:
    if found is None or (found.hidden_at and not hall.may_steer_as(standing)):
        raise NotThere
    found.edition = standing.edition
    return found


# --- proposals and votes ---------------------------------------------------------------------------------------------


@dataclass
class Vote:
    """A proposal as one reader sees it: the counts only after one's own vote or the end."""

    proposal: Proposal
    options: list[Option]
    has_voted: bool
    can_vote: bool
    can_close: bool
    shows: bool
    chain: Chain
    is_own: bool

    @property
    def is_support(self) -> bool:
        """Whether it is an idea with one answer."""
        return self.proposal.kind == BallotKind.SUPPORT

    @property
    def best(self) -> int:
        """The most votes an answer has."""
        return max((option.votes for option in self.options), default=0)


def proposals_in(standing: Membership) -> tuple[list[Vote], list[Vote]]:
    """(open ones, closed ones) of the network's year, in a fixed number of queries."""
    rows = list(
        Proposal.objects.filter(edition=standing.edition_id, hidden_at=None)
        .select_related("author")
        .prefetch_related(Prefetch("options", queryset=Option.objects.order_by("position"), to_attr="answers"))[:200]
    )
    voted = set(
        Ballot.objects.filter(user=standing.user_id, proposal__in=[row.pk for row in rows]).values_list(
            "proposal", flat=True
        )
    )
    speaks, steers = bool(rules.may_speak_as(standing)), bool(hall.may_steer_as(standing))
    known = chains(standing.user, "proposal", [row.pk for row in rows]) if rows else {}
    votes = []
    for row in rows:
        row.edition = standing.edition
        has_voted = row.pk in voted
        can_close = row.is_open and standing.edition.is_open and (steers or row.author_id == standing.user_id)
        shows = has_voted or not row.is_open
        options = sorted(row.answers, key=lambda one: -one.votes) if shows else row.answers
        can_vote = speaks and row.is_open and not has_voted
        is_own = row.author_id == standing.user_id
        votes.append(Vote(row, options, has_voted, can_vote, can_close, shows, known[row.pk], is_own))
    return [one for one in votes if one.proposal.is_open], [one for one in votes if not one.proposal.is_open]


def proposal_in(standing: Membership, number: int) -> Proposal:
    """The proposal of this year. Raises NotThere for any other (AC-05)."""
    return _here(Proposal.objects.filter(pk=number, edition=standing.edition_id).first(), standing)


def votes_waiting(user: Any) -> QuerySet[Proposal]:
    """Open votes of one's networks in which `user` has not voted yet; those that end first."""
    places = hall.memberships_of(user).exclude(role="expert").filter(edition__state__in=OPEN_STATES)
    return (
        Proposal.objects.filter(
            edition__in=places.values("edition"), closed_at=None, hidden_at=None, closes_on__gte=clock.today()
        )
        .exclude(ballots__user=user)
        .select_related("edition__network")
        .order_by("closes_on", "pk")
    )


# --- anonymous questions ---------------------------------------------------------------------------------------------


def questions_in(standing: Membership, number: str) -> Page:
    """One page of questions, each with its `answers`."""
    shown = Reply.objects.filter(hidden_at=None).select_related("author__profile")
    rows = (
        Question.objects.filter(edition=standing.edition_id, hidden_at=None)
        .prefetch_related(Prefetch("replies", queryset=shown, to_attr="answers"))
        .order_by("-pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    return page


def question_in(standing: Membership, number: int) -> Question:
    """The question of this year. Raises NotThere for any other (AC-05)."""
    return _here(Question.objects.filter(pk=number, edition=standing.edition_id).first(), standing)


# --- for moderation and for what is made of them ---------------------------------------------------------------------


def thing_by_pk(model: Any) -> Any:
    """`find` for moderation: fetches a wish, proposal, question or reply under the reader's rights."""

    def find(user: Any, pk: int) -> Any:
        place = "question__edition__network" if model is Reply else "edition__network"
        found = model.objects.select_related(place).filter(pk=pk).first()
        if found is None or not rules.may_see(user, found.question if model is Reply else found):
            raise NotThere
        return found

    return find


def _cards(rows: Iterable[Any], note: Any) -> dict[int, Card]:
    return {one.pk: Card(title=str(one), url=one.get_absolute_url(), note=note(one)) for one in rows}


def need_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of the needs `user` may read; one query."""
    rows = rules.readable_needs(user).filter(pk__in=list(pks)).select_related("county")
    return _cards(rows, lambda need: str(need.get_state_display()))


def need_seed(user: Any, pk: int) -> Seed:
    """What a need gives to what is made from it."""
    need = need_for(user, pk)
    values = {"audience": need.audience, "county": need.county_id, "institution": need.institution_id}
    return Seed(title=need.title, text=need.text, values=values)


def proposal_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of proposals in networks `user` may enter; one query."""
    rows = Proposal.objects.filter(rules.inside(user), pk__in=list(pks), hidden_at=None)
    return _cards(rows.select_related("edition__network"), lambda one: str(one.get_kind_display()))


def proposal_seed(user: Any, pk: int) -> Seed:
    """The result of a vote: its first answer, and the counts as words once `user` may see them."""
    proposal = (
        Proposal.objects.filter(rules.inside(user), pk=pk, hidden_at=None).select_related("edition__network").first()
    )
    if proposal is None:
        raise NotThere
    options = list(proposal.options.order_by("-votes", "position"))
    voted = Ballot.objects.filter(proposal=proposal, user=user).exists()
    if proposal.is_open and not voted:
        return Seed(title=proposal.title, text=proposal.text, edition_id=proposal.edition_id)
    result = "; ".join(f"{option.title} – {option.votes}" for option in options)
    words = _("Result of the vote “%(title)s”: %(result)s.") % {"title": proposal.title, "result": result}
    title = options[0].title if options else proposal.title
    text = "\n\n".join(part for part in (proposal.text, words) if part)
    return Seed(title=title, text=text, edition_id=proposal.edition_id)


def wish_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of needs and offers in networks `user` may enter; one query."""
    rows = Wish.objects.filter(rules.inside(user), pk__in=list(pks), hidden_at=None).select_related("edition__network")
    return {one.pk: Card(str(one), wish_address(one), str(one.get_kind_display())) for one in rows}


def wish_seed(user: Any, pk: int) -> Seed:
    """What a member's need or offer gives."""
    one = Wish.objects.filter(rules.inside(user), pk=pk, hidden_at=None).first()
    if one is None:
        raise NotThere
    return Seed(title=one.title, text=one.text, edition_id=one.edition_id)


def wish_address(one: Wish) -> str:
    """Where the need or offer stands."""
    return reverse("needs:wishes", kwargs={"slug": one.edition.network.slug}) + f"#glos-{one.pk}"


def question_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of anonymous questions in networks `user` may enter; one query."""
    rows = Question.objects.filter(rules.inside(user), pk__in=list(pks), hidden_at=None)
    return _cards(rows.select_related("edition__network"), lambda _one: "")


def question_seed(user: Any, pk: int) -> Seed:
    """What a question gives."""
    one = Question.objects.filter(rules.inside(user), pk=pk, hidden_at=None).first()
    if one is None:
        raise NotThere
    return Seed(title=str(one), text=one.words, edition_id=one.edition_id)


def network_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of networks `user` may read of; one query."""
    rows = hall.listed_networks(user).filter(pk__in=list(pks)).select_related("county")
    return {
        one.pk: Card(one.title, reverse("networks:card", kwargs={"slug": one.slug}), one.county.name) for one in rows
    }


def counts_of(edition: Any) -> dict[str, int]:
    """Figures of the year for the report, in one query."""
    here = {"edition": OuterRef("pk")}
    found = Edition.objects.filter(pk=edition.pk).values(
        wishes=_many(Wish.objects.filter(hidden_at=None, **here)),
        proposals=_many(Proposal.objects.filter(hidden_at=None, **here)),
        ballots=_many(Ballot.objects.filter(proposal__edition=OuterRef("pk"), proposal__hidden_at=None)),
        questions=_many(Question.objects.filter(hidden_at=None, **here)),
        needs=_many(Need.objects.filter(network=OuterRef("network"))),
    )
    return dict(found.get())


def _many(rows: QuerySet) -> Coalesce:
    """How many `rows` there are, as a column of another query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)
