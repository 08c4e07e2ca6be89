"""What the screens of moderation need. Fetching is checking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from kit.verdicts import NotThere, insist
from moderation.models import Decision, Report
from moderation.registry import MODERATED, Moderated, kind_for

QUEUE = 100
"""How many reports one page of the queue looks at."""


def kind_named(name: str) -> Moderated:
    """The kind signed in under `name`. Raises NotThere."""
    kind = MODERATED.get(name)
    if kind is None:
        raise NotThere
    return kind


def judged_thing(user: Any, name: str, pk: int) -> tuple[Moderated, Any]:
    """A thing about which `user` may decide, with its kind.

    Raises NotThere for whoever may not read it, and Refused for whoever reads but does not decide.
    """
    kind, thing = found_thing(user, name, pk)
    insist(kind.may_judge(user, thing))
    return kind, thing


def found_thing(user: Any, name: str, pk: int) -> tuple[Moderated, Any]:
    """A thing `user` may read, with its kind. Raises NotThere."""
    kind = kind_named(name)
    return kind, kind.find(user, pk)


def open_reports(thing: models.Model) -> list[Report]:
    """Reports of the thing that wait for a decision, oldest first."""
    about = ContentType.objects.get_for_model(thing)
    return list(Report.objects.filter(about_type=about, about_id=thing.pk, closed_at=None).select_related("reporter"))


def decisions_about(thing: models.Model) -> list[Decision]:
    """What was decided about the thing so far, latest first."""
    about = ContentType.objects.get_for_model(thing)
    return list(Decision.objects.filter(about_type=about, about_id=thing.pk).select_related("decided_by"))


def latest_decisions(model: type[models.Model], pks: Iterable[int]) -> dict[int, Decision]:
    """The latest decision about each of these things, by its number; one query."""
    about = ContentType.objects.get_for_model(model)
    found = Decision.objects.filter(about_type=about, about_id__in=list(pks)).order_by("id")
    return {decision.about_id: decision for decision in found}


def decision_for(user: Any, pk: int) -> tuple[Decision, Moderated | None, Any, bool]:
    """(decision, kind, thing, whether `user` decides) for its author and for those who judge the thing.

    Raises NotThere for everybody else. The statement stays legible when the thing is gone.
    """
    decision = Decision.objects.select_related("about_type", "author", "decided_by").filter(pk=pk).first()
    if decision is None:
        raise NotThere
    kind = kind_for(decision.about_type.model_class() or Decision)
    thing = decision.about
    decides = bool(kind and thing is not None and kind.may_judge(user, thing))
    if decision.author_id != user.pk and not decides:
        raise NotThere
    return decision, kind, thing, decides


@dataclass
class Case:
    """A reported thing and all its open reports."""

    kind: Moderated
    thing: Any
    reports: list[Report]

    @property
    def name(self) -> str:
        """The name under which its kind is signed in."""
        return self.kind.name

    @property
    def title(self) -> str:
        """What people call the thing."""
        return self.kind.title(self.thing)

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.kind.place(self.thing)

    @property
    def author(self) -> Any:
        """Who wrote it."""
        return self.kind.author(self.thing)

    @property
    def words(self) -> str:
        """Its stored HTML."""
        return self.kind.words(self.thing)


def queue_for(user: Any) -> list[Case]:
    """Reported things that wait for `user`'s decision, the longest waiting first; two queries for each kind."""
    cases: dict[tuple[str, int], Case] = {}
    for kind in MODERATED:
        about = ContentType.objects.get_for_model(kind.model)
        reports = Report.objects.filter(about_type=about, closed_at=None)
        if kind.judged is not None:
            reports = reports.filter(about_id__in=kind.judged(user).values("pk"))
        waiting = list(reports.select_related("reporter").order_by("id")[:QUEUE])
        if not waiting:
            continue
        numbers = {report.about_id for report in waiting}
        rows = kind.judged(user) if kind.judged is not None else kind.model._default_manager.all()
        things = {thing.pk: thing for thing in rows.filter(pk__in=numbers)}
        for report in waiting:
            thing = things.get(report.about_id)
            if thing is None or (kind.judged is None and not kind.may_judge(user, thing)):
                continue
            case = cases.setdefault((kind.name, report.about_id), Case(kind, thing, []))
            case.reports.append(report)
    return sorted(cases.values(), key=lambda case: case.reports[0].reported_at)


def waiting_count(user: Any) -> int:
    """How many reported things wait for `user`."""
    return len(queue_for(user))
