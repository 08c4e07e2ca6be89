"""Who may make a survey, answer it, read its outcome. Single checks and querysets are twins."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as hall
from networks.enums import Role
from networks.models import Edition, Membership
from networks.planning import rules as planning
from networks.planning.models import Plan
from networks.states import OPEN_STATES
from networks.surveying.models import NetworkSurvey
from surveys.states import SurveyState

ONLY_STEERING = _("Surveys are led by the network's coordinator.")


def _here(user: Any, edition_id: int) -> Membership | None:
    return hall.memberships_of(user).filter(edition=edition_id).select_related("edition__network").first()


def may_make_as(here: Membership | None) -> Verdict:
    """Whether the place `here` makes and leads surveys: coordinator or deputy, while the year is open."""
    if here is None or here.role not in hall.STEERING:
        return refusal(ONLY_STEERING)
    if not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def may_make(user: Any, edition: Edition) -> Verdict:
    """The same for a person."""
    return may_make_as(_here(user, edition.pk))


def may_lead(user: Any, asked: NetworkSurvey) -> Verdict:
    """Whether `user` changes, opens, closes the survey: who steers its year."""
    return may_make_as(_here(user, asked.edition_id))


def readable_surveys(user: Any) -> QuerySet[NetworkSurvey]:
    """Surveys `user` sees: opened ones of one's networks' present year; who steers also drafts, and closed ones of
    earlier years."""
    steered = Q(edition__network__in=hall.steerable_networks(user))
    places = hall.memberships_of(user).filter(edition__network__in=hall.enterable_networks(user))
    inside = Q(edition__in=places.values("edition"))
    opened, closed = ~Q(survey__state=SurveyState.DRAFT), Q(survey__state=SurveyState.CLOSED)
    return NetworkSurvey.objects.filter((inside & (opened | steered)) | (steered & closed))


def may_read(user: Any, asked: NetworkSurvey) -> Verdict:
    """Whether `user` sees that the survey is there."""
    here = hall.standing(user, asked.edition.network)
    verdict = hall.may_enter_as(here)
    if not verdict or here is None:
        return verdict
    steers = here.role in hall.STEERING
    if here.edition_id != asked.edition_id:
        return ALLOWED if steers and asked.is_closed else refusal(_("This survey belongs to an earlier year."))
    return refusal(ONLY_STEERING) if asked.is_draft and not steers else ALLOWED


def answerable_surveys(user: Any) -> QuerySet[NetworkSurvey]:
    """Surveys that take answers of `user` today, whether or not given already."""
    places = hall.memberships_of(user).filter(edition__state__in=OPEN_STATES).exclude(role=Role.EXPERT)
    open_ones = Q(survey__state=SurveyState.OPEN, survey__closes_on__gte=clock.today())
    return NetworkSurvey.objects.filter(open_ones, edition__in=places.values("edition"))


def may_answer(user: Any, asked: NetworkSurvey) -> Verdict:
    """Whether `user` answers: a member of the year (an expert is a guest in it), until the last day."""
    here = _here(user, asked.edition_id)
    if here is None or here.role == Role.EXPERT:
        return refusal(_("This is for members of the network."))
    return may_be_answered(asked)


def may_be_answered(asked: NetworkSurvey) -> Verdict:
    """Whether the survey takes answers, whoever gives them: until its last day, while the year is open."""
    if not asked.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    if asked.is_draft:
        return refusal(_("This survey is not open yet."))
    if not asked.survey.takes_answers:
        return refusal(_("The time for answers is over; nothing was changed."))
    return ALLOWED


def may_see_outcome(user: Any, asked: NetworkSurvey) -> Verdict:
    """Whether `user` reads the outcome: who steers, once it is closed; members, once it is shown to them."""
    verdict = may_read(user, asked)
    if not verdict:
        return verdict
    if not asked.is_closed:
        return refusal(_("Nobody sees answers before the survey is closed."))
    if asked.shared_at is None and not hall.may_steer(user, asked.edition.network):
        return refusal(_("The coordinator has not shown the outcome to members."))
    return ALLOWED


def may_add_goal(user: Any, asked: NetworkSurvey, edition: Edition) -> Verdict:
    """Whether `user` makes a goal of the plan of `edition` from the outcome."""
    plan = Plan.objects.filter(edition=edition).first() or Plan(edition=edition)
    plan.edition = edition
    return may_see_outcome(user, asked) and planning.may_write_plan(user, plan)
