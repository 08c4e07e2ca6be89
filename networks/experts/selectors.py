"""What the screens of experts need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from accounts.enums import Role as PersonRole
from accounts.models import RoleAssignment
from kit import clock
from kit.verdicts import NotThere
from networks import rules as networks
from networks.experts import rules
from networks.experts.models import Expert, ExpertRequest
from networks.experts.states import WAITING, RequestState
from networks.models import Membership, fold
from networks.rules import STEERING
from networks.states import OPEN_STATES

PAGE = 20
SUGGESTED = 8


def _drawn(experts: QuerySet[Expert]) -> QuerySet[Expert]:
    return experts.select_related("county", "user").prefetch_related("subjects", "voivodeships", "counties")


def register_page(user: Any, *, words: str = "", subject: str = "", form: str = "", number: Any = 1) -> Page:
    """A page of the register. Raises NotThere for those who may not read it."""
    if not rules.may_read_register(user):
        raise NotThere
    experts = _drawn(rules.readable_experts(user).filter(retired_at=None))
    return Paginator(_filtered(experts, words, subject, form), PAGE).get_page(number)


def _filtered(experts: QuerySet[Expert], words: str, subject: str, form: str) -> list[Expert] | QuerySet[Expert]:
    for word in fold(words).split()[:6]:
        experts = experts.filter(folded__contains=word)
    if subject.isdigit() and len(subject) < 10:
        experts = experts.filter(subjects=int(subject))
    # Forms are a list in JSON, which the two databases search in different ways; a county keeps some dozens of people.
    return [expert for expert in experts if form in expert.forms] if form else experts


def expert_for(user: Any, pk: int) -> Expert:
    """An expert of the register. Raises NotThere."""
    expert = _drawn(rules.readable_experts(user)).filter(pk=pk).first()
    if expert is None:
        raise NotThere
    return expert


def kept_expert(user: Any, pk: int) -> Expert:
    """An expert `user` keeps. Raises NotThere."""
    expert = _drawn(Expert.objects.filter(county__in=rules.kept_counties(user))).filter(pk=pk).first()
    if expert is None:
        raise NotThere
    return expert


def public_page(words: str, number: Any) -> Page:
    """Public cards."""
    return Paginator(_filtered(_drawn(Expert.objects.public()), words, "", ""), PAGE).get_page(number)


def public_expert(pk: int) -> Expert:
    """A public card. Raises NotThere without a consent in force."""
    expert = _drawn(Expert.objects.public()).filter(pk=pk).first()
    if expert is None:
        raise NotThere
    return expert


def _with_neighbours(requests: QuerySet[ExpertRequest]) -> QuerySet[ExpertRequest]:
    return requests.select_related(
        "edition__network__county", "edition__school_year", "county__voivodeship", "expert", "asked_by", "decided_by"
    )


def request_for(user: Any, pk: int) -> ExpertRequest:
    """A request `user` may read. Raises NotThere."""
    found = _with_neighbours(rules.readable_requests(user)).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def requests_of(standing: Membership) -> list[ExpertRequest]:
    """The network's requests, latest first. Raises NotThere for those who do not steer it."""
    if standing.role not in STEERING:
        raise NotThere
    return list(_with_neighbours(ExpertRequest.objects.filter(edition__network=standing.edition.network_id))[:100])


def county_requests(user: Any, *, waiting: bool, number: Any = 1) -> Page:
    """Requests of the counties of `user`. Raises NotThere for people without a county."""
    counties = list(rules.kept_counties(user))
    if not counties:
        raise NotThere
    found = _with_neighbours(ExpertRequest.objects.filter(county__in=counties))
    if waiting:
        found = found.filter(state__in=WAITING).order_by("asked_at", "pk")
    return Paginator(found, PAGE).get_page(number)


def waiting_for(user: Any) -> QuerySet[ExpertRequest]:
    """Requests that wait for the county of `user`, oldest first."""
    found = ExpertRequest.objects.filter(county__in=rules.kept_counties(user), state__in=WAITING)
    return found.select_related("edition__network").order_by("asked_at", "pk")


def to_evaluate(user: Any) -> list[ExpertRequest]:
    """Requests of the networks `user` steers whose expert's work is done and not evaluated yet."""
    places = networks.memberships_of(user).filter(role__in=STEERING, edition__state__in=OPEN_STATES)
    found = ExpertRequest.objects.filter(
        edition__network__in=places.values("edition__network"), state=RequestState.DONE
    )
    return list(found.select_related("edition__network").order_by("asked_at", "pk")[:10])


@dataclass(frozen=True)
class Suggestion:
    """An expert for a request, and why."""

    expert: Expert
    same_subjects: list[str]
    same_topics: list[str]
    runs_form: bool
    is_near: bool

    @property
    def score(self) -> int:
        """How well it fits; subjects and topics weigh most."""
        return 3 * len(self.same_subjects) + 3 * len(self.same_topics) + 2 * self.runs_form + self.is_near


def suggestions(request: ExpertRequest) -> list[Suggestion]:
    """Experts who work in the county's region, best fitting first, each with what fits; being near is not enough."""
    here, region = request.county_id, request.county.voivodeship_id
    near = Q(counties=here) | Q(voivodeships=region) | Q(online=True) | Q(county=here)
    experts = _drawn(Expert.objects.active().filter(near)).distinct()
    subjects = {subject.pk for subject in request.edition.network.subjects.all()}
    wanted = [word for word in fold(f"{request.theme} {request.needs}").split() if len(word) > 3]
    found = [_suggestion(expert, request, subjects, wanted) for expert in experts]
    return sorted((one for one in found if one.score > one.is_near), key=lambda one: (-one.score, one.expert.name))[
        :SUGGESTED
    ]


def _suggestion(expert: Expert, request: ExpertRequest, subjects: set[int], wanted: list[str]) -> Suggestion:
    topics = [topic for topic in expert.topic_list if _alike(fold(topic), wanted)]
    return Suggestion(
        expert=expert,
        same_subjects=[subject.name for subject in expert.subjects.all() if subject.pk in subjects],
        same_topics=topics,
        runs_form=request.form in expert.forms,
        is_near=any(county.pk == request.county_id for county in expert.counties.all())
        or expert.county_id == request.county_id,
    )


def _alike(topic: str, wanted: list[str]) -> bool:
    """Whether a word of the topic begins as a wanted one does: Polish endings vary, stems less."""
    stems = [word[: max(4, len(word) - 3)] for word in wanted]
    return any(word.startswith(stem) for word in topic.split() for stem in stems)


def keepers_of(request: ExpertRequest) -> list[Any]:
    """County coordinators who answer the request."""
    held = RoleAssignment.objects.on(clock.today()).filter(
        role=PersonRole.COUNTY_COORDINATOR, county=request.county_id, user__is_active=True
    )
    return [one.user for one in held.select_related("user")]


def steering_people(request: ExpertRequest) -> list[Any]:
    """Who steers the network that asked."""
    here = Membership.objects.now().filter(edition__network=request.edition.network_id, role__in=STEERING)
    return [place.user for place in here.select_related("user")]
