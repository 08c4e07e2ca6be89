"""What the screens of surveys show."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kit import clock
from kit.verdicts import NotThere
from networks import rules as hall
from networks.enums import Role
from networks.models import Membership
from networks.surveying import rules
from networks.surveying.models import NetworkSurvey
from surveys import vault
from surveys.models import Participation, Survey
from surveys.states import SurveyState

EARLIER = 20
"""Surveys of earlier years listed for whoever steers."""


def survey_in(user: Any, standing: Membership, number: int) -> NetworkSurvey:
    """The survey of the standing's network which `user` may see. Raises NotThere."""
    rows = rules.readable_surveys(user).filter(edition__network=standing.edition.network_id)
    asked = rows.filter(pk=number).select_related("survey", "edition__network", "edition__school_year").first()
    if asked is None:
        raise NotThere
    return asked


def surveys_in(user: Any, standing: Membership) -> tuple[list[NetworkSurvey], list[NetworkSurvey]]:
    """The surveys of this year and, for whoever steers, closed ones of earlier years; one query.

    Each has `count`, how many have answered, and `waits`, whether the reader's answer is missing.
    """
    rows = rules.readable_surveys(user).filter(edition__network=standing.edition.network_id)
    found = list(rows.select_related("survey__participation", "edition__network", "edition__school_year"))
    may = rules.answerable_surveys(user)
    mine = set(may.filter(edition=standing.edition_id).values_list("pk", flat=True)) if found else set()
    for asked in found:
        held = _list_of(asked)
        asked.count = held.count if held else 0
        asked.waits = asked.pk in mine and held is not None and user.pk not in held.people
    now = [asked for asked in found if asked.edition_id == standing.edition_id]
    return now, [asked for asked in found if asked.edition_id != standing.edition_id][:EARLIER]


def _list_of(asked: NetworkSurvey) -> Participation | None:
    try:
        return asked.survey.participation
    except Participation.DoesNotExist:
        return None


def waiting_for(user: Any, edition_id: int | None = None) -> list[NetworkSurvey]:
    """Surveys `user` may answer and has not, the nearest last day first; one query."""
    rows = rules.answerable_surveys(user).select_related("survey__participation", "edition__network")
    if edition_id is not None:
        rows = rows.filter(edition=edition_id)
    found = []
    for asked in rows.order_by("survey__closes_on", "pk")[:50]:
        held = _list_of(asked)
        if held is not None and user.pk not in held.people:
            found.append(asked)
    return found


def people_asked(edition_id: int) -> list[Membership]:
    """Everybody who may answer, by name; one query."""
    today = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    places = Membership.objects.now().filter(today, edition=edition_id, user__is_active=True)
    rows = places.exclude(role=Role.EXPERT).select_related("user")
    return sorted(rows, key=lambda place: (place.user.last_name, place.user.first_name, place.user_id))


def silent_in(asked: NetworkSurvey) -> list[Any]:
    """People who may answer and have not; two queries."""
    held = Participation.objects.filter(survey=asked.survey_id).first()
    answered = set(held.people) if held else set()
    return [place.user for place in people_asked(asked.edition_id) if place.user_id not in answered]


def has_answered(user: Any, asked: NetworkSurvey) -> bool:
    """Whether `user` has handed a sheet in."""
    return vault.has_answered(asked.survey, person=user)


def by_link(number: int, token: str) -> NetworkSurvey:
    """The open survey to which the link belongs. Raises NotThere for every other word, and once it is closed."""
    rows = NetworkSurvey.objects.filter(pk=number, survey__state=SurveyState.OPEN)
    asked = rows.select_related("survey", "edition__network").first()
    if asked is None or not set(vault.digests_of(token)) & set(asked.survey.links):
        raise NotThere
    return asked


def earlier_of(user: Any, asked: NetworkSurvey) -> NetworkSurvey | None:
    """The latest survey of the same template and network, of an earlier year, whose outcome may be set beside this
    one by `user`: who reads it, or whoever reads this one when that one was shown to members too."""
    if not asked.survey.template:
        return None
    rows = NetworkSurvey.objects.filter(
        edition__network=asked.edition.network_id,
        edition__school_year__starts_on__lt=asked.edition.school_year.starts_on,
        survey__template=asked.survey.template,
        survey__state=SurveyState.CLOSED,
    )
    if not hall.may_steer(user, asked.edition.network):
        rows = rows.exclude(shared_at=None)
    rows = rows.select_related("survey", "edition__school_year").order_by("-edition__school_year__starts_on", "-pk")
    return next((one for one in rows[:10] if one.survey.outcome.get("questions")), None)


def closed_of(edition: Any) -> list[NetworkSurvey]:
    """Surveys of the year that have ended, in the order in which they ended; one query."""
    rows = NetworkSurvey.objects.filter(edition=edition, survey__state=SurveyState.CLOSED)
    return list(rows.select_related("survey").order_by("survey__closed_at", "pk"))


def has_after(asked: NetworkSurvey) -> bool:
    """Whether the survey is the second of two, or has its second one."""
    return asked.survey.before_id is not None or Survey.objects.filter(before=asked.survey_id).exists()
