"""Things that can be moderated, their kinds, and what waits about them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db import models

from kit.verdicts import NotThere, insist
from moderation import rules
from moderation.enums import CaseState
from moderation.models import Case, Decision, OutsideReport, Report
from moderation.registry import MODERATED, PLACES, Moderated, kind_for


def kind_named(name: str) -> Moderated:
    """The kind signed in under `name`. Raises NotThere."""
    kind = MODERATED.get(name)
    if kind is None:
        raise NotThere
    return kind


def kind_of(row: Any) -> Moderated | None:
    """The kind of the thing a case, a decision or a report is about; None when its app is gone."""
    return kind_for(ContentType.objects.get_for_id(row.about_type_id).model_class() or Case)


def found_thing(user: Any, name: str, pk: int) -> tuple[Moderated, Any]:
    """A thing `user` may read, with its kind. Raises NotThere."""
    kind = kind_named(name)
    return kind, kind.find(user, pk)


def judged_thing(user: Any, name: str, pk: int) -> tuple[Moderated, Any]:
    """A thing about which `user` may decide, with its kind.

    Raises NotThere for whoever may not read it, and Refused for whoever reads but does not decide.
    """
    kind, thing = found_thing(user, name, pk)
    insist(rules.may_decide(user, kind, thing, open_case(thing)))
    return kind, thing


def open_case(thing: models.Model, *, lock: bool = False) -> Case | None:
    """The case open about the thing, with its decision against which somebody appeals; None when there is none."""
    cases = Case.objects.filter(
        about_type=ContentType.objects.get_for_model(thing), about_id=thing.pk, closed_at=None
    ).select_related("claimed_by", "against", "report__reporter")
    return (cases.select_for_update(of=("self",)) if lock else cases).first()


def asked_among(things: list[Any]) -> set[int]:
    """The numbers of those things (of one model) whose authors were asked for changes and have not answered yet."""
    if not things:
        return set()
    cases = Case.objects.filter(
        about_type=ContentType.objects.get_for_model(things[0]),
        about_id__in=[thing.pk for thing in things],
        closed_at=None,
        state=CaseState.ASKED,
    )
    return set(cases.values_list("about_id", flat=True))


def open_reports(thing: models.Model) -> list[Report]:
    """Reports of the thing that wait for a decision, oldest first."""
    about = ContentType.objects.get_for_model(thing)
    found = Report.objects.filter(about_type=about, about_id=thing.pk, closed_at=None)
    return list(found.select_related("reporter", "outside"))


def notice_numbered(number: str) -> OutsideReport:
    """The notice from outside with this number. Raises NotThere."""
    found = OutsideReport.objects.select_related("report__decision__case").filter(number=number).first()
    if found is None:
        raise NotThere
    return found


def outcome_of(notice: OutsideReport) -> Decision | None:
    """What was last decided about a notice from outside, answers to objections aside; None while it waits."""
    if notice.report is not None:
        return notice.report.decision
    about = ContentType.objects.get_for_model(notice)
    return Decision.objects.filter(about_type=about, about_id=notice.pk, against=None).first()


def thing_at(address: str) -> tuple[Moderated, Any] | None:
    """The thing at an address of ours, given whole or as a path; None for any other address."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return None
    for kind in MODERATED:
        thing = kind.at(path) if kind.at is not None else None
        if thing is not None:
            return kind, thing
    return None


def place_label(place: str) -> str:
    """The name of the place with this key; empty when nobody knows it."""
    return place_labels([place]).get(place, "")


def place_labels(places: list[str]) -> dict[str, str]:
    """Names of places by key, one query for each sort."""
    named: dict[str, str] = {}
    for sort in PLACES:
        mine = {int(key.partition(":")[2]): key for key in places if key.startswith(f"{sort.name}:")}
        if mine:
            named |= {mine[number]: label for number, label in sort.labels(list(mine)).items()}
    return named
